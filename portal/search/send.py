"""The queue's way into Elasticsearch.

Several processes may send at once. That the last state always wins rests on an order: a batch is
locked, then it draws a version, then it reads where to write, and only then the rows. Whatever
carries a higher version was therefore read later, and the change behind an entry is always older
than the version that carries it. (The key of the entry itself would not do: keys are handed out
before the commit, so a lower key can become visible after a higher one was sent.)
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from portal.search import bulk, documents, engine, registry
from portal.search.models import IndexEntry, IndexTarget
from portal.search.taking import due, postponed, take
from portal.search.versions import draw_version

logger = logging.getLogger(__name__)

BATCH = 200

# Key of a row in the database: label of its model and primary key.
Row = tuple[str, int]
Targets = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a batch: entries that are done, and entries that come again later."""

    done: int
    kept: int


def send_batch() -> Sent | None:
    """Bring the rows of the next entries up to date in every index; None if there are none.

    Raises what the client raises (``engine.OUTAGE``) when the server takes nothing; the entries
    are then as they were.
    """
    with _locked():
        entries = take(due().filter(told=True).exclude(kind=IndexEntry.Kind.TREE), BATCH)
        if not entries:
            return None
        rows = {(e.model, e.object_id) for e in entries if e.kind == IndexEntry.Kind.ITEM}
        version = draw_version()
        failed = _send(rows, version, _targets())
        kept = {e: failed[e.model, e.object_id] for e in entries if (e.model, e.object_id) in failed}
        IndexEntry.objects.filter(pk__in=[e.pk for e in entries if e not in kept]).delete()
        for entry, error in kept.items():
            _postpone(entry, error)
        return Sent(done=len(entries) - len(kept), kept=len(kept))


def _locked() -> AbstractContextManager[Any]:
    """Open the transaction that keeps a batch for this process until it is done or dies.

    On SQLite it would stop every writer while the server is waited for; there each statement
    stands alone.
    """
    if connection.features.has_select_for_update_skip_locked:
        return transaction.atomic()
    return nullcontext()


def _targets() -> Targets:
    """Return the names of the indices to write to, by kind."""
    targets = defaultdict(list)
    for index, name in IndexTarget.objects.values_list("index", "name"):
        targets[index].append(name)
    return targets


def _send(rows: Iterable[Row], version: int, targets: Targets) -> dict[Row, str]:
    """Write the rows' documents to the targets; return what failed, with the kind of the error."""
    failed: dict[Row, str] = {}
    for write, error in bulk.send(engine.worker_client(), _writes(rows, version, targets, failed)):
        if error:
            failed[write.owner] = error
    return failed


def _writes(
    rows: Iterable[Row], version: int, targets: Targets, failed: dict[Row, str]
) -> Iterator[bulk.Write]:
    """Yield the writes for the rows; note in ``failed`` those that no document can be built of."""
    by_label = defaultdict(list)
    for label, pk in rows:
        by_label[label].append(pk)
    for label, pks in by_label.items():
        for source in registry.sources_of(label):
            if names := targets.get(source.index):
                yield from _writes_of(source, pks, version, names, failed)


def _writes_of(
    source: registry.Source, pks: list[int], version: int, names: list[str], failed: dict[Row, str]
) -> Iterator[bulk.Write]:
    """Yield the writes for rows of one source: what is not among its rows is taken out."""
    label = source.model._meta.label_lower
    present = {row.pk: row for row in source.load(source.rows()).filter(pk__in=pks)}
    for pk in pks:
        try:
            body = documents.body_of(source, present[pk]) if pk in present else None
        except DatabaseError:
            raise
        except Exception as error:
            logger.exception("No document for %s %s", label, pk)
            failed[label, pk] = type(error).__name__
            continue
        key = documents.key_of(source, pk)
        yield from (bulk.Write(name, key, version, body, owner=(label, pk)) for name in names)


def _postpone(entry: IndexEntry, error: str) -> None:
    """Have an entry tried again, each time after a longer wait."""
    logger.warning(
        "Index entry kept: %s %s, attempt %s: %s",
        entry.model,
        entry.object_id,
        entry.attempts + 1,
        error,
    )
    IndexEntry.objects.filter(pk=entry.pk).update(
        attempts=F("attempts") + 1,
        not_before=timezone.now() + postponed(entry.attempts),
        error=error[:100],
    )
