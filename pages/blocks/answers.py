"""What the authority says to those who took part."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.enums import FollowUp


class Synthesis(blocks.StructBlock):
    """What came out of it, in a few lines."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ol", "ul", "link"])

    class Meta:
        """How editors see it."""

        icon = "doc-full"
        label = _("Synthesis")
        group = _("Results")
        description = _("What came out of it, set apart for readers in a hurry.")
        template = "pages/blocks/synthesis.html"

    def get_preview_value(self) -> Any:
        """Return a synthesis of nothing."""
        text = gettext("Shade comes first, then places to sit. Parking divides.")
        return self.normalize({"heading": gettext("In short"), "text": f"<p>{text}</p>"})


class SaidAndDoneValue(blocks.StructValue):
    """An answer that can say where it stands."""

    @property
    def state_label(self) -> str:
        """Return the state in words, in the reader's language."""
        return str(dict(FollowUp.choices).get(self.get("state"), ""))


class SaidAndDone(blocks.StructBlock):
    """What was said, and what became of it."""

    said = blocks.TextBlock(label=_("What was said"), max_length=400)
    decided = blocks.TextBlock(
        label=_("What was decided"), max_length=600, help_text=_("If it was not kept, say why.")
    )
    state = blocks.ChoiceBlock(label=_("Where it stands"), choices=FollowUp.choices, default="decided")

    class Meta:
        """How editors see it."""

        icon = "comment"
        label = _("Answer")
        value_class = SaidAndDoneValue


class YouSaidWeDid(blocks.StructBlock):
    """What residents said, each with the answer of the authority."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    answers = blocks.ListBlock(SaidAndDone(), label=_("Answers"), min_num=1)

    class Meta:
        """How editors see it."""

        icon = "comment"
        label = _("You said, we did")
        group = _("Results")
        description = _("What was said, what was decided, and where it stands, in words.")
        template = "pages/blocks/you_said_we_did.html"

    def get_preview_value(self) -> Any:
        """Return two answers."""
        answers = [
            {
                "said": gettext("There is no shade on the square."),
                "decided": gettext("Forty trees are planted this winter."),
                "state": "under_way",
            },
            {
                "said": gettext("Keep all the parking spaces."),
                "decided": gettext("Twenty leave room for the playground; thirty are added by the station."),
                "state": "declined",
            },
        ]
        return self.normalize({"heading": gettext("You said, we did"), "answers": answers})
