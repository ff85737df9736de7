"""Claims: who opens a submission in triage has it for some minutes, and others get another one.

A claim is a lease. It ends by itself, so that a closed window or a lost connection holds nothing
back. It keeps nobody from deciding: what protects a decision is the revision it was taken on.
Each step is one statement of its own, outside of any transaction: whoever waits for a row holds no
other, so two moderators never wait for one another.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from forms.models import Claim, Submission

LEASE = timedelta(minutes=5)
# The open screen renews its claim so often; two of these may get lost.
RENEWAL = timedelta(seconds=90)
# A lease that ends later than this was written by a clock that has been put back since.
LONGEST = 2 * LEASE

# Takes what is free, what has expired and what one has already; changes nothing otherwise.
TAKE = """
    INSERT INTO forms_claim (submission_id, by_id, expires_at) VALUES (%s, %s, %s)
    ON CONFLICT (submission_id) DO UPDATE SET by_id = excluded.by_id, expires_at = excluded.expires_at
    WHERE forms_claim.by_id = excluded.by_id
       OR forms_claim.expires_at <= %s OR forms_claim.expires_at > %s
"""


def take(pk: int, *, by: User) -> bool:
    """Claim a submission, or renew one's claim on it; False if somebody else has it."""
    now = timezone.now()
    adapt = connection.ops.adapt_datetimefield_value
    times = [adapt(moment) for moment in (now + LEASE, now, now + LONGEST)]
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [pk, by.pk, *times])
        return cursor.rowcount == 1


def take_next(rows: "QuerySet[Submission]", *, by: User) -> int | None:
    """Claim the first of these sorted rows that nobody else has; return its key, None if there is none.

    The claims that hold are few (each moderator has one), so they are read first and named in the
    query: the index then finds the row, whatever lies behind it. Every turn but the last ends
    because somebody else took the row in between, so there are no more turns than moderators.
    """
    while True:
        pk = rows.exclude(pk__in=claimed_by_others(by)).values_list("pk", flat=True).first()
        if pk is None or take(pk, by=by):
            return pk


def release(*, by: User, keep: int | None = None) -> None:
    """End the claims of a moderator but the one on ``keep``, and clear away what has expired."""
    now = timezone.now()
    ended = Claim.objects.filter(by=by) | Claim.objects.filter(expires_at__lte=now)
    with transaction.atomic():
        # Rows that somebody is taking at this moment are theirs.
        found = ended.exclude(pk=keep).select_for_update(skip_locked=True)
        Claim.objects.filter(pk__in=list(found.values_list("pk", flat=True))).delete()


def claimed_by_others(user: User) -> list[int]:
    """Return the submissions that others have open."""
    return list(_holding(timezone.now()).exclude(by=user).values_list("pk", flat=True))


def mine(user: User) -> int | None:
    """Return the submission that a moderator has open."""
    return _holding(timezone.now()).filter(by=user).values_list("pk", flat=True).first()


def holders(pks: Iterable[int], *, other_than: User) -> dict[int, str]:
    """Return submission -> name of whoever else has it open, for those that somebody has."""
    claims = _holding(timezone.now()).filter(pk__in=list(pks)).exclude(by=other_than)
    return {
        claim.pk: claim.by.get_full_name() or claim.by.get_username() for claim in claims.select_related("by")
    }


def _holding(now: datetime) -> "QuerySet[Claim]":
    """Return the claims that hold at a moment."""
    return Claim.objects.filter(expires_at__gt=now, expires_at__lte=now + LONGEST)
