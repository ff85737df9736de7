"""Record an anonymous answer: nothing leads from it to whoever sent it, not even the order of rows.

Its number is random, its dates are days, it has no receipt of its own, no contact and no reference.
What it was let in by (a code, an address) is deleted or merged into a sorted whole in the same
transaction. ``shake`` puts the rows of the last days into a random order. See
docs/decisions/anonymous-answers.md for what an attacker may know and what is left.
"""

import datetime
import secrets
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.blocks import StreamValue

from forms.enums import Channel, State
from forms.files.services import attach
from forms.intake.services import described
from forms.models import FormVersion, SentForm, Submission
from portal.search.queue import enqueue

# What a browser's numbers hold exactly.
LARGEST_NUMBER = 2**53
NOON = datetime.time(12)
# For so long a form may be sent again (forms.intake.nonce).
SENT_DAYS = 8
SHAKEN_DAYS = 3
INTERVAL = datetime.timedelta(hours=1)


def day_of(moment: datetime.datetime | None = None) -> datetime.datetime:
    """Return noon of the day where the portal is: the only time that an anonymous answer has."""
    zone = timezone.get_default_timezone()
    day = timezone.localtime(moment or timezone.now(), zone).date()
    return datetime.datetime.combine(day, NOON, zone)


def record(
    page: Any,
    stream: StreamValue,
    answers: dict[str, Any],
    *,
    sent_digest: str,
    language: str,
    channel: Channel,
    received_at: datetime.datetime | None = None,
) -> Submission | None:
    """Record an answer inside the caller's transaction; None if this very form was sent before."""
    today = day_of()
    try:
        with transaction.atomic():
            SentForm.objects.create(digest=sent_digest, day=today.date())
    except IntegrityError:
        return None
    submission = Submission(
        pk=1 + secrets.randbelow(LARGEST_NUMBER - 1),
        page_id=page.pk,
        version=FormVersion.freeze(page, stream),
        state=State.RECORDED,
        anonymous=True,
        language=language,
        channel=channel,
        received_at=day_of(received_at) if received_at else today,
        created_at=today,
        **described(page, stream, answers, language),
    )
    submission.save(force_insert=True)
    attach(submission, stream, answers)
    enqueue(submission)
    return submission


def keep_apart() -> None:
    """What the worker does every hour: shake the rows of the last days, forget which forms were sent."""
    since = day_of() - datetime.timedelta(days=SHAKEN_DAYS)
    rows = Submission.objects.filter(anonymous=True, created_at__gte=since)
    for page_key in rows.order_by().values_list("page_key", flat=True).distinct():
        if has_new(page_key, since):
            shake(page_key, since)
    SentForm.objects.filter(day__lt=(day_of() - datetime.timedelta(days=SENT_DAYS)).date()).delete()


def has_new(page_key: Any, since: datetime.datetime) -> bool:
    """Whether a page has had an answer since its rows were last shaken.

    Rows that were written anew together name the same transaction. One row alone may be new or not.
    """
    if connection.vendor != "postgresql":
        return False
    table = connection.ops.quote_name(Submission._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), count(DISTINCT xmin::text) FROM {table} "  # noqa: S608
            "WHERE anonymous AND page_key = %s AND created_at >= %s AND revision = 1",
            [page_key, since],
        )
        rows, transactions = cursor.fetchone()
    return bool(rows == 1 or transactions > 1)


def shake(page_key: Any, since: datetime.datetime) -> None:
    """Write the untouched anonymous rows of a page anew in a random order.

    A table's rows lie in the order in which they were written, among those of other pages that have a
    time to the second; a copy of the database prints them like that. SQLite lays rows by their number,
    which is random. Who waits for one of these rows meanwhile looks for it again
    (``forms.moderation.locking``).
    """
    if connection.vendor != "postgresql":
        return
    table = connection.ops.quote_name(Submission._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        # The foreign keys are checked at the end of the transaction. The names are our own.
        cursor.execute(
            f"WITH taken AS (DELETE FROM {table} WHERE anonymous AND page_key = %s AND created_at >= %s "  # noqa: S608
            "AND revision = 1 RETURNING *) "
            f"INSERT INTO {table} SELECT * FROM taken ORDER BY random()",
            [page_key, since],
        )
