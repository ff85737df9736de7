"""Number plates: the system of 2009 (AB-123-CD) and the one before it (1234 AB 35)."""

import re
from collections.abc import Iterator

from forms.assist.kinds import Kind, Span

# I, O and U are never used, SS neither (arrêté of 9 February 2009, annex).
LETTERS = "[A-HJ-NP-TV-Z]"
PAIR = rf"(?!SS){LETTERS}{{2}}"
NEW = re.compile(rf"(?<![\w-])({PAIR})([ -]?)\d{{3}}\2({PAIR})(?![\w-])")
# People who type without capitals keep the hyphens.
NEW_SMALL = re.compile(rf"(?<![\w-]){PAIR}-\d{{3}}-{PAIR}(?![\w-])", re.IGNORECASE)
OLD = re.compile(
    rf"(?<![\w,.-])\d{{2,4}}([ -]?)({LETTERS}{{2,3}})\1(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])(?![\w-])"
)
# In a text in capitals these are words: "DE 100 EN".
WORDS = frozenset(str.split("CE DE EN ES ET LA LE ME NE SA SE TE VA"))
# Between two figures these are units and the like: "12 KM 35".
UNITS = frozenset(str.split("CM DB DM FR HA KG KM KW MAI MM MW PMR RD REZ TER TGV TTC VS"))
CALLED = re.compile(
    r"\b(?:immat\w*|plaques?|voitures?|v[ée]hicules?|camion\w*|fourgon\w*|scooters?|motos?)\b", re.IGNORECASE
)
CALLED_LENGTH = 60


def find(text: str) -> Iterator[Span]:
    """Yield the plates."""
    for match in NEW.finditer(text):
        if match[2] == " " and WORDS & {match[1], match[3]}:
            continue
        yield Span(match.start(), match.end(), Kind.PLATE)
    for match in NEW_SMALL.finditer(text):
        yield Span(match.start(), match.end(), Kind.PLATE)
    for match in OLD.finditer(text):
        is_called = CALLED.search(text[max(0, match.start() - CALLED_LENGTH) : match.start()])
        if is_called and match[2] not in UNITS | WORDS:
            yield Span(match.start(), match.end(), Kind.PLATE)
