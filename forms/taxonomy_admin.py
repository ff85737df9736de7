"""Themes and territories in the admin."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from forms.models import Submission, Territory, Theme
from forms.models.taxonomy import Label

# Where submissions keep the key of a label of each kind.
COLUMNS = {Theme: "theme_key", Territory: "territory_key"}


class ThemeViewSet(SnippetViewSet):
    """What contributions are about."""

    model = Theme
    icon = "tag"
    menu_label = gettext_lazy("Themes")
    list_per_page = 50


class TerritoryViewSet(SnippetViewSet):
    """Where contributions belong."""

    model = Territory
    icon = "site"
    menu_label = gettext_lazy("Territories")
    list_per_page = 50


class LabelsGroup(SnippetViewSetGroup):
    """Both under one entry of the menu."""

    items: ClassVar = (ThemeViewSet, TerritoryViewSet)
    menu_label = gettext_lazy("Classification")
    menu_icon = "tag"
    menu_order = 350


def refuse_label_deletion(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Answer the deletion of a label that contributions are sorted by with why it cannot be done."""
    used = [item for item in instances if isinstance(item, Label) and _is_needed(item)]
    if not used:
        return None
    text = _(
        "“%(name)s” is not deleted: contributions are sorted by it. Rename it if its name has "
        "changed; nothing was deleted."
    )
    messages.error(request, text % {"name": used[0].name})
    return redirect(type(used[0]).snippet_viewset.get_url_name("list"))


def _is_needed(label: Label) -> bool:
    """Whether submissions carry the label's key, and no row in the first language would be left for it."""
    same = type(label).objects.filter(translation_key=label.translation_key).exclude(pk=label.pk)
    if same.filter(locale__language_code=settings.LANGUAGE_CODE).exists():
        return False
    return Submission.objects.filter(**{COLUMNS[type(label)]: label.translation_key}).exists()
