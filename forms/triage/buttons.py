"""What can be done with a submission in triage, and the key that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms.enums import Action
from forms.models import Submission
from forms.moderation.states import REASONED_ACTIONS, actions_for

SKIP = "skip"
# Letters of the English words, the same in every language: hands learn them once.
KEYS = {
    Action.PUBLISH: "p",
    Action.REQUEST_CHANGE: "c",
    Action.SPAM: "s",
    Action.RESTORE: "o",
    Action.KEEP: "k",
}
SKIP_KEY = "n"
UNDO_KEY = "z"
REASONS_KEY = "r"
MOST_NUMBERED = 9


@dataclass(frozen=True)
class Button:
    """One button: what it sends, what it says, its key (none beyond the ninth reason)."""

    value: str
    label: str
    key: str = ""


@dataclass(frozen=True)
class Buttons:
    """All buttons of one submission. ``reasoned`` says what its reasons do: refuse or hide."""

    plain: Sequence[Button]
    change: Button | None
    reasoned: str
    reasons: Sequence[Button]
    skip: Button


def buttons_for(submission: Submission, reasons: Sequence[tuple[str, Any]]) -> Buttons:
    """Return the buttons of a submission in its state; ``reasons`` are codes with their words."""
    actions = actions_for(submission)
    reasoned = next((action for action in actions if action in REASONED_ACTIONS), None)
    plain = [
        Button(action.value, str(action.label), KEYS[action])
        for action in actions
        if action not in REASONED_ACTIONS and action != Action.REQUEST_CHANGE
    ]
    numbered = [
        Button(f"{reasoned}:{code}", str(label), str(number) if number <= MOST_NUMBERED else "")
        for number, (code, label) in enumerate(reasons, start=1)
    ]
    change = Action.REQUEST_CHANGE
    return Buttons(
        plain=plain,
        change=Button(change.value, str(change.label), KEYS[change]) if change in actions else None,
        reasoned=str(reasoned.label) if reasoned else "",
        reasons=numbered if reasoned else [],
        skip=Button(SKIP, _("Skip"), SKIP_KEY),
    )
