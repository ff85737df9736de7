"""The conditions of a question, a section or a page, as a block of the form that editors assemble."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.logic.conditions import read_conditions, write_conditions
from forms.logic.widget import ConditionsInput


class ConditionsField(forms.JSONField):
    """Conditions as JSON; nothing is no condition."""

    widget = ConditionsInput
    default_error_messages = {"invalid": _("These conditions cannot be read.")}

    def clean(self, value: Any) -> Any:
        """Return them in their one form; ``ValidationError`` for anything else."""
        try:
            return write_conditions(read_conditions(super().clean(value)))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class ConditionsBlock(blocks.FieldBlock):
    """Conditions under which something is asked (forms.logic.conditions); none is always.

    wagtail-localize takes no text from it: the identifiers are the same in every language.
    """

    def __init__(self, **kwargs: Any) -> None:
        """Ask for nothing unless the editor wants conditions."""
        self.field = ConditionsField(
            required=False,
            help_text=_(
                "Asked of those alone whose earlier answers meet the conditions. To others it is never "
                "compulsory, and what they answer is not kept. Without JavaScript it stays visible, with its "
                "conditions in words."
            ),
        )
        super().__init__(**{"default": list, "label": _("Shown if"), "required": False, **kwargs})

    def get_default(self) -> Any:
        """Return no condition."""
        return []

    def value_from_form(self, value: Any) -> Any:
        """Return what the field gave, read as far as it can be."""
        if isinstance(value, str) and value:
            try:
                return json.loads(value)
            except ValueError:
                return value
        return value or []

    def value_for_form(self, value: Any) -> Any:
        """Return what the field takes."""
        return value or []

    def to_python(self, value: Any) -> Any:
        """Return what is kept."""
        return value or []

    def get_prep_value(self, value: Any) -> Any:
        """Return what is kept."""
        return value or []

    class Meta:
        """How editors see it."""

        icon = "decimal"
