"""Answer a published contribution: say what became of it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from forms.enums import FollowUp, State
from forms.fields.reading import public_text
from forms.models import Outcome, OutgoingMail, Submission
from portal.search.folding import fold
from portal.search.queue import enqueue


class NotPublished(Exception):
    """Only what everybody can read is answered in public."""


class AnswerConflict(Exception):
    """Somebody has answered since the answer was read that this one would take the place of."""


def answer(
    submission: Submission,
    *,
    by: User | None,
    state: FollowUp,
    text: str,
    expected_revision: int | None = None,
) -> Outcome:
    """Write the answer, in place of the one before, tell the author, have it found. One transaction.

    ``NotPublished`` for a contribution that is not (or no longer) public, ``AnswerConflict`` if the
    answer that stands is not of the expected revision (0: none stands). The same answer given twice
    changes nothing and is told once.
    """
    with transaction.atomic():
        row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if row.state != State.PUBLISHED:
            raise NotPublished
        given = Outcome.objects.filter(submission=row).first()
        if given and (given.state, given.text) == (state, text):
            return given
        if expected_revision not in (None, given.revision if given else 0):
            raise AnswerConflict
        outcome = given or Outcome(submission=row, revision=0)
        outcome.state, outcome.text, outcome.by = state, text, by
        outcome.answered_at = timezone.now()
        outcome.revision += 1
        outcome.save()
        row.search_text = fold(f"{public_text(row.shown_answers())}\n{text}")
        row.save(update_fields=["search_text"])
        enqueue(row)
        if row.contributor_id:
            OutgoingMail.objects.create(
                submission=row,
                contributor_id=row.contributor_id,
                kind=OutgoingMail.Kind.ANSWERED,
                event=f"answered:{row.pk}:{outcome.revision}",
            )
    return outcome
