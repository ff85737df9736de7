"""Questions answered with an hour, alone or of a day."""

import datetime
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question, Searched
from forms.fields.dates import DayField, DayInput, day_of
from forms.fields.printed import Printed, cells
from forms.logic.kinds import Kind

# “14:30”, “14h30”, “14 h”, “14.30”; browsers add seconds where a page asks for them.
HOUR = re.compile(r"([01]?[0-9]|2[0-3])\s*(?:[hH:.]\s*(?:([0-5][0-9])(?::[0-5][0-9])?)?)?")
# Between the day and the hour: what browsers, spreadsheets and people write.
BETWEEN = re.compile(r"(?:\s+(?:à|at)\s+|[\sT]+|\s*,\s*)(?=\d{1,2}\s*[hH:.])")
MINUTES_A_DAY = 24 * 60


def hour_of(text: str) -> datetime.time | None:
    """Return the hour that a text stands for, None for none."""
    found = HOUR.fullmatch(text.strip())
    return datetime.time(int(found[1]), int(found[2] or 0)) if found else None


def moment_of(text: str) -> datetime.datetime | None:
    """Return the day and hour, on the wall where the resident is, that a text stands for."""
    pieces = BETWEEN.split(text.strip(), maxsplit=1)
    if len(pieces) != 2:
        return None
    day, hour = day_of(pieces[0]), hour_of(pieces[1])
    return datetime.datetime.combine(day, hour) if day and hour else None


class HourInput(forms.TimeInput):
    """The browser's own clock; a text field to give back what is no hour, which it would drop."""

    def __init__(self) -> None:
        """Show hours as the clock takes them."""
        super().__init__(format="%H:%M", attrs={"type": "time"})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the widget's context, with an hour that was typed put into the clock's form."""
        hour = hour_of(value) if isinstance(value, str) else value
        context = super().get_context(name, hour or value, attrs)
        if value and hour is None:
            context["widget"]["type"] = "text"
        return context


class HourField(forms.TimeField):
    """An hour in one of the usual ways to write it."""

    widget = HourInput
    default_error_messages = {"invalid": _("Write an hour with its minutes, like 14:30.")}

    def to_python(self, value: Any) -> datetime.time | None:
        """Return the hour; ``ValidationError`` for what is none."""
        if value in self.empty_values or isinstance(value, datetime.time):
            return value or None
        hour = hour_of(str(value))
        if hour is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return hour


class Hour(Question):
    """An hour of the day."""

    searched = Searched.NEVER
    compared_as = Kind.DAY
    condition_input = "time"

    class Meta:
        """How editors see it."""

        icon = "time"
        label = _("Hour")
        description = _("An hour and its minutes, without a day.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("When do you leave home in the morning?")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a field for an hour."""
        return HourField(**self.common(value))

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return squares for hour and minutes."""
        return cells("HH", "MM")

    def store(self, cleaned: datetime.time | None) -> str | None:
        """Return the ISO hour."""
        return cleaned.isoformat("minutes") if cleaned else None

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the hour in the reader's language."""
        hour = hour_of(stored) if isinstance(stored, str) else None
        return (time_format(hour),) if hour else ()

    def measure(self, value: blocks.StructValue, stored: Any) -> Decimal | None:
        """Return the minutes since midnight."""
        return self.measure_of(value, str(stored))

    def measure_of(self, value: blocks.StructValue, text: str) -> Decimal | None:
        """Return the minutes of the hour that was written."""
        hour = hour_of(text)
        return Decimal(60 * hour.hour + hour.minute) if hour else None


class MomentWidget(forms.MultiWidget):
    """A calendar and a clock; the day has the question's own name."""

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/moment.html"

    def __init__(self) -> None:
        """Name the parts."""
        super().__init__({"": DayInput(), "hour": HourInput()})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the widget's context; a moment written in one comes back in its two parts."""
        parts = value if isinstance(value, list) else self.decompress(value)
        return super().get_context(name, _parted(parts), attrs)

    def decompress(self, value: Any) -> list[str]:
        """Return the parts of no answer; an answer comes in its parts already (``Moment.initial``)."""
        return ["", ""]


def _parted(parts: list[Any]) -> list[Any]:
    day, hour = parts
    moment = moment_of(day) if isinstance(day, str) and not hour else None
    return [moment.date(), moment.time()] if moment else parts


class MomentField(forms.MultiValueField):
    """A day and an hour, both or neither."""

    widget = MomentWidget

    def __init__(self, **kwargs: Any) -> None:
        """Ask for both."""
        super().__init__(
            (DayField(required=False), HourField(required=False)), require_all_fields=False, **kwargs
        )

    def clean(self, value: Any) -> datetime.datetime | None:
        """Return the moment, which may also be written in the place of the day."""
        return super().clean(_parted(value) if isinstance(value, list) else value)

    def compress(self, data_list: list[Any]) -> datetime.datetime | None:
        """Return the moment; refuse half of one."""
        day, hour = data_list or (None, None)
        if day is None and hour is None:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if hour is None:
            raise ValidationError(_now("Give the hour as well as the day."), code="incomplete")
        if day is None:
            raise ValidationError(_now("Give the day as well as the hour."), code="incomplete")
        return datetime.datetime.combine(day, hour)


class Moment(Question):
    """A day and an hour, as a clock on the wall shows them."""

    searched = Searched.NEVER
    compared_as = Kind.DAY
    condition_input = "datetime-local"

    class Meta:
        """How editors see it."""

        icon = "calendar-alt"
        label = _("Date and hour")
        description = _("A day and an hour, picked from the phone’s own calendar and clock.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("When did you see it?")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a field for the day and one for the hour."""
        return MomentField(**self.common(value))

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return squares for each."""
        return cells("DD", "MM", "YYYY", "HH", "MM")

    def store(self, cleaned: datetime.datetime | None) -> str | None:
        """Return the ISO moment, without a time zone: it is the one of where it happened."""
        return cleaned.isoformat(timespec="minutes") if cleaned else None

    def initial(self, stored: Any) -> list[Any]:
        """Return the parts as the widget takes them."""
        moment = moment_of(stored) if isinstance(stored, str) else None
        return [moment.date(), moment.time()] if moment else ["", ""]

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return both in the reader's language."""
        moment = moment_of(stored) if isinstance(stored, str) else None
        if moment is None:
            return ()
        day, hour = date_format(moment.date()), time_format(moment.time())
        return (_now("%(day)s at %(hour)s") % {"day": day, "hour": hour},)

    def measure(self, value: blocks.StructValue, stored: Any) -> Decimal | None:
        """Return the day's number, and the minutes of the day as a part of it."""
        return self.measure_of(value, str(stored))

    def measure_of(self, value: blocks.StructValue, text: str) -> Decimal | None:
        """Return the number of the moment that was written; a day alone is its midnight."""
        moment = moment_of(text)
        day = moment.date() if moment else day_of(text)
        if day is None:
            return None
        minutes = 60 * moment.hour + moment.minute if moment else 0
        return day.toordinal() + Decimal(minutes) / MINUTES_A_DAY
