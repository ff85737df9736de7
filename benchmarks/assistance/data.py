"""The labelled texts, as they lie beside this file.

What a detector should find stands in the text as ``⟦kind:words⟧``; labels may lie in one another.
The numbers are nobody's: telephones of the ranges kept for fiction (Arcep), example domains (RFC 2606),
accounts of a bank that does not exist, invented social security numbers and plates.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from forms.assist.kinds import Kind, Span

HERE = Path(__file__).parent
OPEN, CLOSE, COLON = "⟦", "⟧", ":"


@dataclass(frozen=True)
class Text:
    """What a resident might write, and where what is in it."""

    id: str
    # Never looked at singly while the detectors are tuned.
    held_out: bool
    text: str
    spans: tuple[Span, ...]


def texts() -> list[Text]:
    """Return all texts."""
    return list(_read())


def watched_words() -> list[str]:
    """Return the words that a team might watch."""
    lines = (HERE / "watched.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line]


def _read() -> Iterator[Text]:
    with (HERE / "texts.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text, spans = unmarked(row["text"])
            yield Text(row["id"], row["held_out"], text, spans)


def unmarked(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text without its labels, and the spans that they name. ValueError for a bad label."""
    text, spans = "", []
    # Where the labels begin that are not closed yet, and their kinds.
    begun: list[tuple[int, Kind]] = []
    at = 0
    while at < len(marked):
        if marked[at] == OPEN:
            colon = marked.index(COLON, at)
            begun.append((len(text), Kind(marked[at + 1 : colon])))
            at = colon
        elif marked[at] == CLOSE:
            start, kind = begun.pop()
            spans.append(Span(start, len(text), kind))
        else:
            text += marked[at]
        at += 1
    if begun:
        raise ValueError(f"a label is not closed: {marked}")
    return text, tuple(sorted(spans))
