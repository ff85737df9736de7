"""What is measured of a list of results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

from benchmarks.relevance.data import UNANSWERABLE, Query


@dataclass(frozen=True)
class Answer:
    """What a system finds for a query: the first fifty, and how many in all (fifty at most for peers)."""

    ids: Sequence[str]
    total: int


@dataclass(frozen=True)
class Figures:
    """Means over queries."""

    ndcg: float
    recall: float
    empty: float
    length: float
    # Results for an unanswerable question, on the average and at worst.
    nonsense: float
    worst_nonsense: int


def figures(answers: Mapping[Query, Answer]) -> Figures:
    """Return the means over the queries."""
    real = {q: a for q, a in answers.items() if q.kind != UNANSWERABLE}
    nonsense = [a.total for q, a in answers.items() if q.kind == UNANSWERABLE]
    return Figures(
        ndcg=fmean(ndcg(a.ids, q.relevant) for q, a in real.items()),
        recall=fmean(recall(a.ids, q.relevant) for q, a in real.items()),
        empty=fmean(not a.ids for a in real.values()),
        length=fmean(a.total for a in real.values()),
        nonsense=fmean(nonsense),
        worst_nonsense=max(nonsense),
    )


def ndcg(ids: Sequence[str], relevant: Mapping[str, int], depth: int = 10) -> float:
    """Return the normalised discounted cumulative gain of the first results.

    The gain of a grade g is 2^g - 1, its discount log2(rank + 1): Järvelin and Kekäläinen's measure
    in the form of Burges et al. (2005).
    """
    best = sorted(relevant.values(), reverse=True)
    return _gain([relevant.get(each, 0) for each in ids[:depth]]) / _gain(best[:depth])


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(rank + 2) for rank, grade in enumerate(grades))


def recall(ids: Sequence[str], relevant: Mapping[str, int], depth: int = 50) -> float:
    """Return which share of the relevant contributions is among the first results."""
    return len(relevant.keys() & set(ids[:depth])) / len(relevant)
