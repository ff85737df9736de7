"""Telephone numbers: French ones in the ways people group them, others with their country's code."""

import re
from collections.abc import Iterator
from itertools import pairwise

from forms.assist.kinds import Kind, Span

# Of one number all gaps are alike; dates and lists of figures have others.
GAP = r"(?P<gap{n}>[\s.\-–/]\s?)"
START = r"(?P<start{n}>(?:\+|00)\s?33\s?(?:\(0\)\s?)?|\(?\+33\)?\s?|0)"


def _grouped(n: int, *sizes: int) -> str:
    """Return the pattern of the nine digits in groups of these sizes, with the same gap each time."""
    first, *others = sizes
    head = r"[1-79]" + (rf"\d{{{first - 1}}}" if first > 1 else "")
    gaps = [GAP.format(n=n), *[rf"(?P=gap{n})"] * (len(others) - 1)]
    return (
        START.format(n=n)
        + head
        + "".join(rf"{gap}\d{{{size}}}" for gap, size in zip(gaps, others, strict=True))
    )


# Numbers that begin with 08 are services', which pay or are paid: nobody's own (Arcep, decision 2018-0881).
FRENCH = re.compile(
    r"(?<![\w+.,/-])(?:"
    + "|".join(
        (
            START.format(n=0) + r"[1-79]\d{8}",
            _grouped(1, 1, 2, 2, 2, 2),
            _grouped(2, 3, 3, 3),
            _grouped(3, 3, 2, 2, 2),
            _grouped(4, 1, 4, 4),
            _grouped(5, 1, 3, 3, 2),
            _grouped(6, 1, 8),
            START.format(n=7) + r"(?P<gap7>[\s.-])[1-79]\d{2}(?P=gap7)\d{3}(?P=gap7)\d{3}",
        )
    )
    + r")(?!\d|[.,/-]\d|[\s.-][1-9]\d\b|\s?(?:€|euros?\b|%|m²|m2\b|km\b))"
)
# Country code and number, at most 15 digits (ITU-T E.164).
FOREIGN = re.compile(r"(?<![\w+])\+(?!33)[1-9]\d{0,2}(?:[\s.-]?\(?\d{1,4}\)?){2,6}(?!\d)")
FEWEST_DIGITS, MOST_DIGITS = 9, 15
# What stands before a number that is something else's.
REFERENCE = re.compile(
    r"(?:dossier|r[ée]f[ée]rence|r[ée]f|permis|contrat|commande|facture|d[ée]lib[ée]ration|parcelle|"
    r"d[ée]partements?|lignes?|secteurs?|lots?|siren|siret|ticket|client|s[ée]rie)"
    r"\.?\s*(?:n\s?[°o]|num[ée]ro)?\s*:?\s*$",
    re.IGNORECASE,
)
REFERENCE_LENGTH = 30


def find(text: str) -> Iterator[Span]:
    """Yield the numbers."""
    for match in FRENCH.finditer(text):
        if not _is_counted(match[0]) and not _is_reference(text, match.start()):
            yield Span(match.start(), match.end(), Kind.PHONE)
    for match in FOREIGN.finditer(text):
        if FEWEST_DIGITS <= sum(c.isdigit() for c in match[0]) <= MOST_DIGITS:
            yield Span(match.start(), match.end(), Kind.PHONE)


def _is_counted(number: str) -> bool:
    """Whether its pairs follow one another, like a list of departments ("01 02 03 04 05")."""
    pairs = re.findall(r"\d\d", number)
    return len(pairs) == 5 and all(int(b) - int(a) == 1 for a, b in pairwise(pairs))


def _is_reference(text: str, start: int) -> bool:
    return bool(REFERENCE.search(text[max(0, start - REFERENCE_LENGTH) : start]))
