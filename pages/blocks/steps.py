"""What a process is made of beside its body: its steps and its documents."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks.choosers import DocumentChooser, PageChooser


class Step(blocks.StructBlock):
    """One step of a process: what happens, when, and the page on which it happens if there is one."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.CharBlock(label=_("Text"), max_length=300, required=False, default="")
    starts = blocks.DateBlock(label=_("From"), required=False)
    ends = blocks.DateBlock(
        label=_("to"), required=False, help_text=_("The last day. Empty: the first day alone.")
    )
    page = PageChooser(
        label=_("Page"),
        required=False,
        help_text=_("Only for a page elsewhere: those below the process are shown by themselves."),
    )

    class Meta:
        """How editors see it."""

        icon = "date"
        label = _("Step")
        description = _("What happens, from when to when.")
        preview_template = "pages/blocks/step_preview.html"
        preview_value = {
            "heading": _("Workshops in the villages"),
            "text": _("Six evenings to draw the square together."),
        }

    def clean(self, value: Any) -> Any:
        """Return the valid block; its last day is not before its first."""
        cleaned = super().clean(value)
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if ends and (not starts or ends < starts):
            raise blocks.StructBlockValidationError(
                {"ends": ValidationError(_("The step would end before it begins."))}
            )
        return cleaned


class StepsStreamBlock(blocks.StreamBlock):
    """The steps that have no page below the process."""

    step = Step()

    class Meta:
        """A process may have none."""

        required = False


class Document(blocks.StructBlock):
    """A file to read, under its own name or another."""

    document = DocumentChooser(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=160,
        required=False,
        default="",
        help_text=_("Empty: the document’s own title."),
    )

    class Meta:
        """How editors see it."""

        icon = "doc-full"
        label = _("Document")
        description = _("A file that readers can download.")
        preview_template = "pages/blocks/document_preview.html"
        preview_value = {"title": _("The plan of the square")}


class DocumentsStreamBlock(blocks.StreamBlock):
    """Files to read."""

    document = Document()

    class Meta:
        """A process may have none."""

        required = False
