"""Form fields for text that strangers type."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# C0 and C1 controls but tab, line feed and carriage return, and the marks that turn the direction
# of what follows (they let a text look like another one).
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
INVISIBLE_FOUND = _(
    "Your text held invisible characters, often pasted along with it. "
    "They have been taken out: check your text, then send it again."
)


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


class VisibleEmailInput(VisibleMixin, forms.EmailInput):
    """An address."""


class PlainTextField(forms.CharField):
    """Text without control characters, its accents composed, its line ends line feeds.

    A resident cannot see what is wrong with a control character, so the field says so and gives
    the text back without it: sending it again is enough. The browser is given no ``maxlength``,
    because it would cut what is pasted in silence.
    """

    default_error_messages = {
        "invisible": INVISIBLE_FOUND,
        "null_characters_not_allowed": INVISIBLE_FOUND,
        "max_length": _(
            "Your text has %(show_value)d characters, %(limit_value)d are allowed. Shorten it a little."
        ),
        "min_length": _(
            "Your text has %(show_value)d characters, at least %(limit_value)d are needed. Say a little more."
        ),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave the limit to the server."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        attrs.pop("minlength", None)
        return attrs

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept; one that shows nothing at all is empty."""
        text = super().to_python(value) or ""
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        if not INVISIBLE.search(text) and not any(shows(character) for character in text):
            return ""
        return text

    def validate(self, value: str) -> None:
        """Refuse invisible characters."""
        super().validate(value)
        if INVISIBLE.search(value):
            raise ValidationError(self.error_messages["invisible"], code="invisible")


class OneLineField(PlainTextField):
    """Text of one line: line ends in what was pasted become spaces."""

    def to_python(self, value: Any) -> str:
        """Return the text in one line."""
        return " ".join(super().to_python(value).splitlines())


def shows(character: str) -> bool:
    """Tell whether a character leaves a mark on the page: spaces, controls and formats do not."""
    return unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp", "Zs")
