"""A new index beside the old one, filled while both are written to, then put in its place.

Readers see the old index until the new one is whole. No write is lost: the new index is registered
as a second target of the queue before the first row is read, rows are filled in with version 1,
and whatever the queue writes has a higher version and wins, deletions included.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from elasticsearch import Elasticsearch

from portal.search import bulk, documents, engine, indices, registry
from portal.search.models import IndexTarget
from portal.search.queue import enqueue_all

logger = logging.getLogger(__name__)

CHUNK = 500
FILL_VERSION = 1
# Requests under way while the next documents are made.
AT_ONCE = 2
# A few rows that cannot be indexed go to the queue; when more fail, the index itself is wrong.
TOLERATED_FAILURES = 20

Progress = Callable[[int], None]


class RebuildRefused(Exception):
    """Another rebuild of the same index is under way."""


class RebuildFailed(Exception):
    """Too much of the new index could not be written; the old one stays in place."""


def rebuild(index: registry.Index, progress: Progress = lambda count: None) -> int:
    """Make the index anew and return how many documents were filled in.

    Raises ``RebuildRefused``, ``RebuildFailed``, or what the database or Elasticsearch
    raises. After any failure the old index is still in place.
    """
    client = engine.worker_client()
    with _alone(index):
        _tidy(client, index)
        target = IndexTarget(index=index, name=indices.new_name(index))
        try:
            indices.create(client, target.name)
            target.save()
            with indices.being_filled(client, target.name):
                count = _fill(client, index, target.name, progress)
            indices.switch(client, index, target.name)
        except BaseException:
            _give_up(client, target)
            raise
        # From here on readers see it; should what follows fail, the next run does it.
        _tidy(client, index)
    return count


def ensure() -> list[str]:
    """Rebuild each index that is not there or is of an older shape than this code's.

    It is not there in a new installation, and when a server lost its data.

    Returns the names of those that were made. An index that another process is just making is
    left to it.
    """
    client = engine.worker_client()
    made = []
    for index in registry.Index:
        live = IndexTarget.objects.filter(index=index, live=True).first()
        seen = indices.live_name(client, index)
        if live and live.name == seen and indices.is_current(client, seen):
            continue
        try:
            rebuild(index)
        except RebuildRefused:
            continue
        made.append(str(index))
    return made


@contextmanager
def _alone(index: registry.Index) -> Iterator[None]:
    """Keep a second rebuild of the same index out, on PostgreSQL also after a crash of the first."""
    if connection.vendor != "postgresql":
        yield
        return
    key = f"rebuild {indices.alias_of(index)}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [key])
        if not cursor.fetchone()[0]:
            raise RebuildRefused(f"The {index} index is being rebuilt by another process.")
    try:
        yield
    finally:
        # A connection that broke has given the lock back by itself.
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [key])


def _tidy(client: Elasticsearch, index: registry.Index) -> None:
    """Make the table say what readers see, and remove what earlier rebuilds left."""
    seen = indices.live_name(client, index)
    rows = IndexTarget.objects.filter(index=index)
    with transaction.atomic():
        if seen and rows.filter(name=seen).exists():
            rows.exclude(name=seen).delete()
            rows.filter(name=seen).update(live=True)
        else:
            # What readers see is not ours to write to (a restored database): only a switch ends it.
            rows.filter(live=False).delete()
    kept = {seen, *rows.values_list("name", flat=True)}
    for name in indices.names(client, index):
        if name not in kept:
            indices.remove(client, name)


def _fill(client: Elasticsearch, index: registry.Index, name: str, progress: Progress) -> int:
    """Write every row that belongs in the index; return their number."""
    count = 0
    failed: list[Any] = []
    for write, error in bulk.send(client, _writes(index, name, failed), at_once=AT_ONCE):
        if error:
            logger.warning("Not filled in: %s: %s", write.key, error)
            failed.append(write.owner)
        if len(failed) > TOLERATED_FAILURES:
            raise RebuildFailed(f"More than {TOLERATED_FAILURES} documents were refused.")
        count += 1
        if count % CHUNK == 0:
            progress(count)
    enqueue_all(failed)
    return count - len(failed)


def _writes(index: registry.Index, name: str, failed: list[Any]) -> Iterator[bulk.Write]:
    """Yield a write for each row of each source, reading the tables in pieces by their keys."""
    for source in registry.sources(index):
        last = 0
        while rows := list(source.load(source.rows()).filter(pk__gt=last).order_by("pk")[:CHUNK]):
            last = rows[-1].pk
            for row in rows:
                key = documents.key_of(source, row.pk)
                try:
                    body = documents.body_of(source, row)
                except Exception:
                    logger.exception("No document for %s", key)
                    failed.append(row)
                    continue
                yield bulk.Write(name, key, FILL_VERSION, body, owner=row)


def _give_up(client: Elasticsearch, target: IndexTarget) -> None:
    """Remove a half-built index; what cannot be removed now goes with the next rebuild."""
    try:
        if target.pk:
            target.delete()
        indices.remove(client, target.name)
    except Exception:
        logger.exception("The half-built index %s stays until the next rebuild", target.name)
