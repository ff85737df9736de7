"""Facts set apart from the running text: who said it, how many, when, whom to ask."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Quote(blocks.StructBlock):
    """What somebody said, and who."""

    text = blocks.TextBlock(label=_("Words"), max_length=600)
    author = blocks.CharBlock(
        label=_("Who said it"),
        max_length=160,
        required=False,
        default="",
        help_text=_("Shown below the words: name and role."),
    )

    class Meta:
        """How editors see it."""

        icon = "openquote"
        label = _("Quote")
        group = _("Text")
        description = _("Words of one person, set apart, with who said them.")
        template = "pages/blocks/quote.html"
        preview_value = {
            "text": _("We asked for shade; what we got is a square where people stay."),
            "author": _("A member of the residents’ panel"),
        }


class Figure(blocks.StructBlock):
    """One number and what it counts."""

    number = blocks.CharBlock(
        label=_("Number"), max_length=20, help_text=_("As readers see it, with its unit: 40, 3.2 km, 15%.")
    )
    meaning = blocks.CharBlock(label=_("What it counts"), max_length=120)

    class Meta:
        """How editors see it."""

        icon = "order"
        label = _("Figure")


class Figures(blocks.StructBlock):
    """Numbers that editors typed."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    figures = blocks.ListBlock(Figure(), label=_("Figures"), min_num=1, max_num=6)
    source = blocks.CharBlock(
        label=_("Source"),
        max_length=200,
        required=False,
        default="",
        help_text=_("Shown below the figures: who counted, and when."),
    )

    class Meta:
        """How editors see it."""

        icon = "order"
        label = _("Figures")
        group = _("Facts")
        description = _("Up to six numbers in large type, each with what it counts.")
        template = "pages/blocks/figures.html"

    def get_preview_value(self) -> Any:
        """Return two figures."""
        figures = [
            {"number": "40", "meaning": gettext("trees planted")},
            {"number": "15", "meaning": gettext("benches in the shade")},
        ]
        return self.normalize({"heading": gettext("The project in figures"), "figures": figures})


class Moment(blocks.StructBlock):
    """One moment and what happens then."""

    when = blocks.CharBlock(
        label=_("When"), max_length=60, help_text=_("In words: “March 2027”, “Next autumn”.")
    )
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.CharBlock(label=_("Text"), max_length=300, required=False, default="")

    class Meta:
        """How editors see it."""

        icon = "date"
        label = _("Moment")


class Timeline(blocks.StructBlock):
    """What happens, one moment after the other."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    moments = blocks.ListBlock(Moment(), label=_("Moments"), min_num=1)

    class Meta:
        """How editors see it."""

        icon = "date"
        label = _("Timeline")
        group = _("Facts")
        description = _("What happens when, from the first moment to the last.")
        template = "pages/blocks/timeline.html"

    def get_preview_value(self) -> Any:
        """Return two moments."""
        moments = [
            {"when": gettext("This spring"), "heading": gettext("Everybody gives their opinion"), "text": ""},
            {"when": gettext("This autumn"), "heading": gettext("The council decides"), "text": ""},
        ]
        return self.normalize({"heading": gettext("The calendar"), "moments": moments})


class Instruction(blocks.StructBlock):
    """One thing to do."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.CharBlock(label=_("Text"), max_length=300, required=False, default="")

    class Meta:
        """How editors see it."""

        icon = "tick"
        label = _("Step")


class HowItWorks(blocks.StructBlock):
    """What residents do, in numbered steps."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    steps = blocks.ListBlock(Instruction(), label=_("Steps"), min_num=2, max_num=6)

    class Meta:
        """How editors see it."""

        icon = "list-ol"
        label = _("How it works")
        group = _("Participation")
        description = _("Two to six numbered steps that say how to take part.")
        template = "pages/blocks/how_it_works.html"

    def get_preview_value(self) -> Any:
        """Return three steps."""
        steps = [
            {"heading": gettext("Write your idea"), "text": gettext("Two sentences are enough.")},
            {"heading": gettext("We read it"), "text": gettext("You are told what becomes of it.")},
            {"heading": gettext("The council answers"), "text": gettext("Its answer is published here.")},
        ]
        return self.normalize({"heading": gettext("How it works"), "steps": steps})


class Contact(blocks.StructBlock):
    """Whom to ask."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    name = blocks.CharBlock(
        label=_("Name"),
        max_length=160,
        help_text=_("A service rather than a person: it will still be there."),
    )
    address = blocks.TextBlock(label=_("Address"), max_length=300, required=False, default="")
    phone = blocks.RegexBlock(label=_("Phone"), regex=r"^\+?[0-9][0-9 .]{2,19}$", required=False, default="")
    email = blocks.EmailBlock(label=_("Email"), required=False, default="")

    class Meta:
        """How editors see it."""

        icon = "user"
        label = _("Contact")
        group = _("Facts")
        description = _("Whom to write to, call or visit.")
        template = "pages/blocks/contact.html"
        preview_value = {
            "heading": _("A question?"),
            "name": _("Citizen participation service"),
            "email": "participation@example.org",
            "phone": "01 99 00 12 34",
        }
