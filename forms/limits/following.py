"""What a decision on an answer means for the limits of its page."""

from forms.enums import State
from forms.limits import passes, places
from forms.models import Submission


def follow_limits(submission: Submission, from_state: State, to_state: State) -> None:
    """Give places back and take them again; what its author withdraws may be sent anew.

    Spam and refusals give the place back, not the code: whoever sent them has had their answer.
    """
    places.moved(submission, from_state, to_state)
    if to_state == State.WITHDRAWN:
        passes.give_back(submission)
