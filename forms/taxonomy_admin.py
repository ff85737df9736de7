"""Themes and territories in the admin."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from forms.models import Territory, Theme


class ThemeViewSet(SnippetViewSet):
    """What contributions are about."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display: ClassVar = ["name"]
    list_per_page = 50


class TerritoryViewSet(SnippetViewSet):
    """Where contributions belong."""

    model = Territory
    icon = "site"
    menu_label = _("Territories")
    list_display: ClassVar = ["name"]
    list_per_page = 50


class LabelsGroup(SnippetViewSetGroup):
    """Both under one entry of the menu."""

    items = (ThemeViewSet, TerritoryViewSet)
    menu_label = _("Classification")
    menu_icon = "tag"
    menu_order = 350
