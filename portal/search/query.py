"""A reader's words and choices as a request to Elasticsearch."""

from typing import Any

from portal.search.analysis import TEXTS
from portal.search.facets import all_facets
from portal.search.state import PAGE_SIZE, SearchState

# How many of the words must occur: of one or two one, of three two, of four three…
ENOUGH = "75%"
TITLE_WEIGHT = 3
# More values than any authority has themes, territories and processes: all are counted.
ALL_VALUES = 10_000
EXCERPT_LENGTH = 200


def search_request(state: SearchState) -> dict[str, Any]:
    """Return the arguments of the client's ``search`` for one state of the public page."""
    return {
        "query": text_query(state.query) if state.query else {"match_all": {}},
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
        "highlight": _highlight() if state.query else None,
    }


def text_query(words: str) -> dict[str, Any]:
    """Return the query for words, over both languages.

    The clauses are ways to match; the more of them a document answers to, the higher it stands.
    """
    stems = [
        clause
        for language in ("fr", "en")
        for clause in (
            _words(words, _fields(f"_{language}"), minimum_should_match=ENOUGH),
            _words(words, _fields(f"_{language}"), operator="and", boost=2),
        )
    ]
    exact = {"analyzer": "query_exact", "minimum_should_match": ENOUGH}
    return {
        "bool": {
            "should": [
                *stems,
                _words(words, _fields(), boost=0.5, **exact),
                # The last word may be the beginning of one.
                {
                    "multi_match": {
                        "query": words,
                        "type": "bool_prefix",
                        "fields": _fields(),
                        "boost": 0.5,
                        **exact,
                    }
                },
                # Every word as it stands, little words too: titles, names, and words that are
                # left out everywhere else.
                _words(words, _fields(), operator="and", analyzer="exact", boost=0.5),
                # "skatepark" finds "skate park", and the other way round.
                _words(words, _fields(".joined"), minimum_should_match=ENOUGH),
                _words(words, _fields(), analyzer="query_joined", minimum_should_match=ENOUGH),
                {
                    "match_phrase": {
                        "title": {"query": words, "analyzer": "query_exact", "slop": 2, "boost": 2}
                    }
                },
            ],
            "minimum_should_match": 1,
        }
    }


def order_by(order: str) -> list[Any]:
    """Return the sort of that name; the key makes it total, so that pages never overlap."""
    if order == "relevance":
        return ["_score", {"date": "desc"}, {"key": "asc"}]
    direction = "asc" if order == "oldest" else "desc"
    return [{"date": {"order": direction, "missing": "_last"}}, {"key": direction}]


def _fields(suffix: str = "") -> list[str]:
    """Return the texts in one of their forms, the title weighing more."""
    weights = {"title": TITLE_WEIGHT}
    return [f"{name}{suffix}^{weights.get(name, 1)}" for name in TEXTS]


def _words(words: str, fields: list[str], **options: Any) -> dict[str, Any]:
    """Return a clause that looks for the words in title and text together."""
    return {"multi_match": {"query": words, "type": "cross_fields", "fields": fields, **options}}


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
