"""Questions answered with a date."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question
from forms.fields.printed import Printed, cells
from forms.logic.kinds import Kind

# Browsers send ISO dates; people whose browser has no calendar type theirs.
FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y")
# Below it a browser's calendar and Python disagree on how a year is written.
FIRST_YEAR = 1000


def day_of(text: str) -> datetime.date | None:
    """Return the day that a text stands for, None for no day."""
    for form in FORMATS:
        try:
            day = datetime.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - no moment
        except ValueError:
            continue
        return day if day.year >= FIRST_YEAR else None
    return None


class DayInput(forms.DateInput):
    """The browser's own calendar; a text field to give back what is no date, which it would drop."""

    def __init__(self) -> None:
        """Show dates as the calendar takes them."""
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the widget's context, with a date that was typed put into the calendar's form."""
        day = day_of(value) if isinstance(value, str) else value
        context = super().get_context(name, day or value, attrs)
        if value and day is None:
            context["widget"]["type"] = "text"
        return context


class DayField(forms.DateField):
    """A day in one of the usual ways to write it."""

    widget = DayInput
    default_error_messages = {"invalid": _("Write a date with day, month and year, like 31/12/2026.")}

    def to_python(self, value: Any) -> datetime.date | None:
        """Return the day; ``ValidationError`` for what is none."""
        if value in self.empty_values or isinstance(value, datetime.date):
            return value or None
        day = day_of(str(value))
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class Date(Question):
    """A day."""

    compared_as = Kind.DAY
    condition_input = "date"

    class Meta:
        """How editors see it."""

        icon = "calendar-alt"
        label = _("Date")
        description = _("A day, picked from the phone’s own calendar.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("When did you visit the library?")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a date field."""
        return DayField(**self.common(value))

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return squares for day, month and year."""
        return cells(now("DD"), now("MM"), now("YYYY"))

    def store(self, cleaned: datetime.date | None) -> str | None:
        """Return the ISO date."""
        return cleaned.isoformat() if cleaned else None

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the date in the reader's language."""
        day = day_of(stored) if isinstance(stored, str) else None
        return (date_format(day),) if day else ()

    def measure(self, value: blocks.StructValue, stored: Any) -> Decimal | None:
        """Return the day's number."""
        return self.measure_of(value, str(stored))

    def measure_of(self, value: blocks.StructValue, text: str) -> Decimal | None:
        """Return the number of the day that was written."""
        day = day_of(text)
        return Decimal(day.toordinal()) if day else None
