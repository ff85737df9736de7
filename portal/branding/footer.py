"""Columns of links that editors add to the foot of every page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

MOST_COLUMNS = 8
MOST_LINKS = 12


@dataclass(frozen=True)
class FooterLink:
    """A link with its words."""

    title: str
    url: str


@dataclass(frozen=True)
class FooterColumn:
    """Links under one heading."""

    heading: str
    links: list[FooterLink]


def content_languages() -> list[tuple[str, str]]:
    """Return the languages of the portal, as choices that never enter a migration."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


class FooterLinkBlock(blocks.StructBlock):
    """A page of the portal or an address elsewhere."""

    title = blocks.CharBlock(
        label=_("Words of the link"),
        max_length=80,
        required=False,
        help_text=_("Empty: the title of the page."),
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address elsewhere"), required=False)

    def clean(self, value: Any) -> Any:
        """Refuse a link that leads nowhere or to two places, and an address without words."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            error = ValidationError(_("Choose a page or write an address, one of the two."))
            raise StructBlockValidationError({"page": error})
        if cleaned.get("url") and not cleaned.get("title"):
            raise StructBlockValidationError({"title": ValidationError(_("Say where it leads."))})
        return cleaned

    class Meta:
        """How the editor shows it."""

        icon = "link"
        label = _("Link")


class FooterColumnBlock(blocks.StructBlock):
    """Links under one heading, in one language."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=content_languages)
    heading = blocks.CharBlock(label=_("Heading"), max_length=60)
    links = blocks.ListBlock(FooterLinkBlock(), label=_("Links"), min_num=1, max_num=MOST_LINKS)

    class Meta:
        """How the editor shows it."""

        icon = "list-ul"
        label = _("Column")


class FooterStreamBlock(blocks.StreamBlock):
    """The columns in their order."""

    column = FooterColumnBlock()

    class Meta:
        """How many there may be."""

        max_num = MOST_COLUMNS


def columns_of(stream: Any, request: HttpRequest | None) -> list[FooterColumn]:
    """Return the columns of the active language, or of the first one where it has none.

    A page that is not published any more is left out, and so is a column without a link.
    """
    for language in dict.fromkeys((get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)):
        found = [child.value for child in stream if child.value["language"] == language]
        if found:
            columns = [FooterColumn(each["heading"], _links(each["links"], request)) for each in found]
            return [column for column in columns if column.links]
    return []


def _links(values: Any, request: HttpRequest | None) -> list[FooterLink]:
    links = []
    for value in values:
        page = value["page"]
        url = page.get_url(request) if page is not None and page.live else value["url"]
        if url:
            links.append(FooterLink(value["title"] or page.title, url))
    return links
