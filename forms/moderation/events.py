"""Note in the record what counts but moves a contribution to no other state."""

from django.contrib.auth.models import User
from django.db import transaction

from forms.enums import DecisionAction, DecisionSource, State
from forms.models import Decision, Submission
from forms.moderation.locking import locked
from forms.moderation.services import tell
from forms.reasons.statement import statement
from forms.record.chain import Event, append
from portal.search.queue import enqueue


def note_event(
    submission: Submission,
    action: DecisionAction,
    *,
    by: User | None,
    source: DecisionSource = DecisionSource.MODERATOR,
    reason: str = "",
    message: str = "",
    is_told: bool = True,
) -> Decision:
    """Add an event to the record of a submission, which stays in its state; one transaction.

    Like a decision it counts as a change: whoever had the contribution open before reads it again.
    ``is_told`` sends its author a message about it, if they left an address.
    """
    with transaction.atomic():
        row = locked(submission.pk)
        row.revision += 1
        # A moderator has looked at it now.
        row.unseen = row.unseen and by is None
        row.save(update_fields=["revision", "unseen"])
        state = State(row.state)
        told = statement(row, reason=reason, message=message)
        decision = append(
            row,
            Event(
                action=action,
                source=source,
                from_state=state,
                to_state=state,
                by=by,
                reason=reason,
                told=told,
            ),
        )
        if is_told:
            tell(row, decision)
        enqueue(row)
    submission.revision = row.revision
    return decision
