"""The moderators' search over everything that was received."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.search import engine, indices, registry
from portal.search.query import text_query
from portal.search.reading import read_plainly

# As many as anybody pages through; a moderator who gets more is told to narrow the search.
MOST = 5_000
# Keys are read from a column of the index: what is stored beside it (the identifier, the document) would
# be unpacked for each of them, which takes most of the time.
NONE_STORED = "_none_"


@dataclass(frozen=True, slots=True)
class DeskFound:
    """Keys of the rows that match, the best first."""

    pks: Sequence[int]
    # How many match, which may be more than there are keys.
    total: int


def find(
    words: str,
    *,
    source: str = "submission",
    filters: Mapping[str, Sequence[str]] | None = None,
    limit: int = MOST,
) -> DeskFound:
    """Return the submissions whose text, private answers included, matches the words.

    ``filters`` keep rows by fields of the index (``page_id``, ``state``, ``channel``, ``theme``,
    ``territory``, ``language``). The caller restricts the rows to those the moderator may see: the
    keys say nothing about rights. Raises ``SearchUnavailable`` if the server gives no answer in
    time; the caller then asks the database.
    """
    chosen: list[dict[str, Any]] = [{"term": {"source": source}}]
    chosen += [{"terms": {name: list(values)}} for name, values in (filters or {}).items()]
    answer = engine.ask(
        index=indices.alias_of(registry.Index.DESK),
        query={"bool": {"must": [text_query(read_plainly(words))], "filter": chosen}},
        sort=["_score", {"date": "desc"}, {"key": "asc"}],
        size=min(limit, MOST),
        stored_fields=NONE_STORED,
        docvalue_fields=[{"field": "pk"}],
        track_total_hits=True,
    )
    hits = answer["hits"]
    return DeskFound([hit["fields"]["pk"][0] for hit in hits["hits"]], hits["total"]["value"])


def next_ones(
    terms: Mapping[str, Sequence[str]],
    received: Mapping[str, str],
    *,
    is_oldest_first: bool,
    after: tuple[datetime, int] | None,
    overlap: int,
    size: int,
    source: str = "submission",
) -> list[int]:
    """Return the keys of the next submissions with these values, in the order of their receipt.

    ``received``: bounds of the moment, as the index takes them. ``after`` is where the last ones ended;
    those of the same moment whose key is less than ``overlap`` away come once more. Raises
    ``SearchUnavailable``.
    """
    direction = "asc" if is_oldest_first else "desc"
    start: dict[str, Any] = {}
    if after:
        moment, pk = after
        key = pk - overlap if is_oldest_first else pk + overlap
        start = {"search_after": [int(moment.timestamp() * 1_000), key]}
    answer = engine.ask(
        index=indices.alias_of(registry.Index.DESK),
        query=_chosen(terms, received, source),
        sort=[{"date": {"order": direction, "missing": "_last"}}, {"pk": direction}],
        size=min(size, MOST),
        stored_fields=NONE_STORED,
        docvalue_fields=[{"field": "pk"}],
        track_total_hits=False,
        **start,
    )
    return [hit["fields"]["pk"][0] for hit in answer["hits"]["hits"]]


def number(
    terms: Mapping[str, Sequence[str]],
    received: Mapping[str, str],
    *,
    most: int,
    source: str = "submission",
) -> int:
    """Return how many submissions have these values, ``most`` if there are more. As ``next_ones``."""
    answer = engine.ask(
        index=indices.alias_of(registry.Index.DESK),
        query=_chosen(terms, received, source),
        size=0,
        track_total_hits=most,
    )
    return min(int(answer["hits"]["total"]["value"]), most)


def _chosen(terms: Mapping[str, Sequence[str]], received: Mapping[str, str], source: str) -> dict[str, Any]:
    filters: list[dict[str, Any]] = [{"term": {"source": source}}]
    filters += [{"terms": {name: list(values)}} for name, values in terms.items()]
    if received:
        filters.append({"range": {"date": dict(received)}})
    return {"bool": {"filter": filters}}
