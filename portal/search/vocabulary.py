"""The words of the public index, with their accents: what completes and corrects queries.

Each document keeps its words in fields of their own, as "folded|as written", and with the sound of the
folded word before it. They are counted over
documents that are there, never read from the index's dictionary alone: that one still knows the
words of a deleted document for a while.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from portal.search import engine, indices, words
from portal.search.registry import Index
from portal.search.sounds import sound

BAR = "|"
SHORTEST, LONGEST = 3, 40
# Of one document; more has no text that residents write.
MOST_WORDS = 3_000
# So many words a process knows by heart (a few megabytes).
KNOWN_WORDS = 50_000
# A term of the answer for each way a word is written ("Vélo" and "vélo" are one, "velo" another).
WAYS = 4
# So many documents with the beginning are looked at: a suggestion need not be counted to the end.
ENOUGH_DOCUMENTS = 20_000

NOT_PLAIN = re.compile(r"[^\w]")


def words_of(*texts: str) -> dict[str, list[str]]:
    """Return the fields that keep the words of a document's texts, each once."""
    found = [word for text in texts for word in words.WORD.findall(words.ELISION.sub("", text))]
    entries = list(dict.fromkeys(entry for word in dict.fromkeys(found) if (entry := _entry(word))))
    return {
        "words": [entry.written for entry in entries[:MOST_WORDS]],
        "sounds": sorted({entry.heard for entry in entries[:MOST_WORDS] if entry.heard}),
    }


class _Entry(NamedTuple):
    """A word as the two fields keep it; no sound for one that has none."""

    written: str
    heard: str


@lru_cache(maxsize=KNOWN_WORDS)
def _entry(word: str) -> _Entry | None:
    """Return what is kept of a word, None for one that tells no topic.

    Folding and hearing it takes a hundred times as long as knowing it, and texts repeat their words.
    """
    folded = words.split(word)
    if len(folded) != 1 or not words.telling(folded) or not SHORTEST <= len(word) <= LONGEST:
        return None
    written = f"{folded[0]}{BAR}{word.lower()}"
    key = sound(folded[0])
    return _Entry(written, f"{key}{BAR}{written}" if key else "")


def beginning_with(start: str, number: int, among: Sequence[dict[str, Any]] = ()) -> dict[str, str]:
    """Return words that begin so (folded), the most frequent first, with the way they are written.

    ``among``: queries that the words' documents must answer to. Raises ``SearchUnavailable``.
    """
    return _ask([{"prefix": {"words": start}}, *among], "words", f"{_escaped(start)}.*", number)


def present(candidates: Sequence[str]) -> dict[str, str]:
    """Return those of the folded words that public texts have, with the way they are written.

    The most frequent first. Raises ``SearchUnavailable``.
    """
    return _entries("words", candidates)


def sounding_like(heard: Sequence[str]) -> dict[str, str]:
    """Return the words of public texts that have one of these sounds, as ``present`` does."""
    return _entries("sounds", heard)


def _entries(field: str, keys: Sequence[str]) -> dict[str, str]:
    """Return the words whose entry in the field begins with one of the keys."""
    if not keys:
        return {}
    one_of = [{"prefix": {field: f"{key}{BAR}"}} for key in keys]
    include = "|".join(rf"{_escaped(key)}\{BAR}.*" for key in keys)
    return _ask([{"bool": {"should": one_of}}], field, include, len(keys) * WAYS)


def _ask(filters: list[dict[str, Any]], field: str, include: str, number: int) -> dict[str, str]:
    """Return the words whose entry matches the pattern, in documents that match the filters."""
    answer = engine.ask(
        index=indices.alias_of(Index.PUBLIC),
        query={"bool": {"filter": filters}},
        aggs={"words": {"terms": {"field": field, "include": include, "size": number * WAYS}}},
        size=0,
        terminate_after=ENOUGH_DOCUMENTS,
        track_total_hits=False,
    )
    return _written(answer)


def _written(answer: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of an answer, each in the way it is written most often."""
    found: dict[str, str] = {}
    for bucket in answer["aggregations"]["words"]["buckets"]:
        folded, written = bucket["key"].split(BAR)[-2:]
        found.setdefault(folded, written)
    return found


def _escaped(word: str) -> str:
    """Return a word as a regular expression of Lucene's has it."""
    return NOT_PLAIN.sub(lambda sign: f"\\{sign.group()}", word)
