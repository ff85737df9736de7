"""Questions answered with a number."""

import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question, Searched
from forms.fields.drawing import Counted, Drawing
from forms.fields.histogram import drawing_of, fewer_values
from forms.fields.plain import VisibleTextInput
from forms.fields.printed import Printed, lines
from forms.logic.kinds import Kind

# Spaces between thousands (no-break ones among them); Python reads an underscore as one, people do not.
SPACES = re.compile(r"\s")
UNIT_LENGTH = 20
FEW_DIGITS = _("This number is too long.")


def decimal_of(text: str) -> Decimal | None:
    """Return the number that a text is, with a comma or a point; None for what is none."""
    try:
        number = Decimal(SPACES.sub("", text).replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def with_unit(number: str, unit: str | None) -> str:
    """Return a number with its unit, which stays on its line."""
    return f"{number}\N{NO-BREAK SPACE}{unit}" if unit else number


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


class UnitInput(VisibleTextInput):
    """A number with its unit beside it."""

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/number.html"

    def __init__(self, unit: str, **kwargs: Any) -> None:
        """Take the unit."""
        super().__init__(**kwargs)
        self.unit = unit


class Number(Question):
    """A number between optional bounds, with the unit that it is in."""

    min_value = blocks.DecimalBlock(label=_("Smallest value"), required=False)
    max_value = blocks.DecimalBlock(label=_("Largest value"), required=False)
    decimals = blocks.IntegerBlock(label=_("Decimal places"), default=0, min_value=0, max_value=6)
    unit = blocks.CharBlock(
        label=_("Unit"),
        max_length=UNIT_LENGTH,
        required=False,
        default="",
        help_text=_("Shown beside the number: years, €, km…"),
    )

    is_countable = True
    has_open_buckets = True
    compared_as = Kind.NUMBER
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
            widget=UnitInput(value.get("unit") or "", attrs={"inputmode": "numeric" if whole else "decimal"}),
            **self.common(value),
        )

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return a short line with the unit beside it."""
        return lines(share=35, unit=value.get("unit") or "")

    def store(self, cleaned: Decimal | None) -> str | None:
        """Return the number as text, which keeps its digits exactly."""
        return None if cleaned is None else f"{cleaned:f}"

    def initial(self, stored: Any) -> Any:
        """Return the number as a number."""
        return None if stored is None else Decimal(stored)

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the number as the reader's language writes it, its thousands apart, and its unit."""
        number = self._number(stored)
        return () if number is None else (with_unit(self._written(value, number), value.get("unit")),)

    def _written(self, value: blocks.StructValue, number: Decimal) -> str:
        """Return a number as people write it: “1 234”.

        One that has four digits by the bounds of its question is a year, which is written together.
        """
        low, high = value.get("min_value"), value.get("max_value")
        is_year = low is not None and high is not None and 1_000 <= low <= high < 10_000
        return str(number_format(number, force_grouping=not is_year))

    @staticmethod
    def _number(stored: Any) -> Decimal | None:
        return decimal_of(stored) if isinstance(stored, str) else None

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the number without the unit that a file may write after it."""
        unit = value.get("unit")
        return [text.removesuffix(unit).strip() if unit else text]

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each number, however it was written: 12 and 12.0 are one."""
        number = self._number(stored)
        return [] if number is None else [f"{number.normalize():f}"]

    def keys(self, value: blocks.StructValue, stored: Any) -> set[str]:
        """Return nothing: numbers are compared as numbers."""
        return set()

    def amounts(self, value: blocks.StructValue, stored: Any) -> dict[str, Decimal]:
        """Add the number up: its mean stays exact when the numbers themselves are too many to keep."""
        number = self._number(stored)
        return {} if number is None else {"": number}

    def fewer(self, counts: Counter[str]) -> Counter[str]:
        """Return the numbers rounded to two digits that say something."""
        return fewer_values(counts)

    def drawn(self, value: blocks.StructValue, counted: Counted) -> Drawing:
        """Draw a histogram, with mean, median, lowest and highest."""

        def written(number: Decimal) -> str:
            return self._written(value, number)

        return drawing_of(counted, written, value.get("unit") or "")

    def measure(self, value: blocks.StructValue, stored: Any) -> Decimal | None:
        """Return the number."""
        return decimal_of(str(stored))

    def measure_of(self, value: blocks.StructValue, text: str) -> Decimal | None:
        """Return the number that was written."""
        return decimal_of(text)
