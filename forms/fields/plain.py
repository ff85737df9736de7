"""Form fields for text that strangers type."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# C0 and C1 controls but tab, line feed and carriage return, and the marks that turn the direction
# of what follows (they let a text look like another one).
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Return the text without invisible characters, its line ends as line feeds."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class VisibleMixin:
    """A widget that gives a refused text back without its invisible characters."""

    def format_value(self, value: Any) -> Any:
        """Return the value as the page shows it."""
        formatted = super().format_value(value)  # type: ignore[misc]
        return visible(formatted) if isinstance(formatted, str) else formatted


class VisibleTextInput(VisibleMixin, forms.TextInput):
    """One line."""


class VisibleTextarea(VisibleMixin, forms.Textarea):
    """Several lines."""


class PlainTextField(forms.CharField):
    """Text without control characters.

    A resident cannot see what is wrong with such a character, so the field says so and gives the
    text back without it: sending it again is enough.
    """

    default_error_messages = {
        "invisible": _(
            "Your text held invisible characters, often pasted along with it. "
            "They have been taken out: check your text, then send it again."
        ),
        "null_characters_not_allowed": _(
            "Your text held invisible characters, often pasted along with it. "
            "They have been taken out: check your text, then send it again."
        ),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let a long text be longer than its limit: a browser would cut what is pasted in silence."""
        attrs = super().widget_attrs(widget)
        if isinstance(widget, forms.Textarea):
            attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> str:
        """Return the text with its line ends as line feeds (browsers count and send CRLF)."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: str) -> None:
        """Refuse invisible characters."""
        super().validate(value)
        if INVISIBLE.search(value):
            raise ValidationError(self.error_messages["invisible"], code="invisible")
