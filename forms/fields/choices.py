"""Questions answered from a list of options."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import blocks

from forms.fields.base import Question, Searched
from forms.fields.written import matching_key, several_keys, yes_or_no
from forms.logic.kinds import Kind

OPTION_LENGTH = 250


def options_of(value: blocks.StructValue) -> dict[str, str]:
    """Return the id of each named option with its words, in the editor's order.

    The ids are those of the list's items: they stay when an editor corrects the words, and
    wagtail-localize keeps them in every language.
    """
    options = value.get("options")
    bound = options.bound_blocks if options else []
    return {item.id: item.value for item in bound if item.id and item.value}


class OptionsQuestion(Question):
    """What questions with options share."""

    options = blocks.ListBlock(
        blocks.CharBlock(label=_("Option"), max_length=OPTION_LENGTH),
        label=_("Options"),
        min_num=2,
        # Two empty lines to begin with: one option is no choice.
        default=["", ""],
        help_text=_("Correct the words freely; a removed option keeps the answers it was given."),
    )

    is_countable: ClassVar[bool] = True
    compared_as = Kind.ONE

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the option that is written by its words or its id."""
        return [matching_key(options_of(value), text) or text]

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each chosen option."""
        if not stored:
            return []
        return stored if isinstance(stored, list) else [stored]

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return all options."""
        return options_of(value)

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the words of what was chosen, in the order of the options."""
        chosen = set(self.buckets(value, stored))
        return tuple(words for key, words in options_of(value).items() if key in chosen)


NOT_OFFERED = _("This answer is not offered, or no longer: choose again.")


class OneField(forms.ChoiceField):
    """One of the options."""

    default_error_messages = {"invalid_choice": NOT_OFFERED}


class SingleChoice(OptionsQuestion):
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
        choices = list(options_of(value).items())
        if value.get("display") == "list":
            return OneField(
                choices=[("", _("Choose…")), *choices], widget=forms.Select(), **self.common(value)
            )
        return OneField(choices=choices, widget=forms.RadioSelect(), **self.common(value))


class SeveralField(forms.MultipleChoiceField):
    """Several options, each once, between a minimum and a maximum."""

    default_error_messages = {"invalid_choice": NOT_OFFERED}

    def __init__(self, *, fewest: int | None, most: int | None, **kwargs: Any) -> None:
        """Keep the bounds."""
        super().__init__(**kwargs)
        self.fewest, self.most = fewest, most

    def to_python(self, value: Any) -> list[str]:
        """Return each chosen option once, however often it was sent."""
        return list(dict.fromkeys(super().to_python(value)))

    def validate(self, value: list[str]) -> None:
        """Refuse too few (once anything is chosen) and too many."""
        super().validate(value)
        if self.fewest and value and len(value) < self.fewest:
            raise ValidationError(
                ngettext(
                    "Choose at least %(number)d option.",
                    "Choose at least %(number)d options.",
                    self.fewest,
                )
                % {"number": self.fewest},
                code="too_few",
            )
        if self.most and len(value) > self.most:
            raise ValidationError(
                ngettext(
                    "Choose at most %(number)d option.",
                    "Choose at most %(number)d options.",
                    self.most,
                )
                % {"number": self.most},
                code="too_many",
            )


class MultipleChoice(OptionsQuestion):
    """Several of several options."""

    compared_as = Kind.SEVERAL

    minimum = blocks.IntegerBlock(label=_("At least"), required=False, min_value=1)
    maximum = blocks.IntegerBlock(label=_("At most"), required=False, min_value=1)

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
        fewest, most = cleaned.get("minimum"), cleaned.get("maximum")
        if fewest and most and fewest > most:
            raise blocks.StructBlockValidationError(
                {"maximum": ValidationError(_("The largest number is below the smallest."))}
            )
        if fewest and fewest > len(cleaned["options"]):
            raise blocks.StructBlockValidationError(
                {"minimum": ValidationError(_("There are fewer options than that."))}
            )
        return cleaned

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return check boxes."""
        return SeveralField(
            fewest=value.get("minimum"),
            most=value.get("maximum"),
            choices=list(options_of(value).items()),
            widget=forms.CheckboxSelectMultiple(),
            **self.common(value),
        )

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the options that are written one after another."""
        return several_keys(options_of(value), text) or [text]


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
