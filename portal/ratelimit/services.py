"""Count and limit."""

import datetime

from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from portal.network import address_digest, client_address, is_exempt
from portal.ratelimit import memory
from portal.ratelimit.models import RateWindow


def is_limited(request: HttpRequest, scope: str, rate: tuple[int, int], *, traceless: bool = False) -> bool:
    """Count one more act of this sender and tell whether it is one too many.

    ``rate`` is (acts, seconds): windows are fixed, so a sender may do up to twice as much across
    a boundary, which does for what this protects. Agents' networks are never counted. ``traceless``
    counts in the memory of this process and writes nothing down: of the order in which senders come
    nothing stands in a copy of the database. Each process counts for itself then.
    """
    if is_exempt(client_address(request)):
        return False
    limit, seconds = rate
    key, ends_at = _window(request, scope, seconds)
    return (memory.count(key, ends_at) if traceless else _count(key, ends_at)) > limit


def is_spent(request: HttpRequest, scope: str, rate: tuple[int, int], *, traceless: bool = False) -> bool:
    """Tell whether this sender has done all that ``rate`` allows, counting nothing.

    ``traceless`` is what it was when the acts were counted.
    """
    if is_exempt(client_address(request)):
        return False
    limit, seconds = rate
    key, _ends_at = _window(request, scope, seconds)
    if traceless:
        return memory.counted(key) >= limit
    return RateWindow.objects.filter(key=key, count__gte=limit).exists()


def _window(request: HttpRequest, scope: str, seconds: int) -> tuple[str, datetime.datetime]:
    """Return the key of a sender's window and when it ends."""
    window = int(timezone.now().timestamp()) // seconds
    key = f"{scope}:{window}:{address_digest(client_address(request), scope)}"[:64]
    return key, datetime.datetime.fromtimestamp((window + 1) * seconds, tz=datetime.UTC)


def _count(key: str, ends_at: datetime.datetime) -> int:
    """Count one more act in a window and return its number, in one statement.

    Counted and read at once, each act sees its own number and never a later one's. PostgreSQL and
    SQLite share the statement; the ORM has no words for it.
    """
    table = connection.ops.quote_name(RateWindow._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, count, ends_at) VALUES (%s, 1, %s) "  # noqa: S608
            f"ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [key, ends_at],
        )
        return int(cursor.fetchone()[0])


def forget_old_windows() -> int:
    """Delete the windows that have ended; return how many."""
    return RateWindow.objects.filter(ends_at__lt=timezone.now()).delete()[0]
