"""Which submissions say nearly the same as a text, as the moderators' index finds them."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.search import engine, indices, registry
from portal.search.analysis import STEMMED
from portal.search.desk import NONE_STORED

# A moderator is reading meanwhile: what takes longer is left out.
SECONDS = 0.7
# So many of the text's most telling words are looked for, and such a share of them must be there.
MOST_WORDS, SHARE = 30, "35%"
# Words that so many documents have tell little and cost most, unless the text has no others.
FREQUENT = 20_000
# No form takes more than this; a whole book would be analysed for nothing.
LONGEST_TEXT = 10_000
LIMIT = 20

# Apart from the one of visitors' searches: a comparison that takes long says nothing about those.
breaker = engine.Breaker()


def find(
    text: str,
    *,
    language: str,
    filters: Mapping[str, Sequence[str]],
    leave_out: int,
    source: str = "submission",
) -> list[int]:
    """Return the keys of the rows that are most like the text, the most alike first.

    ``filters`` keep rows by fields of the index, as in ``portal.search.desk``; the row ``leave_out`` is
    not returned. Raises ``SearchUnavailable`` if the server gives no answer in time.
    """
    if not engine.is_configured() or not breaker.allows():
        raise engine.SearchUnavailable("Elasticsearch is not asked now")
    chosen: list[dict[str, Any]] = [{"term": {"source": source}}]
    chosen += [{"terms": {name: list(values)}} for name, values in filters.items()]
    wanted = {"filter": chosen, "must_not": [{"term": {"pk": leave_out}}]}
    try:
        found = _ask({**wanted, "must": [_like(text, language, max_doc_freq=FREQUENT)]})
        found = found or _ask({**wanted, "must": [_like(text, language)]})
    except engine.OUTAGE as error:
        breaker.failed()
        raise engine.SearchUnavailable(type(error).__name__) from error
    breaker.succeeded()
    return found


def _ask(query: dict[str, Any]) -> list[int]:
    answer = (
        engine.request_client()
        .options(request_timeout=SECONDS)
        .search(
            index=indices.alias_of(registry.Index.DESK),
            query={"bool": query},
            size=LIMIT,
            stored_fields=NONE_STORED,
            track_total_hits=False,
            docvalue_fields=[{"field": "pk"}],
        )
    )
    return [hit["fields"]["pk"][0] for hit in answer["hits"]["hits"]]


def _like(text: str, language: str, **options: int) -> dict[str, Any]:
    """Return the query: https://www.elastic.co/docs/reference/query-languages/query-dsl/query-dsl-mlt-query."""
    code = language.split("-")[0]
    fields = [f"title_{code}", f"text_{code}"] if code in STEMMED else ["title", "text"]
    return {
        "more_like_this": {
            "fields": fields,
            "like": text[:LONGEST_TEXT],
            "min_term_freq": 1,
            "min_doc_freq": 1,
            "max_query_terms": MOST_WORDS,
            "minimum_should_match": SHARE,
            **options,
        }
    }
