"""Count and limit."""

import datetime

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from portal.network import address_digest, client_address, is_exempt
from portal.ratelimit.models import RateWindow


def is_limited(request: HttpRequest, scope: str, rate: tuple[int, int]) -> bool:
    """Count one more act of this sender and tell whether it is one too many.

    ``rate`` is (acts, seconds): windows are fixed, so a sender may do up to twice as much across
    a boundary, which does for what this protects. Agents' networks are never counted.
    """
    address = client_address(request)
    if is_exempt(address):
        return False
    limit, seconds = rate
    now = timezone.now()
    window = int(now.timestamp()) // seconds
    key = f"{scope}:{window}:{address_digest(address, scope)}"[:64]
    ends_at = datetime.datetime.fromtimestamp((window + 1) * seconds, tz=datetime.UTC)
    # Counted and read under one lock: each act sees its own number, never a later one's.
    with transaction.atomic():
        RateWindow.objects.bulk_create([RateWindow(key=key, ends_at=ends_at)], ignore_conflicts=True)
        row = RateWindow.objects.select_for_update().get(key=key)
        row.count += 1
        row.save(update_fields=["count"])
    return row.count > limit


def forget_old_windows() -> int:
    """Delete the windows that have ended; return how many."""
    return RateWindow.objects.filter(ends_at__lt=timezone.now()).delete()[0]
