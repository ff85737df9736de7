"""How a reader's words are read before they are searched.

One look into the public index tells which of them it knows, under what names, and what to make of
those that it does not know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from math import log
from typing import Any

from portal.search import engine, indices, spelling, vocabulary, words
from portal.search.concepts import Clause, Concept, concepts_of, words_clause
from portal.search.registry import Index
from portal.search.synonyms import Thesaurus, thesaurus

# So many words that begin as the last one does may bring their synonyms along.
ENDINGS = 5


class Coverage(Enum):
    """How much of what is asked for some text has."""

    ALL = auto()
    ALL_BUT_ONE = auto()
    LESS = auto()


@dataclass(frozen=True)
class Correction:
    """A word that finds nothing, and the one that is searched in its place."""

    typed: str
    # As public texts write it.
    taken: str


@dataclass(frozen=True)
class Reading:
    """What a query asks for. Without concepts every word is looked for as it stands."""

    text: str
    concepts: Sequence[Concept] = ()
    # How much each tells apart: the rarer it is the more.
    weights: Sequence[float] = ()
    coverage: Coverage = Coverage.ALL_BUT_ONE
    # Whether the index knows every concept, as it was typed.
    is_known: bool = True
    corrections: Sequence[Correction] = ()

    @property
    def telling(self) -> str:
        """The words that are searched, in their order."""
        return " ".join(word for concept in self.concepts for word in concept.words)


def read(text: str) -> Reading:
    """Read a query by what the public index knows; raises ``SearchUnavailable``."""
    asked = words.telling(words.split(text))
    if not asked:
        return Reading(text)
    known = thesaurus()
    concepts = concepts_of(asked, known)
    seen = _look(concepts, asked)
    better = _joined(concepts, asked, seen)
    # A word that stands for itself is no beginning: "parc" does not ask for "parcours".
    if not seen.counts[-1] and seen.begun:
        better[-1] = _completed(better[-1], known)
    corrections = _corrections(better, seen.counts, known)
    for number, correction in corrections.items():
        better[number] = concepts_of(words.split(correction.taken), known)[0]
    better = _apart(better, seen.counts, known)
    if better != concepts:
        seen = _look(better, [])
    weights = [_weight(count, seen.total) for count in seen.counts]
    return Reading(
        text,
        better,
        weights,
        seen.coverage,
        is_known=all(seen.counts) and not corrections,
        corrections=_helpful(corrections, better, seen.counts),
    )


def read_plainly(text: str) -> Reading:
    """Read a query without looking into an index; the last word may be a beginning."""
    asked = words.telling(words.split(text))
    concepts = concepts_of(asked, thesaurus())
    if concepts:
        concepts[-1] = replace(concepts[-1], is_beginning=True)
    return Reading(text, concepts, [1.0] * len(concepts))


@dataclass(frozen=True)
class _Seen:
    """What a look into the index tells."""

    # Texts for each concept.
    counts: Sequence[int]
    # Pairs of neighbouring words that texts write as one.
    joined: Sequence[tuple[str, str]]
    # Whether there are texts with words that begin as the last one does.
    begun: bool
    coverage: Coverage
    # All texts of the index.
    total: int


def _look(concepts: Sequence[Concept], asked: Sequence[str]) -> _Seen:
    """Ask the index about the concepts, and about the neighbours among the words asked for."""
    pairs = list(pairwise(asked))
    clauses = [concept.clause() for concept in concepts]
    counts, total = _count(
        {
            **{f"concept {n}": clause for n, clause in enumerate(clauses)},
            **{f"pair {n}": words_clause("".join(pair), "_fr") for n, pair in enumerate(pairs)},
            "begun": replace(concepts[-1], is_beginning=True).clause(),
            "all": {"bool": {"filter": clauses}},
            "all but one": {
                "bool": {"should": clauses, "minimum_should_match": max(len(clauses) - 1, 1)},
            },
        }
    )
    return _Seen(
        counts=[counts[f"concept {n}"] for n in range(len(concepts))],
        joined=[pair for n, pair in enumerate(pairs) if counts[f"pair {n}"]],
        begun=bool(counts["begun"]),
        coverage=(
            Coverage.ALL
            if counts["all"]
            else Coverage.ALL_BUT_ONE
            if counts["all but one"]
            else Coverage.LESS
        ),
        total=total,
    )


def _count(clauses: Mapping[str, Clause]) -> tuple[dict[str, int], int]:
    """Return how many public texts answer to each clause, and how many there are in all."""
    answer: Mapping[str, Any] = engine.ask(
        index=indices.alias_of(Index.PUBLIC),
        aggs={"counts": {"filters": {"filters": clauses}}},
        size=0,
        track_total_hits=True,
    )
    buckets = answer["aggregations"]["counts"]["buckets"]
    return {name: bucket["doc_count"] for name, bucket in buckets.items()}, answer["hits"]["total"]["value"]


def _joined(concepts: Sequence[Concept], asked: Sequence[str], seen: _Seen) -> list[Concept]:
    """Return the concepts, each also under the one word that it makes with its neighbour."""
    return [
        replace(concept, joined=tuple("".join(p) for p in seen.joined if {*p} & {*concept.words}))
        for concept in concepts
    ]


def _completed(concept: Concept, known: Thesaurus) -> Concept:
    """Return the concept of a beginning, with the synonyms of the words that it may begin."""
    endings = vocabulary.beginning_with(concept.words[-1], ENDINGS) if len(concept.words) == 1 else {}
    terms = dict.fromkeys(term for word in endings for term in known.beside([word]) or ())
    return replace(concept, is_beginning=True, synonyms=(*concept.synonyms, *terms))


def _apart(concepts: Sequence[Concept], counts: Sequence[int], known: Thesaurus) -> list[Concept]:
    """Return the concepts, the words of an expression that no text has each for itself."""
    found: list[Concept] = []
    for concept, count in zip(concepts, counts, strict=True):
        alone = not count and len(concept.words) > 1 and not concept.joined
        found += (
            [Concept((word,), tuple(known.beside([word]) or ())) for word in concept.words]
            if alone
            else [concept]
        )
    return found


def _corrections(
    concepts: Sequence[Concept], counts: Sequence[int], known: Thesaurus
) -> dict[int, Correction]:
    """Return the nearest words for those that find nothing, by the number of the concept."""
    unknown = {
        number: concept.words[0]
        for number, (concept, count) in enumerate(zip(concepts, counts, strict=True))
        if not count and len(concept.words) == 1 and not concept.is_beginning and not concept.joined
    }
    taken = spelling.nearest(list(unknown.values()), known.known) if unknown else {}
    return {n: Correction(word, taken[word]) for n, word in unknown.items() if word in taken}


def _helpful(
    corrections: Mapping[int, Correction], concepts: Sequence[Concept], counts: Sequence[int]
) -> list[Correction]:
    """Return the corrections that find something; nobody is led to nothing."""
    found = {word for concept, count in zip(concepts, counts, strict=True) if count for word in concept.words}
    return [each for each in corrections.values() if found.issuperset(words.split(each.taken))]


def _weight(count: int, total: int) -> float:
    """Return the inverse document frequency, as the server's own scores have it."""
    return log(1 + (total - count + 0.5) / (count + 0.5))
