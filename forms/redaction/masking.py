"""Mask parts of a text."""

import re
from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext

from forms.assist.detectors.words import Watched, WatchedWords

# Where a masking begins and where it ends (not included), in characters.
Part = tuple[int, int]
# Nothing but blanks between two maskings tells nothing.
BLANK = re.compile(r"[^\S\n]*")


def mask_word(language: str) -> str:
    """Return what stands in the place of masked words, in the language of the contribution.

    Plain words, so that it is read and heard everywhere the text goes: pages, mail, files, screen readers.
    """
    with translation.override(language):
        return gettext("[masked]")


def masked(text: str, parts: Iterable[Part], instead: str) -> str:
    """Return the text with ``instead`` in the place of each part; those that touch become one."""
    result, at = "", 0
    for start, end in joined(text, parts):
        result += text[at:start] + instead
        at = end
    return result + text[at:]


def joined(text: str, parts: Iterable[Part]) -> list[Part]:
    """Return the parts in order, those that overlap or that only blanks part as one."""
    found: list[Part] = []
    for start, end in sorted(parts):
        if found and (start <= found[-1][1] or BLANK.fullmatch(text[found[-1][1] : start])):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def find_words(text: str, words: str) -> list[Part]:
    """Return where these words stand in a text, one after another, as whole words.

    Case, accents and what stands between the words do not count: "le gall" also finds "Le-Gall".
    """
    watched = WatchedWords([Watched.of(words, with_family=False)])
    return [(span.start, span.end) for span in watched.find(text)]
