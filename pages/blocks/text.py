"""Text, and what leads on from it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

RICH_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]


class RichText(blocks.RichTextBlock):
    """Headings, paragraphs, lists and links."""

    class Meta:
        """How editors see it."""

        icon = "pilcrow"
        label = _("Text")
        description = _("Headings, paragraphs, lists and links.")
        template = "pages/blocks/rich_text.html"
        preview_value = (
            "<h2>A square for everybody</h2><p>The town plans to plant forty trees and to open "
            "<b>a playground</b>.</p>"
        )


class CallToAction(blocks.StructBlock):
    """One clear next step."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    text = blocks.CharBlock(label=_("Text"), max_length=300, required=False)
    button = blocks.CharBlock(label=_("Button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("or address elsewhere"), required=False)

    class Meta:
        """How editors see it."""

        icon = "link"
        label = _("Call to action")
        description = _("A button that leads to one page: take part, read the results.")
        template = "pages/blocks/call_to_action.html"
        preview_value = {"heading": _("Your turn"), "button": _("Take part"), "url": "/"}

    def clean(self, value: Any) -> Any:
        """Return the valid block; it leads to exactly one place."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            raise blocks.StructBlockValidationError(
                {"page": ValidationError(_("Choose a page or give an address: one of the two."))}
            )
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add where the button leads; nowhere if the page is not published (any more)."""
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("page")
        request = (parent_context or {}).get("request")
        if page:
            page = page.localized
            context["href"] = page.get_url(request) if page.live else ""
        else:
            context["href"] = value.get("url")
        return context


class AccordionItem(blocks.StructBlock):
    """One question with its answer."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        """How editors see it."""

        icon = "arrow-down"
        label = _("Part")


class Accordion(blocks.StructBlock):
    """Parts that readers unfold."""

    items = blocks.ListBlock(AccordionItem(), label=_("Parts"), min_num=1)

    class Meta:
        """How editors see it."""

        icon = "list-ul"
        label = _("Accordion")
        description = _("Questions and answers that readers unfold; works without JavaScript.")
        template = "pages/blocks/accordion.html"
        preview_value = {
            "items": [{"heading": _("Who may take part?"), "text": "<p>Anybody aged 16 or over.</p>"}]
        }
