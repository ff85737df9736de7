"""Record what was sent: the one way in, for the web, the desk and imports alike."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from wagtail.blocks import StreamValue
from wagtail.models import Page

from forms.enums import Channel, Publication, State
from forms.fields.reading import public_text, public_title, questions_of, read_answers
from forms.files.services import attach, erase_replaced
from forms.intake import places
from forms.models import Contributor, FormVersion, OutgoingMail, Submission
from forms.moderation.services import publish
from forms.receipts import code_for, digest_of, nonce_digest
from portal.search.folding import fold
from portal.search.queue import enqueue, enqueue_all

TITLE_LENGTH = 255


@dataclass(frozen=True)
class Receipt:
    """What the sender gets back. ``is_new`` is false for a form that was sent before."""

    submission: Submission
    code: str
    is_new: bool


def submit(
    page: Page,
    stream: StreamValue,
    answers: dict[str, Any],
    *,
    seed: str,
    language: str,
    contact_email: str = "",
    channel: Channel = Channel.WEB,
    external_id: str = "",
    received_at: datetime.datetime | None = None,
) -> Receipt:
    """Record one submission of a page's form in one transaction and return its receipt.

    ``answers`` are stored answers by question id, already valid. ``seed`` is a secret of this
    sending (a form's nonce): the same seed with the same answers gives the same submission.
    A contact receives a confirmation from the worker.
    """
    sent = _canonical(answers, contact_email)
    code = code_for(seed, sent)
    try:
        with transaction.atomic():
            submission = Submission(
                page_id=page.pk,
                version=FormVersion.freeze(page, stream),
                nonce_digest=nonce_digest(seed, sent),
                receipt_digest=digest_of(code),
                language=language,
                channel=channel,
                external_id=external_id,
                received_at=received_at or timezone.now(),
                state=initial_state(page),
                **described(page, stream, answers, language),
            )
            if contact_email:
                submission.contributor = Contributor.objects.create(email=contact_email, language=language)
            submission.save(force_insert=True)
            attach(submission, stream, answers)
            if submission.contributor:
                OutgoingMail.objects.create(
                    submission=submission,
                    contributor=submission.contributor,
                    kind=OutgoingMail.Kind.RECEIVED,
                    event=f"received:{submission.pk}",
                )
            _begin(page, [submission])
    except IntegrityError:
        # The same form was sent before: rare, so that nobody is asked about it beforehand.
        earlier = sent_before(seed, answers, contact_email)
        if earlier is None:
            raise
        return earlier
    return Receipt(submission, code, is_new=True)


class CorrectionRefused(Exception):
    """Somebody has decided on the submission, or taken it back: it stays as it is."""


def correct(
    submission: Submission,
    page: Page,
    stream: StreamValue,
    answers: dict[str, Any],
    *,
    channel: Channel,
    external_id: str,
    received_at: datetime.datetime,
) -> None:
    """Replace what an agent mistyped, in one transaction; code, contact and state stay.

    ``answers`` are stored answers by question id, already valid. ``CorrectionRefused`` if anybody
    has decided on it; ``IntegrityError`` if another sheet of the page has this reference; ``PlacesGone``
    if an option that was not chosen before has no place left.
    """
    with transaction.atomic():
        row = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        # What a moderator masked must not come back with the correction.
        if not row.is_untouched or row.decisions.exists():
            raise CorrectionRefused
        changes = {
            "version": FormVersion.freeze(page, stream),
            "channel": channel,
            "external_id": external_id,
            "received_at": received_at,
            # A moderator who has it open decides on what they read, not on what it has become.
            "revision": row.revision + 1,
            **described(page, stream, answers, row.language),
        }
        before = row.answers
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(update_fields=list(changes))
        places.move(page, row, stream, before, answers)
        attach(row, stream, answers)
        erase_replaced(row, before)
        enqueue(row)


@dataclass(frozen=True)
class Sending:
    """What ``submit_all`` takes of one submission; the fields are those of ``submit``."""

    answers: dict[str, Any]
    seed: str
    language: str
    external_id: str
    received_at: datetime.datetime

    @property
    def nonce_digest(self) -> str:
        """The nonce digest that its submission has."""
        return nonce_digest(self.seed, _canonical(self.answers))

    @property
    def receipt_digest(self) -> str:
        """The digest of its code."""
        return digest_of(code_for(self.seed, _canonical(self.answers)))


def submit_all(
    page: Page, stream: StreamValue, sendings: list[Sending], *, channel: Channel
) -> list[Submission]:
    """Record many submissions, none with a contact, in one transaction and a few statements.

    The rest is as in ``submit``, but nothing is looked up first: ``IntegrityError`` says that one
    of them is there already, and then none is recorded.
    """
    with transaction.atomic():
        version = FormVersion.freeze(page, stream)
        submissions = Submission.objects.bulk_create(
            Submission(
                page_id=page.pk,
                version=version,
                nonce_digest=sending.nonce_digest,
                receipt_digest=sending.receipt_digest,
                language=sending.language,
                channel=channel,
                external_id=sending.external_id,
                received_at=sending.received_at,
                state=initial_state(page),
                **described(page, stream, sending.answers, sending.language),
            )
            for sending in sendings
        )
        _begin(page, submissions)
    return submissions


def _begin(page: Page, submissions: list[Submission]) -> None:
    """Queue what was recorded for the indices, or publish it where the page's rule says so."""
    if page.publication != Publication.AT_ONCE:
        enqueue_all(submissions)
        return
    for submission in submissions:
        publish(submission, by=None, unseen=True)


def sent_before(seed: str, answers: dict[str, Any], contact_email: str = "") -> Receipt | None:
    """Return the receipt of a form that was sent with this seed and these answers, if it was."""
    sent = _canonical(answers, contact_email)
    found = Submission.objects.filter(nonce_digest=nonce_digest(seed, sent)).first()
    return Receipt(found, code_for(seed, sent), is_new=False) if found else None


def _canonical(answers: dict[str, Any], contact_email: str = "") -> str:
    """Return what was sent as one text, the same whatever the order of the answers."""
    return json.dumps([answers, contact_email], sort_keys=True, ensure_ascii=False)


def initial_state(page: Page) -> State:
    """Return the state in which a page's submissions are recorded."""
    return State.RECORDED if page.publication == Publication.NONE else State.PENDING


def described(page: Page, stream: StreamValue, answers: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the fields of a submission that follow from its answers."""
    with translation.override(language):
        shown = read_answers(stream, answers)
    title = public_title(shown)
    by_type = {child.block_type: answers.get(child.id) for child in questions_of(stream)}
    return {
        "page_key": page.translation_key,
        "answers": answers,
        "title": title[:TITLE_LENGTH],
        "search_text": fold(public_text(shown)),
        "theme_key": by_type.get("theme"),
        "territory_key": by_type.get("territory"),
    }
