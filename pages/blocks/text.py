"""Text, and what leads on from it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks.choosers import PageChooser
from pages.blocks.reading import reader_of

RICH_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]


class RichText(blocks.RichTextBlock):
    """Headings, paragraphs, lists and links."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer what the public pages have a style for."""
        kwargs.setdefault("features", RICH_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        """How editors see it."""

        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        description = _("Headings, paragraphs, lists and links.")
        template = "pages/blocks/rich_text.html"

    def get_preview_value(self) -> Any:
        """Return a heading with a paragraph."""
        heading = gettext("A square for everybody")
        text = gettext("The town plans to plant forty trees and to open a playground.")
        return self.normalize(f"<h2>{heading}</h2><p>{text}</p>")


class CallToAction(blocks.StructBlock):
    """One clear next step."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    text = blocks.CharBlock(label=_("Text"), max_length=300, required=False, default="")
    button = blocks.CharBlock(
        label=_("Words on the button"),
        max_length=60,
        help_text=_("A verb that says what happens: “Give my opinion”, “Read the results”."),
    )
    page = PageChooser(label=_("Page"), required=False)
    url = blocks.URLBlock(
        label=_("or address elsewhere"),
        required=False,
        help_text=_("Only for another site: the page above follows its translations by itself."),
    )

    class Meta:
        """How editors see it."""

        icon = "link"
        label = _("Call to action")
        group = _("Ways to other pages")
        description = _("A button that leads to one page: take part, read the results.")
        template = "pages/blocks/call_to_action.html"
        preview_value = {
            "heading": _("Your turn"),
            "text": _("The consultation is open until the end of the month."),
            "button": _("Take part"),
            "url": "https://example.org/",
        }

    def clean(self, value: Any) -> Any:
        """Return the valid block; it leads to exactly one place, as soon as it is published."""
        cleaned = super().clean(value)
        page, url = bool(cleaned.get("page")), bool(cleaned.get("url"))
        if (page and url) or not (page or url or self.is_deferred_validation):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError(_("Choose a page or give an address: one of the two."))}
            )
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add where the button leads; nowhere if the page is not published (any more)."""
        context = super().get_context(value, parent_context=parent_context)
        page = reader_of(parent_context).page(value.get("page"))
        request = (parent_context or {}).get("request")
        if page:
            context["href"] = page.get_url(request) if page.live else ""
        else:
            context["href"] = value.get("url") or ""
        return context


class AccordionPart(blocks.StructBlock):
    """One question with its answer."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        """How editors see it."""

        icon = "arrow-down"
        label = _("Part")


class Accordion(blocks.StructBlock):
    """Parts that readers unfold."""

    parts = blocks.ListBlock(AccordionPart(), label=_("Parts"), min_num=1)

    class Meta:
        """How editors see it."""

        icon = "list-ul"
        label = _("Accordion")
        group = _("Text")
        description = _("Questions and answers that readers unfold, one by one.")
        template = "pages/blocks/accordion.html"

    def get_preview_value(self) -> Any:
        """Return two questions."""
        questions = [
            (gettext("Who may take part?"), gettext("Anybody who lives or works here, from the age of 16.")),
            (
                gettext("What becomes of my answer?"),
                gettext("It is read, counted and answered in the report."),
            ),
        ]
        return self.normalize(
            {"parts": [{"heading": heading, "text": f"<p>{text}</p>"} for heading, text in questions]}
        )
