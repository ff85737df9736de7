"""Send a form to a page that limits who answers, how many do, or what is kept of it."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.blocks import StreamValue

from forms.enums import Channel
from forms.intake.services import sent_before, submit
from forms.limits import anonymous, passes, places
from forms.limits.passes import Pass, PassUsed
from forms.limits.questions import without_free_hidden
from forms.limits.statement import statement_for
from forms.models import SentForm, Submission
from forms.receipts import nonce_digest


@dataclass(frozen=True)
class Sent:
    """What its sender gets: a code to follow it with or, of an anonymous answer, a statement."""

    code: str
    is_new: bool
    # None for an anonymous one: nobody is told which it is.
    submission: Submission | None = None


def send(
    page: Any,
    stream: StreamValue,
    answers: dict[str, Any],
    *,
    seed: str,
    language: str,
    contact_email: str = "",
    channel: Channel = Channel.WEB,
    external_id: str = "",
    received_at: datetime.datetime | None = None,
    held: Pass | None = None,
) -> Sent:
    """Record one answer with its places and what lets it in, in one transaction.

    The arguments are those of ``forms.intake.services.submit``; ``held`` is the sender's pass, None for
    an agent who answers for somebody. ``PlacesGone`` and ``PassUsed`` record nothing. A form that was
    sent before gets what it got then, whatever is full or used since.
    """
    if not page.is_limited:
        plain = submit(
            page,
            stream,
            answers,
            seed=seed,
            language=language,
            contact_email=contact_email,
            channel=channel,
            external_id=external_id,
            received_at=received_at,
        )
        return Sent(plain.code, plain.is_new, plain.submission)
    if page.anonymous:
        return _send_anonymous(page, stream, answers, seed, language, channel, received_at, held)
    with transaction.atomic():
        receipt = submit(
            page,
            stream,
            answers,
            seed=seed,
            language=language,
            contact_email=contact_email,
            channel=channel,
            external_id=external_id,
            received_at=received_at,
        )
        if receipt.is_new:
            _let_in(page, receipt.submission, stream, held)
    return Sent(receipt.code, receipt.is_new, receipt.submission)


def _send_anonymous(
    page: Any,
    stream: StreamValue,
    answers: dict[str, Any],
    seed: str,
    language: str,
    channel: Channel,
    received_at: datetime.datetime | None,
    held: Pass | None,
) -> Sent:
    with transaction.atomic():
        submission = anonymous.record(
            page,
            stream,
            without_free_hidden(stream, answers),
            sent_digest=sent_digest(seed, answers),
            language=language,
            channel=channel,
            received_at=received_at,
        )
        if submission is not None:
            _let_in(page, submission, stream, held)
    return Sent(statement(page, seed), submission is not None)


def _let_in(page: Any, submission: Submission, stream: StreamValue, held: Pass | None) -> None:
    if held is not None:
        passes.use(page, held, submission)
    elif passes.needs_pass(page) and submission.channel == Channel.WEB:
        raise PassUsed
    places.take(page, submission, stream)


def sent_digest(seed: str, answers: dict[str, Any]) -> str:
    """Return the digest under which it is known for a week that an anonymous form was sent."""
    return nonce_digest(seed, json.dumps(answers, sort_keys=True, ensure_ascii=False))


def statement(page: Any, seed: str) -> str:
    """Return the statement of an anonymous answer."""
    return statement_for(page, anonymous.day_of().date(), seed)


def earlier(page: Any, answers: dict[str, Any], *, seed: str, contact_email: str = "") -> Sent | None:
    """Return what a form got that was sent before, None for a new one."""
    if page.anonymous:
        known = SentForm.objects.filter(digest=sent_digest(seed, answers)).exists()
        return Sent(statement(page, seed), is_new=False) if known else None
    found = sent_before(seed, answers, contact_email)
    return Sent(found.code, is_new=False, submission=found.submission) if found else None
