"""What this room adds to Wagtail's admin. It only registers."""

from wagtail.snippets.models import register_snippet

from portal.search.synonyms_admin import SynonymGroupViewSet

register_snippet(SynonymGroupViewSet)
