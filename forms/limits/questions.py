"""Which questions an anonymous page may not ask."""

from typing import Any

from forms.fields.contact import Phone
from forms.fields.reading import questions_of
from forms.fields.text import Email


def identifying(stream: Any) -> list[str]:
    """Return the labels of questions whose answers say who somebody is, or how they came.

    An address and a telephone number are somebody; a block may say so of itself (``identifies``).
    """
    return [
        str(child.value.get("label") or child.block.label)
        for child in questions_of(stream)
        if isinstance(child.block, (Email, Phone)) or getattr(child.block, "identifies", False)
    ]
