"""Synonyms in the admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.search.models import SynonymGroup


class SynonymGroupViewSet(SnippetViewSet):
    """Words that find one another, one group to a line."""

    model = SynonymGroup
    icon = "search"
    menu_label = _("Synonyms")
    menu_order = 360
    add_to_admin_menu = True
    list_display: ClassVar = ["terms"]
    list_per_page = 100
    search_fields: ClassVar = ["terms"]
    panels: ClassVar = [FieldPanel("terms")]
    copy_view_enabled = False
    inspect_view_enabled = False
