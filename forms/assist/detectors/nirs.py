"""Social security numbers (NIR): thirteen characters and a key that must be right.

Structure and key: Insee, "Numéro d'inscription au répertoire", and article R114-26 of the Code de la
sécurité sociale.
"""

import re
from collections.abc import Iterator

from forms.assist.kinds import Kind, Span

GAP = r"[\s.-]?"
# Sex (3, 4, 7 and 8 while it is provisional), year, month (20 and above where it is not known),
# département or country, commune, order in the register.
NUMBER = GAP.join(
    (
        r"[1-478]",
        r"\d{2}",
        r"(?:0[1-9]|1[0-2]|[2-9]\d)",
        r"(?:0[1-9]|[1-8]\d|9[0-9]|2[ABab])",
        r"\d{3}",
        r"\d{3}",
    )
)
WITH_KEY = re.compile(rf"(?<![\w.,-])({NUMBER}){GAP}(\d{{2}})(?!\w)")
WITHOUT_KEY = re.compile(rf"(?<![\w.,-])({NUMBER})(?!\w|{GAP}\d)")
# Without a key nothing can be checked: only what says what it is counts.
NAMED = re.compile(r"\bs[ée]cu(?:rit[ée] sociale)?\b|\bNIR\b|\bn° ?SS\b", re.IGNORECASE)
NAMED_LENGTH = 50
# In the two départements of Corsica the letter stands for a figure when the key is reckoned.
CORSICA = {"2A": "19", "2B": "18"}


def find(text: str) -> Iterator[Span]:
    """Yield numbers whose key is right, and those without a key that the text calls so."""
    for match in WITH_KEY.finditer(text):
        if int(match[2]) == key_of(match[1]):
            yield Span(match.start(), match.end(), Kind.NIR)
    for match in WITHOUT_KEY.finditer(text):
        if NAMED.search(text[max(0, match.start() - NAMED_LENGTH) : match.start()]):
            yield Span(match.start(), match.end(), Kind.NIR)


def key_of(number: str) -> int:
    """Return the key of the thirteen characters, gaps allowed."""
    compact = re.sub(r"[\s.-]", "", number).upper()
    department = compact[5:7]
    digits = compact[:5] + CORSICA.get(department, department) + compact[7:]
    return 97 - int(digits) % 97
