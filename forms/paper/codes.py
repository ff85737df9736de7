"""The codes of printed sheets: short, without letters that look like digits, with a check character.

Seven characters drawn at random and one that follows from them (Luhn's algorithm modulo 32), which shows
each mistyped character and each two that change places. Shown in two groups: ``7K3M-9QXD``.
"""

import re
import secrets
from collections.abc import Iterable

from forms.receipts import ALPHABET, LOOK_ALIKES

LENGTH = 8
BASE = len(ALPHABET)
# Two groups of four, with or without something between them.
TYPED = re.compile(r"([0-9A-Z]{4})[\s\-‐‑–]?([0-9A-Z]{4})")


def new_codes(number: int, taken: Iterable[str] = ()) -> list[str]:
    """Return so many new codes, each other than the rest and than those taken."""
    known = set(taken)
    codes: list[str] = []
    while len(codes) < number:
        start = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
        code = start + check_character(start)
        if code not in known:
            known.add(code)
            codes.append(code)
    return codes


def check_character(start: str) -> str:
    """Return the last character of a code that begins so."""
    total = 0
    for place, character in enumerate(reversed(start)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // BASE + value % BASE
    return ALPHABET[-total % BASE]


def read(text: str) -> str:
    """Return what was typed or scanned as a code is kept; nothing for what does not look like one."""
    groups = TYPED.fullmatch(text.strip().upper().translate(LOOK_ALIKES))
    code = "".join(groups.groups()) if groups else ""
    return code if all(character in ALPHABET for character in code) else ""


def is_sound(code: str) -> bool:
    """Whether the check character of a code is the right one."""
    return check_character(code[:-1]) == code[-1]


def shown(code: str) -> str:
    """Return a code as it is printed."""
    return f"{code[:4]}-{code[4:]}"
