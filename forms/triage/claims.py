"""Claims: who opens a submission in triage has it for some minutes, and others get another one.

A claim is a lease. It ends by itself, so that a closed window or a lost connection holds nothing
back. It keeps nobody from deciding: what protects a decision is the revision it was taken on.
Each step is one statement of its own, outside of any transaction: whoever waits for a row holds no
other, so two moderators never wait for one another.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import connection
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
# One statement, where Django would read the rows first.
RELEASE = "DELETE FROM forms_claim WHERE by_id = %s AND submission_id <> %s"


def take(pk: int, *, by: User) -> bool:
    """Claim a submission, or renew one's claim on it; False if somebody else has it."""
    now = timezone.now()
    adapt = connection.ops.adapt_datetimefield_value
    times = [adapt(moment) for moment in (now + LEASE, now, now + LONGEST)]
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [pk, by.pk, *times])
        return cursor.rowcount == 1


def release(*, by: User, keep: int | None = None) -> None:
    """End the claims of a moderator, whether they hold or have expired, but the one on ``keep``.

    So there are never many rows: everybody clears away their own.
    """
    with connection.cursor() as cursor:
        cursor.execute(RELEASE, [by.pk, keep or 0])


def free(rows: "QuerySet[Submission]", *, by: User) -> "QuerySet[Submission]":
    """Leave out what others have open: an index finds the first of the rest, the claims being few."""
    held = _holding(timezone.now()).exclude(by=by)
    return rows.exclude(pk__in=held.values("pk"))


def mine(user: User) -> int | None:
    """Return the submission that a moderator opened last and has open."""
    held = _holding(timezone.now()).filter(by=user).order_by("-expires_at")
    return held.values_list("pk", flat=True).first()


def holders(pks: Iterable[int], *, other_than: User) -> dict[int, str]:
    """Return submission -> name of whoever else has it open, for those that somebody has."""
    claims = _holding(timezone.now()).filter(pk__in=list(pks)).exclude(by=other_than)
    return {claim.pk: _name(claim) for claim in claims.select_related("by")}


def holder_of(submission: Submission, *, other_than: User) -> str:
    """Return the name of whoever else has one submission open, or nothing."""
    claim: Claim | None = getattr(submission, "claim", None)
    now = timezone.now()
    holds = claim is not None and now < claim.expires_at <= now + LONGEST
    return _name(claim) if claim and holds and claim.by_id != other_than.pk else ""


def _name(claim: Claim) -> str:
    return claim.by.get_full_name() or claim.by.get_username()


def _holding(now: datetime) -> "QuerySet[Claim]":
    """Return the claims that hold at a moment."""
    return Claim.objects.filter(expires_at__gt=now, expires_at__lte=now + LONGEST)
