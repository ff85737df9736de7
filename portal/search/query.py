"""A reader's words and choices as a request to Elasticsearch."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from portal.search.concepts import Clause, words_clause
from portal.search.facets import all_facets
from portal.search.reading import Coverage, Reading
from portal.search.state import PAGE_SIZE, SearchState

# Which share of the weight of all concepts a text must have: if some text has all of them; if none has
# nearly all of them, and the index knows each or does not know some.
SHARE_BESIDE_ALL = 0.4
SHARE_OF_KNOWN, SHARE_OF_UNKNOWN = 0.3, 0.5
# Of more concepts than this so many must be there, whatever their weight.
MOST_WEIGHED, ENOUGH_OF_MANY = 7, "60%"
# What a text that has all concepts gets beside their scores, as a share of their weights.
ALL_BONUS = 1.5
# The little words between them are left out of the query.
TITLE_BONUS, TITLE_SLOP = 2, 3
# More values than any authority has themes, territories and processes: all are counted.
ALL_VALUES = 10_000
EXCERPT_LENGTH = 200


def search_request(state: SearchState, reading: Reading | None) -> dict[str, Any]:
    """Return the arguments of the client's ``search`` for one state of the public page.

    ``reading`` is None if the state has no words.
    """
    return {
        "query": text_query(reading) if reading else {"match_all": {}},
        # Choices narrow the results after the counting: each facet is counted under the choices
        # made in the others, so that one can choose several of its values.
        "post_filter": _all_of(state, but=""),
        "aggs": {
            facet.name: {
                "filter": _all_of(state, but=facet.name),
                "aggs": {"values": {"terms": {"field": facet.name, "size": ALL_VALUES}}},
            }
            for facet in all_facets()
        },
        "sort": order_by(state.order),
        "from_": (state.page - 1) * PAGE_SIZE,
        "size": PAGE_SIZE,
        "track_total_hits": True,
        "source": ["source", "pk", "stamp", "language"],
        "highlight": _highlight() if reading else None,
    }


def text_query(reading: Reading) -> dict[str, Any]:
    """Return the query for what was read.

    Every concept adds to a text's score; enough of them must be there. Texts that have all of them,
    or the words side by side in the title, stand higher.
    """
    if not reading.concepts:
        return words_clause(reading.text, "", analyzer="exact")
    clauses = [concept.clause() for concept in reading.concepts]
    bonuses = [
        {
            "constant_score": {
                "filter": {"bool": {"filter": clauses}},
                "boost": ALL_BONUS * sum(reading.weights),
            }
        },
        {"match_phrase": {"title": {"query": reading.telling, "slop": TITLE_SLOP, "boost": TITLE_BONUS}}},
    ]
    return {
        "bool": {
            "must": {"bool": {"should": clauses}},
            "filter": _enough(clauses, reading),
            "should": bonuses,
        }
    }


def _enough(clauses: Sequence[Clause], reading: Reading) -> dict[str, Any]:
    """Return the filter of texts that have enough of what is asked for.

    Where some text has everything, others may lack much. Where none has, one concept may be missing:
    a text about cars alone says nothing to "used cars for sale".
    """
    if len(clauses) > MOST_WEIGHED:
        return {"bool": {"should": list(clauses), "minimum_should_match": ENOUGH_OF_MANY}}
    if reading.coverage == Coverage.ALL:
        return _by_weight(clauses, reading.weights, SHARE_BESIDE_ALL)
    if reading.coverage == Coverage.ALL_BUT_ONE:
        return {"bool": {"should": list(clauses), "minimum_should_match": max(len(clauses) - 1, 1)}}
    share = SHARE_OF_KNOWN if reading.is_known else SHARE_OF_UNKNOWN
    return _by_weight(clauses, reading.weights, share)


def _by_weight(clauses: Sequence[Clause], weights: Sequence[float], share: float) -> dict[str, Any]:
    """Return the filter of texts whose concepts have this share of the weight of all."""
    wanted = share * sum(weights)
    sets: list[set[int]] = []
    for size in range(1, len(clauses) + 1):
        for some in map(set, combinations(range(len(clauses)), size)):
            if sum(weights[n] for n in some) >= wanted and not any(known <= some for known in sets):
                sets.append(some)
    return {"bool": {"should": [{"bool": {"filter": [clauses[n] for n in some]}} for some in sets]}}


def order_by(order: str) -> list[Any]:
    """Return the sort of that name; the key makes it total, so that pages never overlap."""
    if order == "relevance":
        return ["_score", {"date": "desc"}, {"key": "asc"}]
    direction = "asc" if order == "oldest" else "desc"
    return [{"date": {"order": direction, "missing": "_last"}}, {"key": direction}]


def _all_of(state: SearchState, *, but: str) -> dict[str, Any]:
    """Return the filter of all choices except those of one facet."""
    return {
        "bool": {
            "filter": [
                {"terms": {name: list(values)}} for name, values in state.filters.items() if name != but
            ]
        }
    }


def _highlight() -> dict[str, Any]:
    """Return how excerpts are cut: escaped, with the found words marked."""
    return {
        "encoder": "html",
        "pre_tags": ["<mark>"],
        "post_tags": ["</mark>"],
        "fragment_size": EXCERPT_LENGTH,
        "number_of_fragments": 2,
        "fields": {
            "text_fr": {},
            "text_en": {},
            "text": {"no_match_size": EXCERPT_LENGTH},
        },
    }
