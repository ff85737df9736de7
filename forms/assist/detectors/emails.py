"""E-mail addresses, also written so that robots miss them ("nom (at) exemple point fr")."""

import re
from collections.abc import Iterator

from forms.assist.kinds import Kind, Span

# The characters that people have in their addresses; RFC 5321 allows more, which nobody is given. Bounded as
# there (64 and 63), so that no text takes long to look through.
LOCAL = r"[\w.+%-]{1,64}"
LABEL = r"[\w-]{1,63}"
START = r"(?<![\w.+%@-])"
PLAIN = re.compile(rf"{START}(?P<local>{LOCAL})@{LABEL}(?:\.{LABEL}){{0,5}}\.[^\W\d_]{{2,24}}")

AT = r"(?:\s?[(\[{<]\s?(?:at|à|a|@|arobase|arrobase)\s?[)\]}>]\s?|\s(?:at|arobase|arrobase)\s|\s@\s)"
DOT = r"(?:\s?[(\[{<]\s?(?:dot|point|\.)\s?[)\]}>]\s?|\s(?:dot|point)\s|\s?\.\s?)"
DISGUISED = re.compile(
    rf"{START}(?P<local>{LOCAL}(?:{DOT}{LOCAL})?){AT}{LABEL}(?:{DOT}{LABEL})?{DOT}[^\W\d_]{{2,8}}\b",
    re.IGNORECASE,
)
# Boxes of an office, not of a person.
OFFICES = frozenset(
    str.split(
        "accueil administration contact communication dpo info infos jeunesse mairie mediatheque "
        "no-reply noreply participation presse rgpd secretariat service services standard urbanisme"
    )
)


def find(text: str) -> Iterator[Span]:
    """Yield the addresses of persons; those that name an office are left out."""
    for pattern in (PLAIN, DISGUISED):
        for match in pattern.finditer(text):
            if match["local"].lower() not in OFFICES:
                yield Span(match.start(), match.end(), Kind.EMAIL)
