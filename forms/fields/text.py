"""Questions answered in one's own words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question, Searched
from forms.fields.plain import (
    OneLineField,
    PlainTextField,
    VisibleEmailInput,
    VisibleTextarea,
    VisibleTextInput,
)

SHORT_TEXT_LIMIT = 255
LONG_TEXT_LIMIT = 20_000


class ShortText(Question):
    """One line of text. The first published one is the contribution's title."""

    max_length = blocks.IntegerBlock(
        label=_("Longest answer (characters)"),
        default=150,
        min_value=1,
        max_value=SHORT_TEXT_LIMIT,
    )

    is_free_text = True
    searched = Searched.EXCERPTED

    class Meta:
        """How editors see it."""

        icon = "title"
        label = _("Short text")
        description = _("One line. The first published one becomes the contribution’s title.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Title of your idea"), "max_length": 100, "required": True}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a field of one line with its limit."""
        limit = value.get("max_length") or SHORT_TEXT_LIMIT
        return OneLineField(max_length=limit, widget=VisibleTextInput(), **self.common(value))


class LongText(Question):
    """Several lines of text."""

    min_length = blocks.IntegerBlock(
        label=_("Shortest answer (characters)"), required=False, min_value=1, max_value=1_000
    )
    max_length = blocks.IntegerBlock(
        label=_("Longest answer (characters)"),
        default=2_000,
        min_value=1,
        max_value=LONG_TEXT_LIMIT,
        help_text=_("Residents see how many characters are left."),
    )

    is_free_text = True
    searched = Searched.EXCERPTED

    class Meta:
        """How editors see it."""

        icon = "pilcrow"
        label = _("Long text")
        description = _("Several lines, with a counter of the characters left.")
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("Describe your idea"),
            "help_text": _("Where, for whom, and what would change?"),
            "max_length": 2_000,
        }

    def clean(self, value: Any) -> Any:
        """Return the valid block; refuse limits that no text can meet."""
        cleaned = super().clean(value)
        shortest, longest = cleaned.get("min_length"), cleaned.get("max_length")
        if shortest and longest and shortest > longest:
            raise blocks.StructBlockValidationError(
                {"max_length": ValidationError(_("The longest answer is shorter than the shortest."))}
            )
        return cleaned

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a field of several lines."""
        return PlainTextField(
            min_length=value.get("min_length"),
            max_length=value.get("max_length") or LONG_TEXT_LIMIT,
            widget=VisibleTextarea(attrs={"rows": 6}),
            **self.common(value),
        )


class EmailField(forms.EmailField):
    """An address that phones fill in."""

    widget = VisibleEmailInput
    default_error_messages = {"invalid": _("Write an address like name@example.org.")}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Offer the person's own address; no limit that would cut a pasted text in silence."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return {**attrs, "autocomplete": "email"}


class Email(Question):
    """An e-mail address that the team needs. Never published."""

    published = None
    is_free_text = True

    class Meta:
        """How editors see it."""

        icon = "mail"
        label = _("E-mail")
        description = _("An address for your team alone. To follow a contribution none is needed.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Your e-mail address")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return an address field that phones fill in."""
        return EmailField(**self.common(value))
