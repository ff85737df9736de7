"""How entries of the queue are taken so that no two processes take the same."""

from datetime import timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.search.models import IndexEntry

LONGEST_WAIT = timedelta(minutes=5)


def due() -> QuerySet[IndexEntry]:
    """Return the entries that are not postponed."""
    return IndexEntry.objects.filter(Q(not_before=None) | Q(not_before__lte=timezone.now()))


def take(entries: QuerySet[IndexEntry], number: int) -> list[IndexEntry]:
    """Return the oldest of the entries, locked for this transaction, without those others hold.

    SQLite knows no row locks; there an entry may be taken twice, which does no harm.
    """
    if connection.features.has_select_for_update_skip_locked:
        entries = entries.select_for_update(skip_locked=True)
    return list(entries.order_by("id")[:number])


def postponed(attempts: int) -> timedelta:
    """Return how long an entry waits that has failed so many times before."""
    return min(timedelta(seconds=2 ** min(attempts, 16)), LONGEST_WAIT)
