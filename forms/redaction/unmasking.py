"""Put masked words back while the original is still kept: a masking can be a mistake."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from forms.enums import DecisionAction, DecisionSource, State
from forms.models import Decision, OriginalText, Submission
from forms.moderation.locking import locked
from forms.moderation.services import DecisionConflict, TransitionRefused, tell
from forms.reasons.statement import statement
from forms.record.chain import Event, append
from forms.redaction.services import READ_STATES, may_mask, take_over, write_answers
from portal.search.queue import enqueue


def unmask(
    submission: Submission,
    *,
    by: User,
    action: DecisionAction = DecisionAction.UNMASK,
    message: str = "",
    expected_revision: int | None = None,
) -> Decision:
    """Take back the last masking of a submission; one transaction, and a link of the record: ``action``.

    Whether ``by`` may read the original is the caller's to check. What was masked in earlier texts of the
    author's stays masked. ``TransitionRefused`` says what is in the way, ``DecisionConflict`` that
    somebody has changed it since ``expected_revision``.
    """
    with transaction.atomic():
        row = locked(submission.pk)
        if expected_revision is not None and row.revision != expected_revision:
            raise DecisionConflict(row)
        original = row.originals.select_related("decision").first()
        if original is None or not _can_be_put_back(row, original):
            raise TransitionRefused(_("The original can no longer be put back."))
        write_answers(row, {**row.answers, **original.answers})
        original.delete()
        state = State(row.state)
        decision = append(
            row,
            Event(
                action=action,
                source=DecisionSource.MODERATOR,
                from_state=state,
                to_state=state,
                by=by,
                told=statement(row, message=message),
            ),
        )
        # Whoever objected is always answered.
        if state in READ_STATES or action == DecisionAction.OBJECTION_UPHELD:
            tell(row, decision)
        enqueue(row)
    take_over(submission, row)
    return decision


def _can_be_put_back(row: Submission, original: OriginalText) -> bool:
    """Whether the text is still the one that was masked: its author has not changed it since."""
    changed = row.decisions.filter(action=DecisionAction.EDIT, number__gt=original.decision.number)
    return may_mask(row) and row.version_id == original.version_id and not changed.exists()
