"""Questions answered by choosing."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields import other
from forms.fields.base import Question, Searched
from forms.fields.options import NOT_OFFERED, OPTION_LENGTH, OneField, OptionsQuestion, named, options_of
from forms.fields.other import OTHER
from forms.fields.several import Boxes, SeveralField, refuse_bounds
from forms.fields.written import matching_key, several_keys, yes_or_no
from forms.logic.kinds import Kind

__all__ = ["NOT_OFFERED", "MultipleChoice", "OneField", "SingleChoice", "YesNo", "options_of"]


class ChoiceQuestion(OptionsQuestion):
    """What single and multiple choice share: beside the options, “other, please say”."""

    other = blocks.BooleanBlock(
        label=_("“Other, please say”"),
        required=False,
        help_text=_("One more option, with a line to write on. Whatever is written counts as “other”."),
    )
    other_label = blocks.CharBlock(
        label=_("Words of “Other”"),
        max_length=80,
        required=False,
        default="",
        help_text=_("Empty: “Other”."),
    )

    details = ("other_label", *OptionsQuestion.details)

    def offered(self, value: blocks.StructValue) -> dict[str, str]:
        """Return the options of the list, then “other”."""
        others = {OTHER: other.label_of(value)} if other.is_offered(value) else {}
        return {**named(value.get("options")), **others}

    def initial(self, stored: Any) -> Any:
        """Return the chosen keys and what was written."""
        return other.chosen(stored)

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the words of what was chosen, in the order of the options, and what was written."""
        texts = {other.key_of(each): other.text_of(each) for each in self.each(stored)}
        offered = {**self.offered(value)}
        if OTHER in texts:
            offered.setdefault(OTHER, other.label_of(value))
        return tuple(other.line(words, texts[key]) for key, words in offered.items() if key in texts)

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each chosen option; whatever was written counts as “other”."""
        return [other.key_of(each) for each in self.each(stored)]

    def holds_text(self, value: blocks.StructValue) -> bool:
        """Whether there is a line to write on."""
        return other.is_offered(value)

    def written(self, stored: Any) -> str:
        """Return what was written on the line."""
        return other.chosen(stored).text

    def without_text(self, stored: Any) -> Any:
        """Return the answer as it still counts once the words are erased."""
        return other.without_text(stored)


class SingleChoice(ChoiceQuestion):
    """One of several options."""

    display = blocks.ChoiceBlock(
        label=_("Shown as"),
        choices=[("radio", _("Buttons, all visible")), ("list", _("A list to unfold"))],
        default="radio",
        search_index=False,
        help_text=_("A list suits more than about eight options."),
    )

    class Meta:
        """How editors see it."""

        icon = "radio-full"
        label = _("Single choice")
        description = _("One option out of several.")
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("How do you mostly get to work?"),
            "options": [_("On foot"), _("By bike"), _("By bus"), _("By car")],
            "display": "radio",
        }

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return radio buttons or a list that begins with no choice made."""
        is_list = value.get("display") == "list"
        choices = [*([("", _("Choose…"))] if is_list else []), *self.offered(value).items()]
        if other.is_offered(value):
            return other.OneOrOtherField(
                choices=choices,
                widget=other.OtherList() if is_list else other.OtherRadios(),
                other=other.label_of(value),
                **self.common(value),
            )
        widget = forms.Select() if is_list else forms.RadioSelect()
        return OneField(choices=choices, widget=widget, **self.common(value))

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the option that is written by its words or its id, or “Other: …”."""
        return [matching_key(options_of(value), text) or other.from_text(value, text) or text]


class MultipleChoice(ChoiceQuestion):
    """Several of several options."""

    exclusive = blocks.ListBlock(
        blocks.CharBlock(label=_("Option"), max_length=OPTION_LENGTH),
        label=_("Options that exclude all others"),
        min_num=0,
        default=[],
        help_text=_("“None of these”, “I don’t know”: they come last."),
    )
    minimum = blocks.IntegerBlock(label=_("At least"), required=False, min_value=1)
    maximum = blocks.IntegerBlock(label=_("At most"), required=False, min_value=1)

    compared_as = Kind.SEVERAL

    class Meta:
        """How editors see it."""

        icon = "check"
        label = _("Multiple choice")
        description = _("Several options, with a minimum and a maximum if you like.")
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("What would make you cycle more?"),
            "options": [_("Safe lanes"), _("Parking for bikes"), _("A repair workshop")],
            "maximum": 2,
        }

    def clean(self, value: Any) -> Any:
        """Return the valid block; refuse bounds that nobody can meet."""
        cleaned = super().clean(value)
        refuse_bounds(cleaned, len(cleaned["options"]) + other.is_offered(cleaned))
        return cleaned

    def offered(self, value: blocks.StructValue) -> dict[str, str]:
        """Return the options, “other”, and last what excludes all of them."""
        return {**super().offered(value), **named(value.get("exclusive"))}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return check boxes."""
        exclusive = named(value.get("exclusive"))
        options: dict[str, Any] = {
            "choices": list(self.offered(value).items()),
            "fewest": value.get("minimum"),
            "most": value.get("maximum"),
            "exclusive": exclusive,
            **self.common(value),
        }
        if other.is_offered(value):
            return other.SeveralOrOtherField(
                widget=other.OtherBoxes(exclusive), other=other.label_of(value), **options
            )
        return SeveralField(widget=Boxes(exclusive), **options)

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the options that are written one after another, “Other: …” among them."""
        return several_keys(options_of(value), text, lambda part: other.from_text(value, part)) or [text]


class YesNo(Question):
    """Yes or no."""

    is_countable = True
    compared_as = Kind.ONE
    searched = Searched.NEVER
    WORDS: ClassVar = {"yes": _("Yes"), "no": _("No")}

    class Meta:
        """How editors see it."""

        icon = "circle-check"
        label = _("Yes or no")
        description = _("Two buttons; neither is chosen beforehand.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Do you own a bike?")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return two radio buttons."""
        return OneField(choices=list(self.WORDS.items()), widget=forms.RadioSelect(), **self.common(value))

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return yes or no, as people and spreadsheets write it."""
        return ["yes" if yes_or_no(text) else "no"]

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the word."""
        return (str(self.WORDS[stored]),) if stored in self.WORDS else ()

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count either."""
        return [stored] if stored in self.WORDS else []

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return both."""
        return {key: str(words) for key, words in self.WORDS.items()}
