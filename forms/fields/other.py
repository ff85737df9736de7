"""“Other, please say”: the option that comes with a line to write on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from wagtail import blocks

from forms.fields.options import OneField
from forms.fields.plain import OneLineField, visible
from forms.fields.several import Boxes, SeveralField

# The key under which it is sent, kept and counted.
OTHER = "other"
OTHER_LENGTH = 250
# What the name of the line adds to the name of the question.
LINE = "_other"
# How a file gives option and words in one value.
WRITTEN = f"{OTHER}:"


@dataclass(frozen=True)
class Chosen:
    """What a browser sent: the chosen keys, and what stands on the line."""

    keys: tuple[str, ...] = ()
    text: str = ""


def is_offered(value: blocks.StructValue) -> bool:
    """Whether a question has the option."""
    return bool(value.get("other"))


def label_of(value: blocks.StructValue) -> str:
    """Return the words of the option."""
    return value.get("other_label") or _("Other")


def line(words: str, text: str) -> str:
    """Return an option with what was written beside it, if anything was, as people read it."""
    return _("%(option)s: %(text)s") % {"option": words, "text": text} if text else words


def text_of(stored: Any) -> str:
    """Return what was written in one stored choice, nothing for an option of the list."""
    text = stored.get(OTHER) if isinstance(stored, dict) else ""
    return text if isinstance(text, str) else ""


def key_of(stored: Any) -> Any:
    """Return the key under which one stored choice counts."""
    return OTHER if isinstance(stored, dict) else stored


def chosen(stored: Any) -> Chosen:
    """Return a stored answer as the widgets take it."""
    each = stored if isinstance(stored, list) else [stored] if stored else []
    return Chosen(tuple(key_of(one) for one in each), "".join(text_of(one) for one in each))


def without_text(stored: Any) -> Any:
    """Return a stored answer that still counts, without what was written."""
    if isinstance(stored, list):
        return [without_text(each) for each in stored]
    return {OTHER: ""} if isinstance(stored, dict) else stored


def from_text(value: blocks.StructValue, text: str) -> str | None:
    """Return the form data of a text like “Other: by boat”, None if it says something else."""
    head, colon, words = text.partition(":")
    names = (OTHER, label_of(value).casefold())
    if not is_offered(value) or not colon or head.strip().casefold() not in names:
        return None
    return f"{WRITTEN}{words.strip()}"


class OtherWidget:
    """Options of which one has a line; mixed into Django's widgets for options."""

    # Under which names a browser sends it.
    widgets_names: ClassVar = ["", LINE]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Chosen:
        """Return what was chosen and written; a file says both in one value (``other:words``)."""
        sent = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        keys = sent if isinstance(sent, list) else [sent] if sent else []
        written = [key.removeprefix(WRITTEN) for key in keys if key.startswith(WRITTEN)]
        return Chosen(
            tuple(OTHER if key.startswith(WRITTEN) else key for key in keys),
            written[-1] if written else data.get(name + LINE) or "",
        )

    def format_value(self, value: Any) -> Any:
        """Return the chosen keys."""
        return super().format_value(list(value.keys) if isinstance(value, Chosen) else value)  # type: ignore[misc]

    def subwidgets(self, name: str, value: Any, attrs: Any = None) -> Iterator[dict[str, Any]]:
        """Yield the options, “other” with its ``line``."""
        for option in super().subwidgets(name, value, attrs):  # type: ignore[misc]
            if option["value"] == OTHER:
                option["line"] = {
                    "name": name + LINE,
                    "id": f"{(attrs or {}).get('id', name)}{LINE}",
                    "value": visible(value.text) if isinstance(value, Chosen) else "",
                }
            yield option


class OtherRadios(OtherWidget, forms.RadioSelect):
    """Buttons, one of them with a line."""


class OtherList(OtherWidget, forms.Select):
    """A list to unfold, and the line below it."""


class OtherBoxes(OtherWidget, Boxes):
    """Boxes, one of them with a line."""


def written(text: str, label: str) -> dict[str, str]:
    """Return what stands on the line as it is kept; ``ValidationError`` for nothing, which asks for it."""
    missing = _("You chose “%(option)s”: please say which, or choose another answer.") % {"option": label}
    field = OneLineField(max_length=OTHER_LENGTH, error_messages={"required": missing})
    return {OTHER: field.clean(text)}


class OneOrOtherField(OneField):
    """One of the options, or other words."""

    def __init__(self, *, other: str, **kwargs: Any) -> None:
        """Take the words of “other”."""
        super().__init__(**kwargs)
        self.other = other

    def clean(self, value: Any) -> Any:
        """Return the key, or what was written instead; ``ValidationError`` if that is missing."""
        given = value if isinstance(value, Chosen) else Chosen()
        key = super().clean(given.keys[-1] if given.keys else "")
        return written(given.text, self.other) if key == OTHER else key


class SeveralOrOtherField(SeveralField):
    """Several options, other words among them."""

    def __init__(self, *, other: str, **kwargs: Any) -> None:
        """Take the words of “other”."""
        super().__init__(**kwargs)
        self.other = other

    def clean(self, value: Any) -> Any:
        """Return the keys, what was written last; ``ValidationError`` if that is missing."""
        given = value if isinstance(value, Chosen) else Chosen()
        keys: list[str] = super().clean(list(given.keys))
        if OTHER not in keys:
            return keys
        return [*(key for key in keys if key != OTHER), written(given.text, self.other)]
