"""Whether an index says what the database says, by state and version.

Database and index are read as two streams in the order of the keys, so that the cost in memory
does not grow. What differs is looked at a second time, row by row, because the queue goes on
working meanwhile; what is still in the queue is not drift.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, islice

from elasticsearch import Elasticsearch

from portal.search import engine, indices, registry
from portal.search.documents import key_of
from portal.search.models import IndexEntry

PAGE = 5000
LOOK_AGAIN = 500


class Drift(StrEnum):
    """How a document can be wrong."""

    MISSING = "missing"
    STALE = "stale"
    GHOST = "ghost"


@dataclass(frozen=True, slots=True)
class Difference:
    """A row about which database and index do not agree."""

    source: registry.Source
    pk: int
    drift: Drift
    # The version that the index has of it, 0 if it has none.
    version: int = 0


def differences(index: registry.Index) -> Iterator[Difference]:
    """Yield each row of the index's sources that is missing, stale or a ghost.

    Raises ``SearchUnavailable``, or what the client raises when the server does not answer.
    """
    client = engine.worker_client()
    client.indices.refresh(index=indices.alias_of(index))
    for source in registry.sources(index):
        suspects = _suspects(client, source)
        while some := list(islice(suspects, LOOK_AGAIN)):
            yield from _look_again(client, source, some)


def _suspects(client: Elasticsearch, source: registry.Source) -> Iterator[int]:
    """Yield the keys whose stamps differ between the two streams."""
    merged = heapq.merge(
        ((pk, stamp, 0) for pk, stamp in _in_database(source)),
        ((pk, stamp, 1) for pk, stamp in _in_index(client, source)),
        key=lambda entry: entry[0],
    )
    for pk, sides in groupby(merged, key=lambda entry: entry[0]):
        stamps = [stamp for _, stamp, _ in sides]
        if len(stamps) != 2 or stamps[0] != stamps[1]:
            yield pk


def _in_database(source: registry.Source) -> Iterator[tuple[int, str]]:
    """Yield key and stamp of every row that belongs in the index, read in pieces."""
    last = 0
    while True:
        rows = list(
            source.rows().filter(pk__gt=last).order_by("pk").values_list("pk", *source.stamp_fields)[:PAGE]
        )
        if not rows:
            return
        last = rows[-1][0]
        yield from ((pk, registry.stamp_of(values)) for pk, *values in rows)


def _in_index(client: Elasticsearch, source: registry.Source) -> Iterator[tuple[int, str]]:
    """Yield key and stamp of every document of the source, from one frozen view of the index."""
    alias = indices.alias_of(source.index)
    view = client.open_point_in_time(index=alias, keep_alive="2m")["id"]
    after: list[int] | None = None
    try:
        while True:
            answer = client.search(
                pit={"id": view, "keep_alive": "2m"},
                size=PAGE,
                query={"term": {"source": source.name}},
                sort="pk:asc",
                search_after=after,
                source=False,
                docvalue_fields=[{"field": "stamp"}],
                track_total_hits=False,
            )
            hits = answer["hits"]["hits"]
            if not hits:
                return
            view = answer["pit_id"]
            after = hits[-1]["sort"]
            yield from ((hit["sort"][0], hit["fields"]["stamp"][0]) for hit in hits)
    finally:
        client.close_point_in_time(id=view)


def _look_again(client: Elasticsearch, source: registry.Source, pks: list[int]) -> Iterator[Difference]:
    """Compare single rows as they are now, leaving out those that the queue still has."""
    waiting = _waiting(source, pks)
    rows = source.rows().filter(pk__in=pks).values_list("pk", *source.stamp_fields)
    in_database = {pk: registry.stamp_of(values) for pk, *values in rows}
    keys = [key_of(source, pk) for pk in pks]
    answer = client.mget(index=indices.alias_of(source.index), ids=keys, source_includes=["stamp"])
    waiting |= _waiting(source, pks)
    for pk, found in zip(pks, answer["docs"], strict=True):
        indexed = found["_source"]["stamp"] if found.get("found") else None
        stamp = in_database.get(pk)
        if indexed == stamp or pk in waiting:
            continue
        drift = Drift.MISSING if indexed is None else Drift.GHOST if stamp is None else Drift.STALE
        yield Difference(source, pk, drift, found.get("_version", 0))


def _waiting(source: registry.Source, pks: list[int]) -> set[int]:
    """Return those of the keys that the queue will still bring to the index."""
    label = source.model._meta.label_lower
    entries = IndexEntry.objects.filter(model=label, object_id__in=pks)
    return set(entries.values_list("object_id", flat=True))


def repair(found: list[Difference]) -> None:
    """Queue exactly the rows that differ."""
    IndexEntry.objects.bulk_create(
        IndexEntry(model=d.source.model._meta.label_lower, object_id=d.pk, told=True) for d in found
    )
