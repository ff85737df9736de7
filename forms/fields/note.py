"""A text between the questions of a form."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.code import CodeBlock
from forms.logic.block import ConditionsBlock


class Note(blocks.StructBlock):
    """A text that asks nothing: what one needs to know before the next question."""

    text = blocks.RichTextBlock(
        label=_("Text"),
        required_on_save=True,
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("What residents read before the next question."),
    )
    code = CodeBlock()
    show_if = ConditionsBlock()

    asks = False

    class Meta:
        """How editors see it."""

        icon = "info-circle"
        label = _("Text between questions")
        description = _("What one needs to know before the next question. It asks nothing.")
        template = "forms/fields/note.html"
        preview_template = "forms/fields/preview.html"

    def get_preview_value(self) -> Any:
        """Return a text to look at."""
        text = format_html(
            "<p>{}</p>",
            _("The next questions are about the past twelve months. Answer for all who live with you."),
        )
        return self.normalize({"text": text})
