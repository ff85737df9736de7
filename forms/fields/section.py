"""A part of a form with a heading of its own."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.code import CodeBlock
from forms.logic.block import ConditionsBlock


class Section(blocks.StructBlock):
    """A heading and an introduction; the questions after it, up to the next one, are its own."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        max_length=200,
        required=False,
        default="",
        help_text=_("Empty: the section before ends here, and what follows stands under no heading."),
    )
    intro = blocks.RichTextBlock(
        label=_("Introduction"), required=False, features=["bold", "italic", "link", "ol", "ul"]
    )
    code = CodeBlock()
    show_if = ConditionsBlock()

    asks = False

    class Meta:
        """How editors see it."""

        icon = "list-ul"
        label = _("Section")
        description = _("A heading with an introduction: groups the questions that follow it.")
        template = "forms/fields/section.html"
        preview_template = "forms/fields/preview.html"

    def get_preview_value(self) -> Any:
        """Return a section to look at."""
        intro = format_html("<p>{}</p>", _("Three questions about the place where you live."))
        return self.normalize({"heading": _("Your neighbourhood"), "intro": intro})
