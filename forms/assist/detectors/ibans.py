"""Bank accounts: an IBAN of the right length whose check digits are right (ISO 13616, ISO 7064)."""

import re
from collections.abc import Iterator

from forms.assist.kinds import Kind, Span

CANDIDATE = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[\s.-]?[A-Z0-9]){11,30}", re.IGNORECASE)
# How long the number of a country is: the SEPA countries (European Payments Council, EPC409-09).
LENGTHS = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "FO", "GL", "NL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "BA", "EE", "LT", "LU", "XK"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "DE", "GB", "GE", "IE", "ME", "RS", "VA"), 22),
    **dict.fromkeys(("GI",), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "RO", "SE", "SK"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("IS", "TR"), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "SM"), 27),
    **dict.fromkeys(("AL", "CY", "HU", "LB", "PL"), 28),
    **dict.fromkeys(("MT",), 31),
}


def find(text: str) -> Iterator[Span]:
    """Yield the valid numbers."""
    for match in CANDIDATE.finditer(text):
        if end := _end(text, match.start(), match.end()):
            yield Span(match.start(), end, Kind.IBAN)


def _end(text: str, start: int, limit: int) -> int | None:
    """Return where the number that begins at ``start`` ends; None if there is none."""
    length = LENGTHS.get(text[start : start + 2].upper())
    if length is None:
        return None
    number = ""
    for at in range(start, limit):
        number += text[at] if text[at].isalnum() else ""
        if len(number) == length:
            follows = text[at + 1 : at + 2]
            return at + 1 if not follows.isalnum() and is_valid(number) else None
    return None


def is_valid(number: str) -> bool:
    """Whether the check digits are right: the number, its first four characters last, is 1 modulo 97."""
    turned = number[4:] + number[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1
