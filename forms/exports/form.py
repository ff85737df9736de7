"""What is chosen for an export: columns and format."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forms.exports.columns import ColumnGroup
from forms.exports.formats import FormatName


class ExportForm(forms.Form):
    """Columns in groups, and a format; an unknown value is an error."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one column.")},
    )
    format = forms.ChoiceField(
        label=_("Format"), choices=FormatName.choices, initial=FormatName.CSV, widget=forms.RadioSelect
    )

    def __init__(self, data: Any, groups: Sequence[ColumnGroup], usual: Sequence[str]) -> None:
        """Offer the columns, the usual ones ticked."""
        super().__init__(data, initial={"columns": usual})
        self.groups = groups
        field = self.fields["columns"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(c.head.key, c.head.heading) for group in groups for c in group.columns]

    def column_groups(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """Return heading -> (key, heading, ticked) of each column, to be shown."""
        given = self["columns"].value() or []
        return [
            (g.heading, [(c.head.key, c.head.heading, c.head.key in given) for c in g.columns])
            for g in self.groups
        ]
