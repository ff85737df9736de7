"""A field that nobody sees: filled from the link by which somebody came."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamValue

from forms.fields.base import LABEL_LENGTH, Question, Searched
from forms.fields.drawing import Bar, Counted, Drawing, Group, percent
from forms.fields.plain import OneLineField, visible
from forms.fields.printed import Printed
from forms.logic.kinds import Kind

VALUE_LENGTH = 100
# So many values an editor may name.
MOST_VALUES = 30
# What is kept of them while they are counted, so that one that becomes frequent late is not lost.
KEPT_VALUES = 1_000
# No value of a link: those are one line of text.
OTHERS = "\n"


class HiddenWidget(forms.HiddenInput):
    """A hidden input that stands in the form for itself."""

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/hidden.html"


class HiddenField(OneLineField):
    """A short plain text. Nobody can correct what they do not see: it is cut to fit, never refused."""

    widget = HiddenWidget

    def clean(self, value: Any) -> str:
        """Return the text in one line, without what cannot be seen, as long as it may be."""
        return super().clean(visible(str(value or ""))[:VALUE_LENGTH])


class Hidden(Question):
    """What the link says: by which channel somebody came, in which campaign."""

    label = blocks.CharBlock(
        label=_("What it is"),
        max_length=LABEL_LENGTH,
        required_on_save=True,
        help_text=_("For your team, exports and results. Residents read it if it is about them."),
    )
    parameter = blocks.RegexBlock(
        regex=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$",
        label=_("Name in the link"),
        default="channel",
        error_messages={"invalid": _("Begin with a letter, then letters, digits, “_” and “-” alone.")},
        help_text=_("“channel” is filled by a link that ends in “?channel=poster”."),
    )
    values = blocks.ListBlock(
        # No text to translate: it must be what the link says.
        blocks.RegexBlock(regex=r"^\S.*$", label=_("Value"), max_length=VALUE_LENGTH),
        label=_("Values of your links"),
        required=False,
        default=[],
        max_num=MOST_VALUES,
        help_text=_(
            "Results show these by name and all others together: anybody can write anything into a link. "
            "Your team sees every value."
        ),
    )
    about_person = blocks.BooleanBlock(
        label=_("Says something about the person"),
        required=False,
        help_text=_("Then the information notice tells residents, and it is erased with the other texts."),
    )
    help_text = None
    required = None
    published = None
    show_if = None  # type: ignore[assignment]

    is_seen = False
    is_countable = True
    has_open_buckets = True
    searched = Searched.NEVER
    compared_as = Kind.TEXT

    class Meta:
        """How editors see it."""

        icon = "link"
        label = _("Hidden field")
        description = _(
            "Filled from the link: by which poster, letter or network somebody came. A page with anonymous "
            "answers keeps only the values that you list."
        )
        preview_template = "forms/fields/hidden_preview.html"
        preview_value = {"label": _("Campaign"), "parameter": "campaign"}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a hidden field."""
        return HiddenField(max_length=VALUE_LENGTH, **self.common(value))

    def printed(self, value: blocks.StructValue) -> Printed | None:
        """Return nothing: paper has no link."""
        return None

    def holds_text(self, value: blocks.StructValue) -> bool:
        """Whether it is about the person, as its editor says: a channel is not."""
        return bool(value.get("about_person"))

    def without_text(self, stored: Any) -> Any:
        """Return nothing."""
        return None

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each value."""
        return [stored] if isinstance(stored, str) and stored else []

    def fewer(self, counts: Counter[str]) -> Counter[str]:
        """Return the most frequent values, and the number of all the others."""
        others = counts.pop(OTHERS, 0)
        kept = Counter(dict(counts.most_common(KEPT_VALUES)))
        others += counts.total() - kept.total()
        return kept + Counter({OTHERS: others})

    def drawn(self, value: blocks.StructValue, counted: Counted) -> Drawing:
        """Draw the values that the editor named, and the others in one line."""
        named = [(text, counted.counts.get(text, 0)) for text in value.get("values") or ()]
        lines = sorted(named, key=lambda pair: -pair[1])
        rest = sum(counted.counts.values()) - sum(count for _text, count in lines)
        if rest:
            lines.append((_now("Other values"), rest))
        bars = [Bar(text, count, percent(count, counted.answered)) for text, count in lines]
        return Drawing([Group(bars)])


def hidden_too_late(stream: Iterable[StreamValue.StreamChild]) -> list[int]:
    """Return the places of hidden fields that stand below a new page: the link is read on the first alone."""
    late, below = [], False
    for place, child in enumerate(stream):
        below = below or child.block_type == "page"
        if below and isinstance(child.block, Hidden):
            late.append(place)
    return late


def from_link(
    children: Iterable[StreamValue.StreamChild], query: Mapping[str, str], *, listed_only: bool = False
) -> dict[str, str]:
    """Return what a link says for the hidden fields among the children of a form, by question id.

    ``listed_only`` leaves out what the editor did not list, as anonymous pages do.
    """
    found = {}
    for child in children:
        if isinstance(child.block, Hidden):
            text = HiddenField(required=False).clean(query.get(child.value.get("parameter") or "", ""))
            if text and (not listed_only or text in child.value["values"]):
                found[child.id] = text
    return found
