"""Addresses of web pages, with or without "https://"."""

import re
from collections.abc import Iterator

from forms.assist.kinds import Kind, Span

# Endings that residents of France write without "www." before them.
ENDINGS = "fr|com|org|net|eu|info|bzh|be|ch|ca|io|me|app|gouv|shop|site|online|xyz|tv|club"
REST = r"(?:[/?#][^\s<>\"«»]*)?"
LINK = re.compile(
    r"(?<![\w@.-])(?:"
    r"(?:https?|ftp)://[^\s<>\"«»]+"
    rf"|www\.[^\W_][\w.-]*\.[^\W\d_]{{2,}}{REST}"
    rf"|(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:{ENDINGS})(?![\w@-]|\.\w){REST}"
    r")",
    re.IGNORECASE,
)
# Belongs to the sentence around, not to the link.
AFTER = ".,;:!?)]}'’…"


def find(text: str) -> Iterator[Span]:
    """Yield the links."""
    for match in LINK.finditer(text):
        yield Span(match.start(), match.start() + len(match[0].rstrip(AFTER)), Kind.LINK)
