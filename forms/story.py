"""What an author reads of their own contribution: what was sent, and all that became of it."""

from typing import Any

from forms.edits.services import may_edit
from forms.enums import WITHDRAWABLE_STATES, DecisionAction
from forms.merging.lineage import public_url_of_successor
from forms.models import Decision, Submission
from forms.objections.rights import contestable
from forms.record.undoing import standing

# Kept in the record, and no news to the author unless a moderator wrote to them.
QUIET = frozenset({DecisionAction.CONFIRM})


def story(submission: Submission) -> dict[str, Any]:
    """Return the context of the follow-up page."""
    is_readable = Submission.objects.public().filter(pk=submission.pk).exists()
    return {
        "submission": submission,
        "page": submission.page.specific,
        "answers": submission.shown_answers(),
        "decisions": told_decisions(submission),
        "contestable": contestable(submission),
        "successor_url": public_url_of_successor(submission),
        "public_url": submission.get_public_url() if is_readable else None,
        "outcome": getattr(submission, "outcome", None) if is_readable else None,
        "can_withdraw": submission.state in WITHDRAWABLE_STATES,
        "can_edit": may_edit(submission),
    }


def told_decisions(submission: Submission) -> list[Decision]:
    """Return what happened, the oldest first, without what was taken back before anybody was told."""
    rows = submission.decisions.select_related("message", "objection_right", "objection__answer")
    return [each for each in standing(rows) if each.action not in QUIET or _says_something(each)]


def _says_something(decision: Decision) -> bool:
    message = getattr(decision, "message", None)
    return bool(message and message.text)
