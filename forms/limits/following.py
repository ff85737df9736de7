"""What a decision on an answer means for the limits of its page."""

from typing import Any

from django.db.models import Exists, OuterRef

from forms.enums import State
from forms.limits import passes, places
from forms.models import HeldPlace


def with_places(rows: Any) -> Any:
    """Have the statement that reads a submission say whether it holds a place: most do not."""
    return rows.annotate(holds_place=Exists(HeldPlace.objects.filter(submission=OuterRef("pk"))))


def follow_limits(submission: Any, from_state: State, to_state: State) -> None:
    """Give places back and take them again; what its author withdraws may be sent anew.

    ``submission`` comes from ``with_places``. Spam and refusals give the place back, not the code: whoever
    sent them has had their answer.
    """
    if submission.holds_place or submission.anonymous:
        places.moved(submission, from_state, to_state)
    if to_state == State.WITHDRAWN:
        passes.give_back(submission)
