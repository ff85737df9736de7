"""What the blocks of a page say, and what they lack, read from their raw values."""

import re
from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page

# What a ready composition leaves to be written: "[the place]".
PLACEHOLDER = re.compile(r"\[[^\]\[<>]{3,}\]")
PLAIN_FIELDS = ("title", "lead", "thanks", "notice_purpose")


def strings_of(raw: Any) -> Iterator[str]:
    """Yield every text in a raw value."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from strings_of(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from strings_of(value)


def raw_of(stream: StreamValue) -> list[dict[str, Any]]:
    """Return the raw blocks of a stream, saved or not."""
    return list(stream.raw_data)


def placeholders(page: Page) -> dict[str, list[str]]:
    """Return the texts in brackets that nobody has replaced yet, by field."""
    found: dict[str, list[str]] = {}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            texts: Iterator[str] = strings_of(raw_of(getattr(page, field.name)))
        elif field.name in PLAIN_FIELDS:
            texts = strings_of(getattr(page, field.name))
        else:
            continue
        left = [match for text in texts for match in PLACEHOLDER.findall(text)]
        if left:
            found[field.name] = left
    return found


def images_without_text(raw: Any) -> int:
    """Return how many images of a raw value have no alternative text and are not said to decorate."""
    if isinstance(raw, dict):
        if "alt_text" in raw and "decorative" in raw:
            return int(bool(raw["image"]) and not raw["decorative"] and not (raw["alt_text"] or "").strip())
        return sum(images_without_text(value) for value in raw.values())
    if isinstance(raw, list):
        return sum(images_without_text(value) for value in raw)
    return 0
