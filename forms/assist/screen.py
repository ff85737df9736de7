"""What a moderator is shown beside a contribution: warnings with their place, and what is like it."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from forms.assist.detect import detect
from forms.assist.kinds import Kind, Span
from forms.assist.marking import marked
from forms.assist.near import nearest
from forms.assist.same import SHOWN, same_sender, same_text
from forms.assist.texts import Written, written_answers
from forms.assist.watched import watched_words
from forms.fields.base import Answer
from forms.models import Submission
from forms.moderation.scope import Scope

# About how something is said, whoever reads it.
SAID = frozenset({Kind.WORD, Kind.SHOUTING})
# A warning quotes so much of the text.
QUOTED = 80


@dataclass(frozen=True)
class Warned:
    """One thing that was found: what, and where."""

    written: Written
    span: Span

    @property
    def kind(self) -> Kind:
        """What it seems to be."""
        return self.span.kind

    @property
    def is_maskable(self) -> bool:
        """Whether masking is a likely answer: a text in capitals is not read the better for it."""
        return self.span.kind != Kind.SHOUTING

    @property
    def words(self) -> str:
        """What stands there."""
        words = " ".join(self.written.text[self.span.start : self.span.end].split())
        return words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"

    @property
    def place(self) -> str:
        """Where it stands, as the masking screen takes it: question, start and end."""
        return f"{self.written.question_id}:{self.span.start}:{self.span.end}"


def warnings_of(submission: Submission) -> list[Warned]:
    """Return what is found in all that was written, question by question; costs one query.

    What only the team reads is looked through for how it is said, not for personal data: people may
    well give theirs to the team.
    """
    watched = watched_words()
    return [
        Warned(written, span)
        for written in written_answers(submission.version.stream, submission.answers)
        for span in detect(written.text, watched)
        if _is_worth_a_warning(span.kind, written)
    ]


def _is_worth_a_warning(kind: Kind, written: Written) -> bool:
    if kind in SAID:
        return True
    return written.published and not (kind == Kind.ADDRESS and written.asks_place)


def assistance_context(submission: Submission, scope: Scope) -> dict[str, Any]:
    """Return the context of ``forms/admin/triage_warnings.html``, and ``answers`` with what was found marked.

    At most five queries and seven tenths of a second of the search engine's time; when it does not
    answer, the database compares. Only submissions of the ``scope`` are named.
    """
    warnings = warnings_of(submission)
    # Asked for one more than are shown, to know that there are more.
    texts, senders = same_text(submission, scope), same_sender(submission, scope)
    near = nearest(submission, scope)
    told = {row.pk for row in texts}
    mask_url = reverse("wagtailsnippets_forms_submission:mask", args=[submission.pk])
    return {
        "answers": _marked_answers(submission.shown_answers(), warnings),
        "warnings": [
            {"found": each, "mask_url": f"{mask_url}?{urlencode({'span': each.place})}"} for each in warnings
        ],
        "same_text": texts[:SHOWN],
        "same_text_more": len(texts) > SHOWN,
        "same_sender": senders[:SHOWN],
        "same_sender_more": len(senders) > SHOWN,
        "similar": [each for each in near.found if each.submission.pk not in told],
        "similar_is_reduced": near.is_reduced,
        "mask_url": mask_url,
    }


def _marked_answers(answers: list[Answer], warnings: list[Warned]) -> list[Answer]:
    """Return the answers with what was found in them marked."""
    spans: dict[str, list[Span]] = {}
    for each in warnings:
        spans.setdefault(each.written.question_id, []).append(each.span)
    return [
        # What is written in own words is one line, however many it fills.
        replace(answer, lines=tuple(marked(line, spans[answer.question_id]) for line in answer.lines))
        if answer.question_id in spans
        else answer
        for answer in answers
    ]
