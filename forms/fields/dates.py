"""Questions answered with a date."""

import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question


class Date(Question):
    """A day."""

    class Meta:
        """How editors see it."""

        icon = "calendar-alt"
        label = _("Date")
        description = _("A day, picked from the phone’s own calendar.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("When did you visit the library?")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a date field; browsers send ISO dates, people without a picker type theirs."""
        return forms.DateField(
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            **self.common(value),
        )

    def store(self, cleaned: datetime.date | None) -> str | None:
        """Return the ISO date."""
        return cleaned.isoformat() if cleaned else None

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the date in the reader's language."""
        return (date_format(datetime.date.fromisoformat(stored)),) if stored else ()
