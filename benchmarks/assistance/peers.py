"""What people use who write no detectors: widely used regular expressions and rules."""

import re
from collections.abc import Iterator, Sequence

from benchmarks.assistance.measures import Detector
from forms.assist.kinds import Kind, Span

PATTERNS = {
    # The pattern of <input type=email> (WHATWG, HTML Living Standard) not anchored, with a dot in the domain.
    Kind.EMAIL: re.compile(
        r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
        r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
    ),
    # The most copied answer for French telephones (Stack Overflow 38483885).
    Kind.PHONE: re.compile(r"(?:(?:\+|00)33|0)\s*[1-9](?:[\s.-]*\d{2}){4}"),
    # The way of CommonRegex's street_address, with the French words, which stand before the name.
    Kind.ADDRESS: re.compile(
        r"\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av|boulevard|bd|place|chemin|allée|impasse|route|square|"
        r"quai|cours|passage|résidence)(?: [\w'’-]+){1,4}",
        re.IGNORECASE,
    ),
    # ISO 13616 as regular expressions have it: two letters, two figures, up to thirty more.
    Kind.IBAN: re.compile(r"\b[A-Z]{2}\d{2}[ ]?(?:[A-Z0-9]{4}[ ]?){2,7}[A-Z0-9]{1,4}\b"),
    # The most copied pattern for the NIR: its structure, without the key.
    Kind.NIR: re.compile(
        r"\b[12][ ]?\d{2}[ ]?(?:0[1-9]|1[0-2]|20)[ ]?(?:\d{2}|2[AB])[ ]?\d{3}[ ]?\d{3}(?:[ ]?\d{2})?\b"
    ),
    Kind.PLATE: re.compile(r"\b[A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2}\b|\b\d{1,4} ?[A-Z]{1,3} ?\d{2}\b"),
    # What Django's urlize takes for a link, its mail addresses apart.
    Kind.LINK: re.compile(
        r"https?://[^\s<>\"]+|www\.[^\s<>\"]+|(?<![\w@.])[\w.-]+\.(?:com|edu|gov|int|mil|net|org|fr)(?:/\S*)?\b",
        re.IGNORECASE,
    ),
}


def widely_used(words: Sequence[str]) -> Detector:
    """Return the peers as one detector, which watches these words."""

    def find(text: str) -> Iterator[Span]:
        for kind, pattern in PATTERNS.items():
            yield from (Span(match.start(), match.end(), kind) for match in pattern.finditer(text))
        yield from _in_capitals(text)
        yield from _contains(text, words)

    return find


def _in_capitals(text: str) -> Iterator[Span]:
    """Discourse's rule (TextSentinel, "seems_quiet?"): a text that is its own upper case shouts."""
    if text == text.upper():
        yield Span(0, len(text), Kind.SHOUTING)


def _contains(text: str, words: Sequence[str]) -> Iterator[Span]:
    """WordPress's rule for disallowed words: anywhere, inside words, too, whatever the case."""
    for word in words:
        for match in re.finditer(re.escape(word), text, re.IGNORECASE):
            yield Span(match.start(), match.end(), Kind.WORD)
