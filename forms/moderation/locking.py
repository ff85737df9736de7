"""Hold the row of a submission while something is decided on it."""

from typing import Any

from forms.models import Submission


def locked(submission_id: int, rows: Any = None) -> Submission:
    """Return the row of a submission, held until the transaction under way ends.

    A row of an anonymous answer may be written anew while this waits for it (``forms.limits.anonymous``):
    the row waited for is gone then, and the answer stands in another. ``Submission.DoesNotExist`` is
    raised for what is gone for good. ``rows`` is what to read it from, if not all submissions.
    """
    held = (Submission.objects.all() if rows is None else rows).select_for_update(of=("self",))
    try:
        found: Submission = held.get(pk=submission_id)
    except Submission.DoesNotExist:
        found = held.get(pk=submission_id)
    return found
