"""Lists of words that editors write in a question: the rows of a matrix, what a budget is split over."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from wagtail import blocks

from forms.fields.written import SEPARATORS, matching_key

WORDS_LENGTH = 250
T = TypeVar("T")


def items_of(value: blocks.StructValue, name: str) -> dict[str, str]:
    """Return the id of each named item of a list with its words, in the editor's order.

    As those of options, the ids stay when the words are corrected, and are the same in every language.
    """
    items = value.get(name)
    bound = items.bound_blocks if items else []
    return {item.id: item.value for item in bound if item.id and item.value}


def pairs_in(names: Mapping[str, str], text: str, read: Callable[[str], T | None]) -> list[tuple[str, T]]:
    """Return what a text like “first: answer | second: answer” says of each name.

    Nothing unless all of it is made out. ``read`` returns what stands after a colon, None for what is
    no answer; a name or an answer may itself hold a colon.
    """
    for separator in SEPARATORS:
        parts = [part.strip() for part in text.split(separator) if part.strip()]
        pairs = [_pair(names, part, read) for part in parts]
        found = [pair for pair in pairs if pair is not None]
        if found and len(found) == len(pairs):
            return found
    return []


def _pair(names: Mapping[str, str], text: str, read: Callable[[str], T | None]) -> tuple[str, T] | None:
    pieces = text.split(":")
    for cut in range(1, len(pieces)):
        key = matching_key(names, ":".join(pieces[:cut]).strip())
        answer = read(":".join(pieces[cut:]).strip()) if key else None
        if key and answer is not None:
            return key, answer
    return None
