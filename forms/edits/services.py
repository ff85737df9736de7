"""Take the author's change; what it takes the place of is kept for the moderators."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from forms.enums import DecisionAction, DecisionSource, State
from forms.files.services import attach
from forms.intake import places
from forms.intake.services import described
from forms.models import Decision, Submission, SubmissionEdit
from forms.moderation.services import decide

# What follows from the answers (``forms.intake.services.described``), apart from where it was sent.
FIELDS = ("answers", "title", "search_text", "theme_key", "territory_key")


class EditRefused(Exception):
    """It may not be changed (any more); the text says why, to its author."""


def may_edit(submission: Submission) -> bool:
    """Whether its author is asked for a change, and its texts have not been erased meanwhile."""
    return submission.state == State.CHANGES_REQUESTED and submission.purged_at is None


def edit(submission: Submission, answers: dict[str, Any]) -> Decision:
    """Put the author's answers in the place of those they sent, and have a moderator read them again.

    ``answers`` are stored answers by question id, valid in the version of the form that was answered.
    One transaction. ``EditRefused`` unless a change is asked for, or if nothing was changed;
    ``PlacesGone`` if an option that was not chosen before has no place left.
    """
    with transaction.atomic():
        row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if not may_edit(row):
            raise EditRefused(_("Your contribution can no longer be changed: a moderator has decided on it."))
        if answers == row.answers:
            raise EditRefused(_("Nothing has changed. Change what the moderator asks for, then send it."))
        earlier = SubmissionEdit(
            submission=row, version_id=row.version_id, title=row.title, answers=row.answers
        )
        values = described(row.page, row.version.stream, answers, row.language)
        for name in FIELDS:
            setattr(row, name, values[name])
        row.save(update_fields=FIELDS)
        places.move(row.page, row, row.version.stream, earlier.answers, answers)
        # What was sent before stays with the earlier answers.
        attach(row, row.version.stream, answers)
        earlier.decision = decide(
            row, State.PENDING, DecisionAction.EDIT, by=None, source=DecisionSource.AUTHOR
        )
        earlier.save(force_insert=True)
    return earlier.decision
