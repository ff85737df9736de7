"""Of which period and which page the report is."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from forms.moderation.filter_form import section_pages
from forms.moderation.scope import Scope
from forms.report.period import Period, last_twelve_months

# So that nobody asks for more than a screen shows.
MOST_MONTHS = 60


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ["%Y-%m-%d", "%d/%m/%Y"]


class ReportForm(forms.Form):
    """Days, both included, and a page of the sections; an unknown value is an error."""

    first = DayField(label=_("From the day"), required=False)
    last = DayField(label=_("To the day"), required=False)
    page = forms.ChoiceField(label=_("Page"), required=False)

    def __init__(self, data: Any, scope: Scope) -> None:
        """Offer the pages of the sections; the last twelve months unless chosen otherwise."""
        usual = last_twelve_months()
        given = {name: value for name in data if (value := data[name])}
        super().__init__({"first": usual.first.isoformat(), "last": usual.last.isoformat(), **given})
        self._pages = section_pages(scope)
        field = self.fields["page"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("All")), *((str(pk), title) for pk, (_key, title) in self._pages.items())]
        self._scope = scope

    def clean(self) -> dict[str, Any]:
        """Refuse days the wrong way round, and more than a screen shows."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last:
            if first > last:
                self.add_error("last", ValidationError(_("This day is before the first one.")))
            elif last - first > datetime.timedelta(days=31 * MOST_MONTHS):
                self.add_error("last", ValidationError(_("Choose five years at most.")))
        return cleaned

    @property
    def period(self) -> Period:
        """The period of a valid form."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])

    @property
    def page_keys(self) -> Any:
        """The translation keys of the pages that it is about, None for all of the site."""
        if chosen := self.cleaned_data["page"]:
            return [self._pages[int(chosen)][0]]
        return None if self._scope.everything else self._scope.page_keys
