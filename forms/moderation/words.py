"""What was done, in the moderator's language."""

from django.utils.translation import gettext as _

from forms.enums import DecisionAction
from forms.models import Submission


def done_words(action: str, submission: Submission) -> str:
    """Return a sentence that says what a moderator's decision did with a submission."""
    return {
        DecisionAction.PUBLISH: _("“%(title)s” is published."),
        DecisionAction.REFUSE: _("“%(title)s” is refused."),
        DecisionAction.SPAM: _("“%(title)s” is marked as spam."),
        DecisionAction.HIDE: _("“%(title)s” is hidden."),
        DecisionAction.RESTORE: _("“%(title)s” is restored."),
        DecisionAction.REQUEST_CHANGE: _("The author of “%(title)s” is asked for a change."),
        DecisionAction.CONFIRM: _("“%(title)s” stays published."),
        DecisionAction.UNDO: _("Taken back: “%(title)s” is as it was before."),
    }[DecisionAction(action)] % {"title": str(submission)}
