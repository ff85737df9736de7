"""The team's synonyms, as queries use them.

They are applied to the words of a query, never to the index: a change is in force as soon as a
process reads the groups again, twenty seconds later at most.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.cache import cache

from portal.search import words
from portal.search.models import SynonymGroup

SECONDS = 20
CACHE_KEY = "search-synonyms"

# Folded words of one term: ("aire", "de", "jeux").
Term = tuple[str, ...]


@dataclass(frozen=True)
class Thesaurus:
    """For each term, by the keys of its telling words, the terms that stand beside it."""

    terms: Mapping[tuple[str, ...], Sequence[Term]]
    # Number of telling words of the longest term.
    longest: int
    # All single words in the groups.
    known: Sequence[str]

    def beside(self, telling: Sequence[str]) -> Sequence[Term] | None:
        """Return the synonyms of these telling words, None if no group has them."""
        return self.terms.get(tuple(words.key(word) for word in telling))


def thesaurus() -> Thesaurus:
    """Return the synonyms in force."""
    groups = cache.get(CACHE_KEY)
    if groups is None:
        groups = tuple(SynonymGroup.objects.values_list("terms", flat=True))
        cache.set(CACHE_KEY, groups, SECONDS)
    return _thesaurus(groups)


def forget(**kwargs: Any) -> None:
    """Read the groups again at the next query of this process; a receiver of signals."""
    cache.delete(CACHE_KEY)


@lru_cache(maxsize=2)
def _thesaurus(groups: tuple[str, ...]) -> Thesaurus:
    """Return the groups in the shape in which they are looked up."""
    beside: dict[tuple[str, ...], dict[Term, None]] = defaultdict(dict)
    for group in groups:
        terms = [tuple(words.split(term)) for term in SynonymGroup.split(group)]
        for term in terms:
            telling = tuple(words.key(word) for word in words.telling(list(term)))
            if telling:
                beside[telling].update((other, None) for other in terms if other and other != term)
    return Thesaurus(
        terms={keys: tuple(others) for keys, others in beside.items()},
        longest=max(map(len, beside), default=0),
        known=tuple({term[0]: None for others in beside.values() for term in others if len(term) == 1}),
    )
