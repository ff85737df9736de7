"""The queue's other consumers: what follows each change besides the indices (statistics).

They are told in a transaction of their own, before and apart from the indices, so that neither an
outage of Elasticsearch nor a consumer that fails holds up the other side.
"""

import logging

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from portal.search import registry
from portal.search.models import IndexEntry
from portal.search.taking import due, postponed, take

logger = logging.getLogger(__name__)

BATCH = 1_000


def tell_batch() -> bool:
    """Tell the consumers about the next entries; False if there is nothing to tell.

    One process at a time: what is counted last must have been read last.
    """
    with transaction.atomic():
        if not _is_our_turn():
            return False
        entries = take(due().filter(told=False), BATCH)
        if not entries:
            return False
        groups = {entry.group for entry in entries}
        # If they fail together, find out which it is, so that it does not hold up the others.
        failing = set() if _consume(groups) else {g for g in groups if not _consume({g})}
        IndexEntry.objects.filter(pk__in=[entry.pk for entry in entries]).update(told=True)
        for group in failing:
            _tell_later(group, max(e.attempts for e in entries if e.group == group))
    return True


def _is_our_turn() -> bool:
    """Whether no other process is telling; its turn ends with its transaction."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('index queue: consumers'))")
        return bool(cursor.fetchone()[0])


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


def _tell_later(group: str, attempts: int) -> None:
    """Have the consumers told again, each time after a longer wait."""
    IndexEntry.objects.create(
        kind=IndexEntry.Kind.GROUP,
        object_id=0,
        group=group,
        attempts=attempts + 1,
        not_before=timezone.now() + postponed(attempts),
        error="consumer",
    )
