"""What a query asks for: its telling words, each with all that it may also be called.

A concept is one word, or several that a group of synonyms knows together ("aire de jeux"). It finds
a text that has one of its names. All of this happens to the query: the index knows no synonyms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from portal.search import words
from portal.search.analysis import OR, TEXTS
from portal.search.synonyms import Term, Thesaurus

TITLE_WEIGHT = 3
NAMES_WEIGHT = 0.7
# How much a way to be found counts beside the word itself.
SYNONYM_WEIGHT = 0.6
FAMILY_WEIGHT = 0.5
PREFIX_WEIGHT = 0.5
# What further ways to match add to the best of them.
TIES = 0.1

Clause = dict[str, Any]


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for."""

    # As they were typed, folded; all of them must occur.
    words: Term
    synonyms: Sequence[Term] = ()
    # The word together with its neighbour, as one ("citystade").
    joined: Sequence[str] = ()
    # Whether texts may have any word that begins with it.
    is_beginning: bool = False

    def clause(self) -> Clause:
        """Return the query for texts that have it under any of its names."""
        clauses = list(self._clauses())
        return {"dis_max": {"queries": clauses, "tie_breaker": TIES}}

    def _clauses(self) -> Iterator[Clause]:
        text = " ".join(self.words)
        for suffix in ("_fr", "_en", ""):
            yield words_clause(text, suffix)
        yield words_clause(text, ".family", boost=FAMILY_WEIGHT)
        if len(self.words) == 1:
            yield words_clause(text, ".joined")
        if self.joined:
            yield from _any_of(self.joined, 1)
        if single := [term[0] for term in self.synonyms if len(term) == 1]:
            yield from _any_of(single, SYNONYM_WEIGHT)
        for term in self.synonyms:
            if len(term) > 1:
                yield from _phrase(term)
        if self.is_beginning:
            yield {
                "multi_match": {
                    "query": text,
                    "type": "bool_prefix",
                    "fields": fields(""),
                    "analyzer": "exact",
                    "boost": PREFIX_WEIGHT,
                }
            }


def concepts_of(asked: Sequence[str], thesaurus: Thesaurus) -> list[Concept]:
    """Return the concepts of telling words, in their order; the longest known expressions first."""
    found = []
    position = 0
    while position < len(asked):
        size = next(
            (n for n in range(thesaurus.longest, 1, -1) if thesaurus.beside(asked[position : position + n])),
            1,
        )
        term = tuple(asked[position : position + size])
        found.append(Concept(term, tuple(thesaurus.beside(term) or ())))
        position += len(term)
    return found


def fields(suffix: str) -> list[str]:
    """Return the texts in one of their forms, the title weighing more."""
    weights = {"title": TITLE_WEIGHT, "names": NAMES_WEIGHT}
    return [f"{name}{suffix}^{weights.get(name, 1)}" for name in TEXTS]


def words_clause(text: str, suffix: str, **options: Any) -> Clause:
    """Return a clause that looks for all the words, in title, text and names together."""
    return {
        "multi_match": {
            "query": text,
            "type": "cross_fields",
            "operator": "and",
            "fields": fields(suffix),
            **options,
        }
    }


def _any_of(alternatives: Sequence[str], boost: float) -> Iterator[Clause]:
    """Yield the clauses for single words in the place of one, which count as one word."""
    text = OR.join(alternatives)
    for language, analyzer in (("_fr", "query_any_french"), ("_en", "query_any_english")):
        yield words_clause(text, language, analyzer=analyzer, boost=boost)


def _phrase(term: Term) -> Iterator[Clause]:
    """Yield the clauses for an expression of several words."""
    for language in ("_fr", "_en"):
        yield {
            "multi_match": {
                "query": " ".join(term),
                "type": "phrase",
                "slop": 1,
                "fields": fields(language),
                # Each word of it adds its own score.
                "boost": SYNONYM_WEIGHT / len(words.telling(list(term)) or term),
            }
        }
