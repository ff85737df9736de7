"""Watched words in the admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from forms.models import WatchedWord


class WatchedWordViewSet(SnippetViewSet):
    """The words that moderators are warned of."""

    model = WatchedWord
    icon = "view"
    menu_label = _("Watched words")
    menu_order = 356
    add_to_admin_menu = True
    list_display: ClassVar = ["expression", BooleanColumn("with_family", label=_("With other endings"))]
    list_per_page = 100
    search_fields: ClassVar = ["expression"]
    copy_view_enabled = False
    inspect_view_enabled = False
