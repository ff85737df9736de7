"""A box to tick."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question
from forms.fields.written import yes_or_no
from forms.logic.kinds import Kind


class Consent(Question):
    """A free agreement, never ticked beforehand."""

    published = None
    is_countable = True
    compared_as = Kind.GIVEN

    class Meta:
        """How editors see it."""

        icon = "clipboard-list"
        label = _("Consent")
        description = _("A box to tick, for what really rests on consent. Empty at first.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("I agree to be invited to the workshop")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return an empty box."""
        return forms.BooleanField(widget=forms.CheckboxInput(), **self.common(value))

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return a ticked box for a yes only: whatever is not clearly one is refused or left empty."""
        return ["on"] if yes_or_no(text) else []

    def store(self, cleaned: bool) -> bool | None:
        """Return True, or nothing: a box left empty is no answer."""
        return True if cleaned else None

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return yes, or nothing."""
        return (str(_("Yes")),) if stored else ()

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count who agreed."""
        return ["yes"] if stored else []

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return the one bucket there is."""
        return {"yes": str(_("Yes"))}
