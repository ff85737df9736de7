"""Mask words of a submission. The text that stays is the masked one, so nothing made of it can leak."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from forms.assist.texts import text_of, with_text, written_answers
from forms.enums import DecisionAction, DecisionSource, State
from forms.fields.reading import public_title, read_answers
from forms.intake.services import TITLE_LENGTH, described
from forms.models import Decision, OriginalText, Submission, SubmissionEdit
from forms.moderation.locking import locked
from forms.moderation.services import DecisionConflict, TransitionRefused, tell
from forms.objections.rights import grant
from forms.reasons.services import is_in_use
from forms.reasons.statement import statement, told_language
from forms.record.chain import Event, append
from forms.redaction.masking import Part, find_words, joined, mask_word, masked
from portal.search.folding import fold
from portal.search.queue import enqueue

# What somebody may still read; elsewhere the text is gone, or stands for good as it was judged.
MASKABLE_STATES = frozenset(
    {State.RECORDED, State.PENDING, State.PUBLISHED, State.HIDDEN, State.CHANGES_REQUESTED}
)
# Its author is told at once of what changes where others read it, or have.
READ_STATES = frozenset({State.PUBLISHED, State.HIDDEN})
# What follows from the answers.
FIELDS = ("answers", "title", "search_text")


def may_mask(submission: Submission) -> bool:
    """Whether words of a submission can be masked: it is there to be read, and its texts are not erased."""
    return submission.state in MASKABLE_STATES and submission.purged_at is None


def mask(
    submission: Submission,
    parts: Mapping[str, Iterable[Part]],
    *,
    by: User,
    reason: str,
    message: str = "",
    expected_revision: int | None = None,
) -> Decision:
    """Mask parts of the answers, by question, for good; one transaction.

    The answers that are replaced go to an ``OriginalText``, which is erased after
    ``ORIGINAL_TEXT_DAYS``; the same words in earlier texts of the author's are masked, too. The masking
    is a link of the record with its ``reason``; an author whose contribution was public is told by mail.
    ``TransitionRefused`` says what is in the way, ``DecisionConflict`` that the text is no longer the one
    of ``expected_revision``. On return ``submission`` has the masked answers.
    """
    with transaction.atomic():
        row = locked(submission.pk)
        if expected_revision is not None and row.revision != expected_revision:
            raise DecisionConflict(row)
        if not may_mask(row):
            raise TransitionRefused(_("Its words can no longer be masked."))
        if not is_in_use(reason):
            raise TransitionRefused(_("Choose a reason: its author will read it."))
        chosen = _within(row, parts)
        before = {question_id: row.answers[question_id] for question_id in chosen}
        _mask_answers(row, chosen)
        decision = _decide(row, chosen, by=by, reason=reason, message=message)
        grant(decision)
        OriginalText.objects.create(
            submission=row,
            decision=decision,
            version_id=row.version_id,
            answers=before,
            erase_at=timezone.now() + timedelta(days=settings.ORIGINAL_TEXT_DAYS),
        )
        _mask_earlier_texts(row, before, chosen)
        if row.state in READ_STATES:
            tell(row, decision)
        enqueue(row)
    take_over(submission, row)
    return decision


def take_over(submission: Submission, row: Submission) -> None:
    """Give the object in hand what was written."""
    for field in (*FIELDS, "revision", "unseen"):
        setattr(submission, field, getattr(row, field))


def _within(row: Submission, parts: Mapping[str, Iterable[Part]]) -> dict[str, list[Part]]:
    """Return the parts that are there, those that touch joined. ``TransitionRefused`` for none or others."""
    texts = {each.question_id: each.text for each in written_answers(row.version.stream, row.answers)}
    chosen = {
        question_id: joined(texts.get(question_id, ""), some) for question_id, some in parts.items() if some
    }
    if not chosen:
        raise TransitionRefused(_("Choose the words to mask."))
    for question_id, some in chosen.items():
        length = len(texts.get(question_id, ""))
        if any(not 0 <= start < end <= length for start, end in some):
            raise TransitionRefused(_("The words to mask are not in the text (any more)."))
    return chosen


def _mask_answers(row: Submission, chosen: Mapping[str, list[Part]]) -> None:
    """Put the masked answers into the row."""
    instead = mask_word(row.language)
    answers = dict(row.answers)
    for question_id, some in chosen.items():
        stored = answers[question_id]
        answers[question_id] = with_text(stored, masked(text_of(stored), some, instead))
    write_answers(row, answers)


def write_answers(row: Submission, answers: dict[str, Any]) -> None:
    """Put answers, and all that follows from them, into a locked row; counts as a change."""
    values = described(row.page, row.version.stream, answers, row.language)
    for name in FIELDS:
        setattr(row, name, values[name])
    if outcome := getattr(row, "outcome", None):
        # What the authority answered is found with it (forms.outcomes).
        row.search_text = fold(f"{row.search_text}\n{outcome.text}")
    row.revision += 1
    # A moderator has looked at it now.
    row.unseen = False
    row.save(update_fields=[*FIELDS, "revision", "unseen"])


def _decide(
    row: Submission, chosen: Mapping[str, list[Part]], *, by: User, reason: str, message: str
) -> Decision:
    """Add the link of the record; what is told names the questions and never the words."""
    with translation.override(told_language(row)):
        labels = [a.label for a in row.shown_answers() if a.question_id in chosen]
        facts = _("Words were masked in: %(questions)s.") % {"questions": ", ".join(labels)}
    state = State(row.state)
    event = Event(
        action=DecisionAction.MASK,
        source=DecisionSource.MODERATOR,
        from_state=state,
        to_state=state,
        by=by,
        reason=reason,
        told=statement(row, reason=reason, message=message, facts=facts),
    )
    return append(row, event)


def _mask_earlier_texts(row: Submission, before: Mapping[str, Any], chosen: Mapping[str, list[Part]]) -> None:
    """Mask the same words in what the author had written before a change, wherever they stand there."""
    words = [
        text_of(before[question_id])[start:end] for question_id, some in chosen.items() for start, end in some
    ]
    instead = mask_word(row.language)
    for edit in SubmissionEdit.objects.filter(submission=row).select_related("version"):
        answers = dict(edit.answers)
        for each in written_answers(edit.version.stream, edit.answers):
            parts = [part for some in words for part in find_words(each.text, some)]
            answers[each.question_id] = with_text(
                answers[each.question_id], masked(each.text, parts, instead)
            )
        if answers != edit.answers:
            edit.answers = answers
            edit.title = public_title(read_answers(edit.version.stream, answers))[:TITLE_LENGTH]
            edit.save(update_fields=["answers", "title"])
