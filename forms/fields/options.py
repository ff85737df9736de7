"""What questions with a list of options share."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from forms.fields.base import Question
from forms.fields.order import shuffled
from forms.fields.written import matching_key
from forms.logic.kinds import Kind

OPTION_LENGTH = 250
# What stands before the options in the editor, after them, and behind a button.
FIRST = ("label", "help_text")
LAST = ("required", "published", "show_if")
HIDDEN = ("code",)
NOT_OFFERED = _("This answer is not offered, or no longer: choose again.")


def named(items: Any) -> dict[str, str]:
    """Return the id of each named item of a list with its words, in the editor's order.

    The ids stay when an editor corrects the words, and wagtail-localize keeps them in every
    language. An item is its words, or a block that has them beside an image.
    """
    found = {}
    for item in items.bound_blocks if items else []:
        words = item.value.get("words") if isinstance(item.value, dict) else item.value
        if item.id and words:
            found[item.id] = words
    return found


def options_of(value: blocks.StructValue) -> dict[str, str]:
    """Return the id of each named option with its words, those that exclude all others last."""
    return {**named(value.get("options")), **named(value.get("exclusive"))}


class OptionsQuestion(Question):
    """A question with options."""

    options = blocks.ListBlock(
        blocks.CharBlock(label=_("Option"), max_length=OPTION_LENGTH),
        label=_("Options"),
        min_num=2,
        # Two empty lines to begin with: one option is no choice.
        default=["", ""],
        help_text=_("Correct the words freely; a removed option keeps the answers it was given."),
    )
    random_order = blocks.BooleanBlock(
        label=_("In random order"),
        required=False,
        help_text=_("Each visitor sees the options in another order, so that none gains by coming first."),
    )
    stay_last = blocks.IntegerBlock(
        label=_("How many stay last"),
        required=False,
        default=0,
        min_value=0,
        help_text=_("So many options at the end of the list keep their place in a random order."),
    )

    is_countable: ClassVar[bool] = True
    compared_as = Kind.ONE
    # What the editor finds folded up.
    details: ClassVar[tuple[str, ...]] = ("random_order", "stay_last")

    def get_form_layout(self) -> BlockGroup:
        """Return the question, its options with what belongs to them, and what is true of every question.

        What few editors need is folded up.
        """
        own = [n for n in self.child_blocks if n not in {*FIRST, *LAST, *HIDDEN, *self.details}]
        more = BlockGroup(
            list(self.details), heading=_("More about the options"), icon="list-ul", classname="collapsed"
        )
        return BlockGroup([*FIRST, *own, more, *LAST], [*HIDDEN])

    def offered(self, value: blocks.StructValue) -> dict[str, str]:
        """Return each option with its words, in the order in which it is listed."""
        return options_of(value)

    def shuffle(self, value: blocks.StructValue, field: Any, seed: str) -> None:
        """Put the options of a form's field in the order of a seed, if the question asks for that."""
        if value.get("random_order"):
            field.choices = self.in_order(value, field.choices, seed)

    def in_order(
        self, value: blocks.StructValue, choices: Iterable[tuple[Any, Any]], seed: str
    ) -> list[tuple[Any, Any]]:
        """Return choices in the order of a seed; what is no option of the list stays at its end."""
        listed = named(value.get("options"))
        choices = list(choices)
        first = [choice for choice in choices if not choice[0]]
        moving = [choice for choice in choices if choice[0] in listed]
        last = [choice for choice in choices if choice[0] and choice[0] not in listed]
        return [*first, *shuffled(moving, seed, last=value.get("stay_last") or 0), *last]

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the option that is written by its words or its id."""
        return [matching_key(self.offered(value), text) or text]

    def each(self, stored: Any) -> list[Any]:
        """Return what was chosen one by one, however many may be chosen."""
        if not stored:
            return []
        return stored if isinstance(stored, list) else [stored]

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each chosen option."""
        return self.each(stored)

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return all options."""
        return self.offered(value)

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the words of what was chosen, in the order of the options."""
        chosen = self.each(stored)
        return tuple(words for key, words in self.offered(value).items() if key in chosen)


class OneField(forms.ChoiceField):
    """One of the options."""

    default_error_messages = {"invalid_choice": NOT_OFFERED}
