"""The index queue's way into Elasticsearch.

Several processes may drain at once. That the last state always wins rests on an order: a batch is
locked, then it draws a version, then it reads where to write, and only then the rows. Whatever
carries a higher version was therefore read later, and the change behind an entry is always older
than the version that carries it. (The key of the entry itself would not do: keys are handed out
before the commit, so a lower key can become visible after a higher one was drained.)
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from portal.search import bulk, documents, engine, registry
from portal.search.models import IndexEntry, IndexTarget
from portal.search.tree import expand
from portal.search.versions import draw_version

logger = logging.getLogger(__name__)

BATCH = 200
LONGEST_WAIT = timedelta(minutes=5)

# Key of a row in the database: label of its model and primary key.
Row = tuple[str, int]


@dataclass
class Drained:
    """What a drain did."""

    done: int = 0
    # Entries that stay, each with a time before which it is not tried again.
    kept: int = 0
    # Whether Elasticsearch took nothing: the rest waits until it is back.
    server_down: bool = False


def drain(*, to_server: bool = True, stop: Callable[[], bool] = lambda: False) -> Drained:
    """Empty the queue of all that is due, batch by batch.

    ``to_server=False`` leaves Elasticsearch alone (it did not answer a moment ago) and only tells
    the other consumers. ``stop`` is asked before each batch. Errors of the database are raised.
    """
    total = Drained()
    while not stop():
        batch = drain_batch(to_server=to_server and not total.server_down)
        if batch is None:
            break
        total.done += batch.done
        total.kept += batch.kept
        total.server_down |= batch.server_down
    return total


def drain_batch(*, to_server: bool = True) -> Drained | None:
    """Drain one batch; None if nothing is due."""
    configured = engine.is_configured()
    with _locked():
        entries = _take(untold_only=configured and not to_server)
        if not entries:
            return None
        errors = _tell(entries)
        if not configured:
            return _settle(entries, errors)
        if not to_server:
            _mark_told(entries, errors)
            return Drained()
        version = draw_version()
        expand([e for e in entries if e.kind == IndexEntry.Kind.TREE])
        items = [e for e in entries if e.kind == IndexEntry.Kind.ITEM]
        try:
            failed = _send({(e.model, e.object_id) for e in items}, version)
        except engine.OUTAGE as error:
            logger.warning("Elasticsearch takes no entries: %s", type(error).__name__)
            trees = [e.pk for e in entries if e.kind == IndexEntry.Kind.TREE]
            IndexEntry.objects.filter(pk__in=trees).delete()
            _mark_told(items, errors)
            return Drained(server_down=True)
        for entry in items:
            error = failed.get((entry.model, entry.object_id))
            if error:
                errors[entry.pk] = error
        return _settle(entries, errors)


def _locked() -> AbstractContextManager[Any]:
    """Open the transaction that keeps a batch for this process until it is done or dies.

    SQLite knows no row locks and would stop every writer meanwhile; there each statement stands
    alone, and an entry that two processes took is merely sent twice.
    """
    if connection.features.has_select_for_update_skip_locked:
        return transaction.atomic()
    return nullcontext()


def _take(*, untold_only: bool) -> list[IndexEntry]:
    """Return the next entries that are due and that no other process has taken."""
    due = IndexEntry.objects.filter(Q(not_before=None) | Q(not_before__lte=timezone.now()))
    if untold_only:
        due = due.filter(told=False)
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    return list(due.order_by("id")[:BATCH])


def _tell(entries: list[IndexEntry]) -> dict[int, str]:
    """Tell the consumers which groups changed; return the errors by key of the entry."""
    groups = {e.group for e in entries if not e.told}
    if not groups:
        return {}
    if _consume(groups):
        return {}
    # One of them cannot be counted: find out which, so that it does not hold up the others.
    failing = {group for group in groups if not _consume({group})}
    return {e.pk: "consumer" for e in entries if not e.told and e.group in failing}


def _consume(groups: set[str]) -> bool:
    """Call every consumer with the groups; False if one of them failed."""
    try:
        with transaction.atomic():
            for consumer in registry.consumers():
                consumer(groups)
    except (OperationalError, InterfaceError):
        # The connection is gone: nothing was done, the whole batch comes again.
        raise
    except Exception:
        logger.exception("A consumer of the index queue failed")
        return False
    return True


def _send(rows: set[Row], version: int) -> dict[Row, str]:
    """Bring the rows' documents up to date in every index; return what failed, with its kind."""
    targets = defaultdict(list)
    for index, name in IndexTarget.objects.values_list("index", "name"):
        targets[index].append(name)
    failed: dict[Row, str] = {}
    writes = _writes(rows, version, targets, failed)
    for write, error in bulk.send(engine.worker_client(), writes):
        if error:
            failed[write.owner] = error
    return failed


def _writes(
    rows: set[Row], version: int, targets: dict[str, list[str]], failed: dict[Row, str]
) -> Iterator[bulk.Write]:
    """Yield a write for each row, source and target; note in ``failed`` what cannot be built."""
    by_label = defaultdict(list)
    for label, pk in rows:
        by_label[label].append(pk)
    for label, pks in by_label.items():
        for source in registry.sources_of(label):
            present = source.load(source.rows()).filter(pk__in=pks)
            found = {row.pk: row for row in present} if targets[source.index] else {}
            for pk in pks:
                try:
                    body = documents.body_of(source, found[pk]) if pk in found else None
                except DatabaseError:
                    raise
                except Exception as error:
                    logger.exception("No document for %s %s", label, pk)
                    failed[(label, pk)] = type(error).__name__
                    continue
                for target in targets[source.index]:
                    key = documents.key_of(source, pk)
                    yield bulk.Write(target, key, version, body, owner=(label, pk))


def _mark_told(entries: list[IndexEntry], errors: dict[int, str]) -> None:
    """Keep the entries for the indices; those that failed at a consumer come to it again."""
    told = [e.pk for e in entries if e.pk not in errors]
    IndexEntry.objects.filter(pk__in=told, told=False).update(told=True)
    _postpone([e for e in entries if e.pk in errors], errors)


def _settle(entries: list[IndexEntry], errors: dict[int, str]) -> Drained:
    """Delete what is done; give what failed a later time."""
    done = [e.pk for e in entries if e.pk not in errors]
    kept = [e for e in entries if e.pk in errors]
    IndexEntry.objects.filter(pk__in=done).delete()
    _postpone(kept, errors)
    return Drained(done=len(done), kept=len(kept))


def _postpone(entries: list[IndexEntry], errors: dict[int, str]) -> None:
    """Have entries tried again, each time later than the last time."""
    for entry in entries:
        wait = min(timedelta(seconds=2 ** min(entry.attempts, 16)), LONGEST_WAIT)
        told = entry.told or errors[entry.pk] != "consumer"
        logger.warning(
            "Index entry kept: %s %s, attempt %s: %s",
            entry.model,
            entry.object_id,
            entry.attempts + 1,
            errors[entry.pk],
        )
        IndexEntry.objects.filter(pk=entry.pk).update(
            attempts=F("attempts") + 1,
            not_before=timezone.now() + wait,
            error=errors[entry.pk][:100],
            told=told,
        )
