"""Questions answered with a telephone number or a postcode."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question
from forms.fields.plain import OneLineField, VisibleTextInput
from forms.fields.printed import Printed, cells
from forms.logic.kinds import Kind

# What people put between the digits; "+33 (0)6" says the zero twice.
BETWEEN_DIGITS = re.compile(r"[\s.\-‐-―/()]")
SPOKEN_ZERO = re.compile(r"^(\+|00)33\(0\)")
# Ten digits with a leading zero: the French numbering plan (Arcep, decision 2018-0881), overseas included.
FRENCH = re.compile(r"0[1-9][0-9]{8}")
# Country code and number, 15 digits at most (ITU-T E.164).
INTERNATIONAL = re.compile(r"\+[1-9][0-9]{6,14}")
FRENCH_CODE = "+33"
PHONE_LENGTH = 40
# 01 to 95, 971 to 978, 98 (Monaco and the Pacific). Corsica's postcodes begin with 20.
POSTCODE = re.compile(r"(?:0[1-9]|[1-8][0-9]|9[0-578])[0-9]{3}")


def phone_number(text: str) -> str | None:
    """Return a number without what stands between its digits, None if it is none.

    A French number is ten digits, any other begins with + and the country's code.
    """
    compact = SPOKEN_ZERO.sub(FRENCH_CODE, re.sub(r"\s", "", text))
    compact = BETWEEN_DIGITS.sub("", compact)
    if compact.startswith("00"):
        compact = "+" + compact[2:]
    if compact.startswith(FRENCH_CODE):
        compact = "0" + compact.removeprefix(FRENCH_CODE)
    return compact if FRENCH.fullmatch(compact) or INTERNATIONAL.fullmatch(compact) else None


class PhoneField(OneLineField):
    """A telephone number in one of the usual ways to write it."""

    default_error_messages = {
        "invalid": _("Write ten digits, like 06 12 34 56 78, or + and the number with its country."),
        "max_length": _("This telephone number is too long."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Let the phone show its digits and offer its own number."""
        widget = VisibleTextInput(attrs={"type": "tel", "autocomplete": "tel"})
        super().__init__(max_length=PHONE_LENGTH, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the number without spaces; ``ValidationError`` for what is none."""
        text = super().clean(value)
        number = phone_number(text)
        if text and number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number or ""


class Phone(Question):
    """A telephone number that the team needs. Never published."""

    published = None
    is_free_text = True
    # It is shown in pairs of digits and typed in many ways.
    compared_as = Kind.GIVEN

    class Meta:
        """How editors see it."""

        icon = "mobile-alt"
        label = _("Telephone")
        description = _("A number for your team alone, French or from another country.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("A number to reach you")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a field that takes a number."""
        return PhoneField(**self.common(value))

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return a French number in pairs of digits, any other as it is."""
        if not isinstance(stored, str) or not stored:
            return ()
        if FRENCH.fullmatch(stored):
            return (" ".join(stored[at : at + 2] for at in range(0, len(stored), 2)),)
        return (stored,)


class PostcodeField(OneLineField):
    """A French postcode."""

    default_error_messages = {
        "invalid": _("Write the five digits of the postcode, like 35000 (in Corsica, 20 and three digits)."),
        "max_length": _("A postcode has five digits."),
    }

    def __init__(self, **kwargs: Any) -> None:
        """Let the phone show its digits and offer its owner's postcode."""
        widget = VisibleTextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the five digits; ``ValidationError`` for anything else."""
        code = re.sub(r"\s", "", super().clean(value))
        if code and not POSTCODE.fullmatch(code):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return code


class Postcode(Question):
    """The postcode of a French commune."""

    # Nobody counts it, and with other answers it may tell who somebody is.
    is_free_text = True

    class Meta:
        """How editors see it."""

        icon = "home"
        label = _("Postcode")
        description = _("Five digits: where people live without asking for their address.")
        preview_template = "forms/fields/preview.html"
        preview_value = {"label": _("Your postcode")}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a field that takes five digits."""
        return PostcodeField(**self.common(value))

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return five squares."""
        return cells(" " * 5)
