"""What an author changed, question by question, for the moderator who asked for it."""

from dataclasses import dataclass
from datetime import datetime

from forms.fields.base import Answer
from forms.models import Submission, SubmissionEdit


@dataclass(frozen=True)
class ChangedAnswer:
    """One question whose answer is no longer the same."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One sending of the author, with what it changed."""

    at: datetime
    answers: list[ChangedAnswer]


def changes_of(submission: Submission) -> list[Change]:
    """Return what the author changed, the newest first; nothing once the earlier texts are erased."""
    edits: list[SubmissionEdit] = list(submission.edits.select_related("decision", "version"))
    # All were given in the version of the form that the submission has.
    texts = [edit.shown_answers() for edit in edits]
    following = [*texts[1:], submission.shown_answers()] if edits else []
    changes = [
        Change(edit.decision.at, _differences(before, after))
        for edit, before, after in zip(edits, texts, following, strict=True)
    ]
    return changes[::-1]


def _differences(before: list[Answer], after: list[Answer]) -> list[ChangedAnswer]:
    """Return the questions whose answers differ, in the form's order."""
    given = {answer.question_id: answer for answer in before}
    return [
        ChangedAnswer(answer.label, given[answer.question_id].lines, answer.lines)
        for answer in after
        if answer.question_id in given and given[answer.question_id].lines != answer.lines
    ]
