"""Many contributions, decisions on all of them, and what must be so afterwards."""

import itertools
from collections import Counter
from email.message import Message
from typing import Any

from django.db.models import Count
from django.utils import timezone

from forms.enums import Action, Channel, State
from forms.intake.services import Sending, submit_all
from forms.models import BulkJob, Contributor, Decision, OutgoingMail, Submission
from forms.moderation.filters import QueueFilters
from forms.record.verify import problems
from pages.models import CallForIdeas

_seeds = itertools.count()


def many(page: CallForIdeas, number: int) -> list[Submission]:
    """Record so many contributions with an address each, in a few statements."""
    now = timezone.now()
    rows = submit_all(
        page,
        page.form,
        [
            Sending(
                answers={"title": f"Idée {each}", "idea": f"Texte {each}"},
                seed=f"fault-{next(_seeds)}",
                language="fr",
                external_id="",
                received_at=now,
            )
            for each in range(number)
        ],
        channel=Channel.WEB,
    )
    contacts = Contributor.objects.bulk_create(
        Contributor(email=f"a{row.pk}@example.org", language="fr") for row in rows
    )
    for row, contact in zip(rows, contacts, strict=True):
        row.contributor = contact
    Submission.objects.bulk_update(rows, ["contributor"])
    return rows


def publish_all(page: CallForIdeas, rows: list[Submission], by: Any) -> BulkJob:
    """Return a saved job that publishes them, which nobody has begun."""
    filters = QueueFilters(page=str(page.pk), page_key=str(page.translation_key))
    return BulkJob.objects.create(
        by=by,
        action=Action.PUBLISH,
        filters=filters.as_json(),
        up_to=max(row.pk for row in rows),
        total=len(rows),
    )


def assert_decided_once(rows: list[Submission]) -> None:
    """Each is published, by one decision, and the record is whole."""
    keys = [row.pk for row in rows]
    assert Submission.objects.filter(pk__in=keys, state=State.PUBLISHED).count() == len(keys)
    decided = Decision.objects.filter(submission__in=keys).values("submission").annotate(n=Count("pk"))
    assert Counter(each["n"] for each in decided) == {1: len(keys)}
    assert list(problems()) == []


def assert_mailed_once(rows: list[Submission], received: list[Message]) -> int:
    """Nobody got two messages, and who got none is still to be tried; return how many are."""
    got = Counter(str(message["To"]) for message in received)
    assert max(got.values(), default=0) <= 1
    open_rows = OutgoingMail.objects.filter(submission__in=rows, sent_at=None, failed_at=None).count()
    assert len(got) + open_rows >= len(rows)
    return open_rows
