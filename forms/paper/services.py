"""Record and correct what agents type in."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from forms.builder import QuestionForm
from forms.enums import Channel
from forms.intake.services import Receipt, correct, sent_before
from forms.limits import sending
from forms.limits.sending import Sent
from forms.models import PaperBatch, PaperEntry, PaperSheet, Submission
from forms.models.paper import CORRECTION
from forms.paper.marks import Marks
from forms.paper.sheet import SheetForm


class ReferenceTaken(Exception):
    """Somebody typed in a sheet with this reference a moment ago."""


class TooLate(Exception):
    """The hour in which its author may correct an entry is over."""


def current_batch(agent: User, page: Any) -> PaperBatch | None:
    """Return the sitting that is going on: the agent's last for this page, if less than an hour old."""
    since = timezone.now() - CORRECTION
    batches = PaperBatch.objects.filter(agent=agent, page_id=page.pk, last_at__gt=since)
    return batches.order_by("-last_at").first()


def typed_before(questions: QuestionForm, sheet: SheetForm, secret: str) -> Receipt | None:
    """Return the receipt of this screen if it was sent before (a double click, a lost answer)."""
    if not questions.is_valid():
        return None
    sheet.is_valid()
    return sent_before(_seed(secret, sheet.given_reference), questions.answers(), questions.contact_email())


def _seed(secret: str, reference: str) -> str:
    """Return the seed of a sheet. The reference is part of it: one with the same answers is another."""
    return f"{secret}\n{reference}"


def type_in(
    page: Any,
    agent: User,
    questions: QuestionForm,
    sheet: SheetForm,
    *,
    secret: str,
    marks: Marks | None = None,
) -> Receipt:
    """Record a sheet in one transaction: the submission, and who typed it in which sitting.

    Both forms are valid. ``marks`` are what the sheet does not tell. ``secret`` is the one of this screen's
    nonce; the same screen sent twice is one sheet. ``ReferenceTaken`` if a sheet with this reference came
    in since it was checked; ``PlacesGone`` and ``PassUsed`` as in ``forms.limits.sending``.
    """
    data = sheet.cleaned_data
    try:
        with transaction.atomic():
            sent = sending.send(
                page,
                questions.stream,
                questions.answers(),
                seed=_seed(secret, data["reference"]),
                language=page.locale.language_code,
                contact_email=questions.contact_email(),
                channel=Channel(data["channel"]),
                external_id=data["reference"],
                received_at=sheet.received_at,
                held=sheet.held,
            )
            receipt = Receipt(cast("Submission", sent.submission), sent.code, sent.is_new)
            if receipt.is_new:
                now = timezone.now()
                batch = current_batch(agent, page) or PaperBatch(agent=agent, page_id=page.pk, started_at=now)
                batch.last_at = now
                batch.save()
                PaperEntry.objects.create(
                    submission=receipt.submission, batch=batch, typed_at=now, marks=marks or {}
                )
    except IntegrityError as error:
        if _is_taken(page, data["reference"]):
            raise ReferenceTaken from error
        raise
    return receipt


def type_in_anonymous(page: Any, questions: QuestionForm, sheet: SheetForm, *, secret: str) -> Sent:
    """Record a sheet of an anonymous page: neither its reference nor who typed it when is kept.

    What is printed on it, a code of its own, is used up, so that it is not typed in a second time:
    ``ReferenceTaken`` if somebody used it up since it was checked, and then nothing is recorded.
    """
    with transaction.atomic():
        sent = sending.send(
            page,
            questions.stream,
            questions.answers(),
            seed=_seed(secret, sheet.cleaned_data["reference"]),
            language=page.locale.language_code,
            channel=Channel(sheet.cleaned_data["channel"]),
            received_at=sheet.received_at,
            held=sheet.held,
        )
        if sent.is_new and sheet.printed:
            rows, _kinds = PaperSheet.objects.filter(pk=sheet.printed.pk).delete()
            if not rows:
                raise ReferenceTaken
    return sent


def correct_entry(
    entry: PaperEntry, page: Any, questions: QuestionForm, sheet: SheetForm, marks: Marks
) -> None:
    """Replace what was typed, within the hour, in one transaction.

    ``TooLate``, ``CorrectionRefused`` (somebody decided on it), ``ReferenceTaken`` or ``PlacesGone`` (an
    option is full) change nothing.
    """
    now = timezone.now()
    if now >= entry.typed_at + CORRECTION:
        raise TooLate
    try:
        with transaction.atomic():
            correct(
                entry.submission,
                page,
                questions.stream,
                questions.answers(),
                channel=Channel(sheet.cleaned_data["channel"]),
                external_id=sheet.cleaned_data["reference"],
                received_at=sheet.received_at,
            )
            entry.corrected_at, entry.marks = now, marks
            entry.save(update_fields=["corrected_at", "marks"])
    except IntegrityError as error:
        if _is_taken(page, sheet.cleaned_data["reference"], but=entry.submission_id):
            raise ReferenceTaken from error
        raise


def _is_taken(page: Any, reference: str, but: int = 0) -> bool:
    """Whether another submission of the page has the reference."""
    if not reference:
        return False
    return Submission.objects.filter(page_id=page.pk, external_id=reference).exclude(pk=but).exists()
