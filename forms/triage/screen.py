"""What the triage screen shows of one submission."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest

from forms.enums import DecisionAction
from forms.models import Decision, Submission
from forms.moderation.decision_form import ReasonForm
from forms.moderation.scope import Scope
from forms.moderation.undo import UNDOABLE, seconds_left
from forms.moderation.views.reading import reading_context
from forms.moderation.words import done_words
from forms.triage.buttons import REASONS_KEY, UNDO_KEY, buttons_for

# What triage itself does.
SHOWN = UNDOABLE | {DecisionAction.UNDO}


def keys_are_on(user: User) -> bool:
    """Whether a moderator wants keyboard shortcuts, as Wagtail's own ask it (in "Account")."""
    profile = getattr(user, "wagtail_userprofile", None)
    return getattr(profile, "keyboard_shortcuts", True)


def done_context(decision: Decision, user: User) -> dict[str, Any] | None:
    """Return a decision in words, with the seconds for which it can be undone; None if it is not theirs."""
    if decision.by != user or decision.action not in SHOWN:
        return None
    return {
        "pk": decision.pk,
        "words": done_words(decision.action, decision.submission),
        "seconds": seconds_left(decision, by=user),
        "key": UNDO_KEY,
    }


def screen_context(
    submission: Submission, request: HttpRequest, scope: Scope, form: ReasonForm | None
) -> dict[str, Any]:
    """Return all that is read before deciding, and the buttons that decide."""
    form = form or ReasonForm()
    reasons = [(code, label) for code, label in form.fields["reason"].choices if code]  # type: ignore[attr-defined]
    return {
        **reading_context(submission, request),
        "form": form,
        "page_url": submission.page.full_url if submission.page.live else "",
        "buttons": buttons_for(submission, reasons),
        "reasons_key": REASONS_KEY,
    }
