"""Texts of other tools: plain ones, HTML, Markdown, numbers."""

import html
import re
from decimal import Decimal

from django.utils.html import escape

# Nobody reads a longer one between two questions.
LONGEST = 20_000
BREAK = re.compile(r"\s*\n\s*")
# What begins a line of its own.
BREAKS = re.compile(r"(?i)<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\s*/?>")
ITEMS = re.compile(r"(?i)<\s*li[^>]*>")
HIDDEN = re.compile(r"(?is)<(script|style)[^>]*>.*?</\1\s*>")
TAGS = re.compile(r"<[^<>]*>")
# French typography needs its no-break spaces: they stay.
BLANKS = re.compile(r"[ \t\r]+")
LINK = re.compile(r"(?is)<a\s[^>]*href\s*=\s*[\"']?(https?://[^\"'\s>]+)[^>]*>(.*?)</a>")
# What a text shows and cannot be said in words.
SHOWN = re.compile(r"(?i)<\s*(img|video|audio|iframe|object)\b|!\[[^\]]*\]\(")
# Digits, a point, an exponent: neither the words that Python takes for numbers (NaN) nor its "1_000".
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# No question is about a number of more digits; written out, "1e30000000" would fill the memory.
MOST_DIGITS = 30


def plain(text: str) -> str:
    """Return a text without its HTML: line breaks stay, links give their address after their words."""
    text = HIDDEN.sub("", text[:LONGEST])
    text = LINK.sub(_link, text)
    text = ITEMS.sub("– ", BREAKS.sub("\n", text.replace("\r\n", "\n")))
    # Numbers as character references stand for signs such as < only once the tags are gone.
    text = html.unescape(TAGS.sub("", text))
    lines = (BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """Return a plain text in one line."""
    return BREAK.sub(" ", plain(text))


def shows_more(text: str) -> bool:
    """Whether a text shows a picture, a sound or a film."""
    return bool(SHOWN.search(text))


def paragraphs(text: str) -> str:
    """Return a plain text as HTML, a paragraph for each of its lines."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def cut(text: str, length: int) -> str:
    """Return a text cut between words where it is too long."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0][: length - 1] + "…"


def number_of(text: str) -> Decimal | None:
    """Return the number that a text is; None for what is none, or has more digits than anybody needs."""
    if not NUMBER.fullmatch(text := text.strip()):
        return None
    number = Decimal(text)
    exponent = int(number.as_tuple().exponent)
    return number if exponent >= -MOST_DIGITS and number.adjusted() <= MOST_DIGITS else None


def _link(match: re.Match[str]) -> str:
    address, shown = match[1], TAGS.sub("", match[2]).strip()
    return shown if shown == address else f"{shown} ({address})"
