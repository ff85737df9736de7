"""The contributions and the judged queries, as they lie beside this file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
UNANSWERABLE = "unanswerable"


@dataclass(frozen=True)
class Contribution:
    """What a resident wrote, with the theme and the place it was filed under."""

    id: str
    language: str
    theme: str
    place: str
    title: str
    text: str


@dataclass(frozen=True, eq=False)
class Query:
    """Words somebody types, and how relevant (3, 2, 1) which contributions are to them."""

    words: str
    # What it tries: accents, plurals, typos… or "unanswerable".
    kind: str
    # Never looked at singly while the search is tuned.
    held_out: bool
    relevant: Mapping[str, int]


def contributions() -> list[Contribution]:
    """Return the contributions."""
    return [Contribution(**row) for row in _rows("contributions.jsonl")]


def queries() -> list[Query]:
    """Return the queries."""
    return [Query(**row) for row in _rows("queries.jsonl")]


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (HERE / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
