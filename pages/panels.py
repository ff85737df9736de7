"""What an editor reads on the admin's first page."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

SHOWN = 5
# Translations looked at, so that the page stays quick for somebody who may edit few of them.
LOOKED_AT = 50


class TranslationsPanel(Component):
    """The translated pages on which texts await their translation."""

    name = "translations_waiting"
    template_name = "pages/admin/translations_panel.html"
    order = 60

    class Media:
        """The styles of panels of our own."""

        css: ClassVar = {"all": ["css/admin/moderation.css"]}

    def __init__(self, rows: list[tuple[Page, int]]) -> None:
        """Keep what ``waiting_translations`` found."""
        self.rows = rows

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the pages, each with the number of its missing texts."""
        return {"rows": self.rows[:SHOWN], "more": len(self.rows) > SHOWN}


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel for an editor for whom something waits."""
    rows = waiting_translations(request.user)
    if rows:
        panels.append(TranslationsPanel(rows))


def waiting_translations(user: AbstractBaseUser | AnonymousUser) -> list[tuple[Page, int]]:
    """Return (translated page, number of missing texts) for the pages that somebody may edit."""
    missing = {(key, locale): number for key, locale, number in _missing()[:LOOKED_AT]}
    pages = Page.objects.filter(translation_key__in={key for key, _locale in missing})
    return [
        (page, missing[page.translation_key, page.locale_id])
        for page in pages.select_related("locale").order_by("title")
        if (page.translation_key, page.locale_id) in missing and page.permissions_for_user(user).can_edit()
    ]


def _missing() -> Any:
    """Return key, language and number of missing texts of each translation that is kept in step."""
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    segments = StringSegment.objects.filter(~Exists(translated), source=OuterRef("source"))
    numbers = segments.exclude(context__path="slug").order_by().values("source").annotate(number=Count("pk"))
    return (
        Translation.objects.filter(enabled=True)
        .annotate(missing=Subquery(numbers.values("number")))
        .filter(missing__gt=0)
        .order_by("-missing")
        .values_list("source__object_id", "target_locale_id", "missing")
    )
