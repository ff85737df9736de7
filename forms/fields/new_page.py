"""The beginning of another page of a form."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.code import CodeBlock
from forms.logic.block import ConditionsBlock


class NewPage(blocks.StructBlock):
    """What follows, up to the next one, stands on a screen of its own. The first page needs none."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    intro = blocks.RichTextBlock(
        label=_("Introduction"),
        required=False,
        default="",
        features=["bold", "italic", "link", "ol", "ul"],
    )
    code = CodeBlock()
    show_if = ConditionsBlock()

    asks = False

    class Meta:
        """How editors see it."""

        icon = "doc-empty"
        label = _("New page")
        description = _("What follows stands on a page of its own: shorter pages are easier to answer.")
        template = "forms/fields/new_page.html"
        preview_template = "forms/fields/preview.html"

    def get_preview_value(self) -> Any:
        """Return a page to look at."""
        intro = format_html("<p>{}</p>", _("A few questions about how you get around."))
        return self.normalize({"heading": _("Getting around"), "intro": intro})
