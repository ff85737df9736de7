"""Take a decision back within seconds, before its author has been told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forms.enums import DecisionAction, DecisionSource, State
from forms.limits.following import follow_limits, with_places
from forms.models import Decision, OutgoingMail, Submission
from forms.moderation.locking import locked
from forms.moderation.services import DecisionConflict, TransitionRefused
from forms.record.chain import Event, append
from forms.record.undoing import standing
from forms.reports.settling import reopen
from portal.search.queue import enqueue

# What only changes the state; the others have consequences elsewhere, and ways back of their own.
UNDOABLE = frozenset(
    {
        DecisionAction.PUBLISH,
        DecisionAction.REFUSE,
        DecisionAction.SPAM,
        DecisionAction.HIDE,
        DecisionAction.RESTORE,
        DecisionAction.REQUEST_CHANGE,
        DecisionAction.CONFIRM,
    }
)


def seconds_left(decision: Decision, *, by: User) -> int:
    """Return for how many seconds somebody may still take a decision back; 0 if they may not."""
    submission = decision.submission
    if decision.action not in UNDOABLE or decision.by != by or submission.revision != decision.revision:
        return 0
    ends = decision.at + timedelta(seconds=settings.UNDO_SECONDS)
    return max(0, min(settings.UNDO_SECONDS, round((ends - timezone.now()).total_seconds())))


def undo(decision: Decision, *, by: User) -> Decision:
    """Put a submission back to where it was before a decision; return the link that says so.

    Only whoever decided may, while the submission is as the decision left it and its author has not
    been told. Mail that waits goes unsent. Raises ``TransitionRefused`` when it is too late or not
    theirs, ``DecisionConflict`` when somebody else has decided since; nothing is changed then.
    """
    if decision.by != by or decision.action not in UNDOABLE:
        raise TransitionRefused(_("Only who took a decision can take it back."))
    with transaction.atomic():
        row = locked(decision.submission_id, with_places(Submission.objects.all()))
        if row.revision != decision.revision:
            raise DecisionConflict(row)
        if timezone.now() > decision.at + timedelta(seconds=settings.UNDO_SECONDS):
            raise TransitionRefused(
                _("It is too late to take this back: the time for it, %(seconds)s seconds, has passed.")
                % {"seconds": settings.UNDO_SECONDS}
            )
        _take_back_mail(decision)
        row.state = decision.from_state
        row.revision += 1
        before = _before(decision)
        row.decided_at, row.unseen = before.decided_at, before.unseen
        if row.published_at == decision.at:
            row.published_at = None
        row.save(update_fields=["state", "revision", "decided_at", "published_at", "unseen"])
        link = append(
            row,
            Event(
                action=DecisionAction.UNDO,
                source=DecisionSource.MODERATOR,
                from_state=State(decision.to_state),
                to_state=State(decision.from_state),
                by=by,
            ),
        )
        reopen(decision)
        follow_limits(row, State(decision.to_state), State(decision.from_state))
        enqueue(row)
    return link


def _take_back_mail(decision: Decision) -> None:
    """Delete what would be sent; refuse if the worker has already taken it."""
    mails = OutgoingMail.objects.select_for_update(of=("self",)).filter(decision=decision)
    for row in mails:
        if row.attempts:
            raise TransitionRefused(_("It is too late to take this back: its author is being told."))
        row.delete()


@dataclass(frozen=True)
class Before:
    """What a row said before a decision."""

    decided_at: datetime | None = None
    unseen: bool = False


def _before(decision: Decision) -> Before:
    """Read from the record what the row said before a decision."""
    nobody_looked = True
    happened = decision.submission.decisions.filter(revision__lt=decision.revision).order_by("revision")
    for earlier in reversed(standing(happened)):
        nobody_looked = nobody_looked and earlier.staff_id is None
        if earlier.from_state != earlier.to_state:
            came_in_public = earlier.source == DecisionSource.SYSTEM and earlier.to_state == State.PUBLISHED
            return Before(earlier.at, nobody_looked and came_in_public)
    return Before()
