"""Who typed in what came on paper, at a counter, in workshops and by telephone, and in which sittings."""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from forms.enums import TYPED_CHANNELS, State
from forms.models import PaperBatch, PaperEntry, Submission

SITTING = 12
MINUTES = datetime.timedelta(minutes=2)


def type_in(submissions: Iterable[Submission], agent: User) -> None:
    """Note for each submission that was typed in when it was and by whom, a dozen at a sitting.

    What nobody has decided on yet was typed in just now, so that its author may still correct it.
    """
    typed = [each for each in submissions if each.channel in TYPED_CHANNELS]
    waiting = [each for each in typed if each.state == State.PENDING]
    done = sorted((each for each in typed if each.state != State.PENDING), key=lambda each: each.received_at)
    now = timezone.now()
    for first in range(0, len(done), SITTING):
        some = done[first : first + SITTING]
        ends = some[-1].received_at + datetime.timedelta(hours=2)
        _sitting(some, agent, min(ends, now - datetime.timedelta(hours=2)))
    if waiting:
        _sitting(waiting, agent, now - MINUTES)


def _sitting(some: list[Submission], agent: User, ends: datetime.datetime) -> None:
    """Note one sitting, its entries two minutes apart."""
    times = [ends - MINUTES * (len(some) - 1 - place) for place in range(len(some))]
    batch = PaperBatch.objects.create(
        agent=agent, page_id=some[0].page_id, started_at=times[0], last_at=times[-1]
    )
    PaperEntry.objects.bulk_create(
        PaperEntry(submission=submission, batch=batch, typed_at=at)
        for submission, at in zip(some, times, strict=True)
    )
