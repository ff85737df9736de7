"""Questions answered with a number."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question, Searched
from forms.fields.choices import OneField
from forms.fields.plain import VisibleTextInput
from forms.fields.written import matching_key

# Spaces between thousands (no-break ones among them); Python reads an underscore as one, people do not.
SPACES = re.compile(r"\s")
FEW_DIGITS = _("This number is too long.")


def decimal_of(text: str) -> Decimal | None:
    """Return the number that a text is, with a comma or a point; None for what is none."""
    try:
        number = Decimal(SPACES.sub("", text).replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


class NumberField(forms.DecimalField):
    """A number as people write it: “12 000,5”, with the reader's decimal separator or a point."""

    default_error_messages = {
        "invalid": _("Write a number, in digits."),
        "max_digits": FEW_DIGITS,
        "max_whole_digits": FEW_DIGITS,
        "max_decimal_places": _("Write at most %(max)s decimal places."),
        "max_value": _("Write a number that is not above %(limit_value)s."),
        "min_value": _("Write a number that is not below %(limit_value)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Ask for a whole number where no digit may follow the comma."""
        super().__init__(localize=True, **kwargs)
        if not self.decimal_places:
            self.error_messages["max_decimal_places"] = _("Write a whole number.")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the number; ``ValidationError`` for what is none."""
        if isinstance(value, str):
            value = SPACES.sub("", value).replace("−", "-")
            if "_" in value:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
        number = super().to_python(value)
        if number is None or self.decimal_places or not number.is_finite():
            return number
        # Spreadsheets write a whole number with zeros after the point: “45000.0”.
        whole = number.to_integral_value()
        return whole if whole == number else number


class Number(Question):
    """A number between optional bounds."""

    min_value = blocks.DecimalBlock(label=_("Smallest value"), required=False)
    max_value = blocks.DecimalBlock(label=_("Largest value"), required=False)
    decimals = blocks.IntegerBlock(label=_("Decimal places"), default=0, min_value=0, max_value=6)

    searched = Searched.NEVER

    class Meta:
        """How editors see it."""

        icon = "order"
        label = _("Number")
        description = _("A number, with bounds if you like.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("How many people live in your home?"), "min_value": 1}

    def clean(self, value: Any) -> Any:
        """Return the valid block; refuse bounds the wrong way round."""
        cleaned = super().clean(value)
        low, high = cleaned.get("min_value"), cleaned.get("max_value")
        if low is not None and high is not None and low > high:
            raise blocks.StructBlockValidationError(
                {"max_value": ValidationError(_("The largest value is below the smallest."))}
            )
        return cleaned

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a number field."""
        # The keyboard with digits alone has no minus sign on some phones.
        low = value.get("min_value")
        whole = not value.get("decimals") and low is not None and low >= 0
        return NumberField(
            min_value=low,
            max_value=value.get("max_value"),
            max_digits=15,
            decimal_places=value.get("decimals") or 0,
            widget=VisibleTextInput(attrs={"inputmode": "numeric" if whole else "decimal"}),
            **self.common(value),
        )

    def store(self, cleaned: Decimal | None) -> str | None:
        """Return the number as text, which keeps its digits exactly."""
        return None if cleaned is None else f"{cleaned:f}"

    def initial(self, stored: Any) -> Any:
        """Return the number as a number."""
        return None if stored is None else Decimal(stored)

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the number as the reader's language writes it, its thousands apart: “1 234”.

        One that has four digits by the bounds of its question is a year, which is written together.
        """
        low, high = value.get("min_value"), value.get("max_value")
        is_year = low is not None and high is not None and 1_000 <= low <= high < 10_000
        try:
            number = None if stored is None else Decimal(stored)
        except InvalidOperation:
            return ()
        return () if number is None else (str(number_format(number, force_grouping=not is_year)),)

    def measure(self, value: blocks.StructValue, stored: Any) -> Decimal | None:
        """Return the number."""
        return decimal_of(str(stored))

    def measure_of(self, value: blocks.StructValue, text: str) -> Decimal | None:
        """Return the number that was written."""
        return decimal_of(text)


class Scale(Question):
    """A grade between two labelled ends."""

    low = blocks.IntegerBlock(label=_("From"), default=1, min_value=0, max_value=1)
    high = blocks.IntegerBlock(label=_("To"), default=5, min_value=2, max_value=10)
    low_label = blocks.CharBlock(label=_("Meaning of the lowest"), max_length=80, default="")
    high_label = blocks.CharBlock(label=_("Meaning of the highest"), max_length=80, default="")

    is_countable = True
    searched = Searched.NEVER

    class Meta:
        """How editors see it."""

        icon = "sliders"
        label = _("Scale")
        description = _("One grade between two ends that you name.")
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("How satisfied are you with the buses?"),
            "low": 1,
            "high": 5,
            "low_label": _("Not at all"),
            "high_label": _("Very"),
        }

    def grades(self, value: blocks.StructValue) -> dict[str, str]:
        """Return each grade with its words: the ends say what they mean."""
        low, high = value.get("low") or 0, value.get("high") or 5
        words = {str(grade): str(grade) for grade in range(low, high + 1)}
        for grade, label in ((low, value.get("low_label")), (high, value.get("high_label"))):
            if label:
                words[str(grade)] = f"{grade} – {label}"
        return words

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return radio buttons, one for each grade."""
        return OneField(
            choices=list(self.grades(value).items()),
            widget=forms.RadioSelect(attrs={"class": "scale"}),
            **self.common(value),
        )

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the grade that is written as a number or with its words."""
        return [matching_key(self.grades(value), text) or text]

    def store(self, cleaned: str | None) -> int | None:
        """Return the grade as a number."""
        return int(cleaned) if cleaned else None

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the grade with its words."""
        return () if stored is None else (self.grades(value).get(str(stored), str(stored)),)

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each grade."""
        return [] if stored is None else [str(stored)]

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return all grades."""
        return self.grades(value)

    def measure(self, value: blocks.StructValue, stored: Any) -> Decimal | None:
        """Return the grade."""
        return decimal_of(str(stored))

    def measure_of(self, value: blocks.StructValue, text: str) -> Decimal | None:
        """Return the grade that was written."""
        return decimal_of(text)
