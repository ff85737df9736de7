"""Mail to residents and moderators: each waiting row becomes one message, sent by the worker.

A row is taken by moving its next try into the future, in a statement of its own, before the mail
server is spoken to. No transaction is open while it answers (or hangs), so nothing a resident does
waits for it; two workers never send the same row, and a worker that dies leaves the row to be tried
again. A message holds no text that a resident typed: an address that somebody else typed into a
form must not become a way to send them words.
"""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from forms.enums import State
from forms.flow.letter import letter_of_draft
from forms.letters import message_id
from forms.models import Contributor, OutgoingMail
from forms.resident_letters import letter_to_resident
from forms.rules.letters import letter_to_staff

logger = logging.getLogger(__name__)

INTERVAL = timedelta(seconds=10)
# At most so many messages a run, so that the worker gets to its other jobs.
BATCH = 200
# Growing pauses between the tries of one message; the first is longer than a mail server may hang.
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(hours=12)
# With these pauses, five days.
MOST_ATTEMPTS = 14
# After these there is nothing more to tell.
LAST_LETTERS = frozenset({OutgoingMail.Kind.REPORT_SETTLED, OutgoingMail.Kind.DRAFT})
# From here on a reply of a mail server is final (RFC 5321, section 4.2.1).
FINAL_REPLY = 500


def send_waiting() -> int:
    """Send the mail whose time has come, one message at a time; return how many went.

    A mail server that does not answer ends the run: the rest stays as it is. A message that has
    nothing to say any more is dropped.
    """
    sent = 0
    connection: BaseEmailBackend = mail.get_connection()
    try:
        for _turn in range(BATCH):
            row = _take()
            if row is None:
                break
            try:
                message = message_of(row, connection)
                if message is None:
                    row.delete()
                    continue
                message.extra_headers["Message-ID"] = message_id(row.event)
                connection.open()
                message.send()
            except Exception as error:
                # An exception of a mail server quotes addresses: only its kind is logged.
                final = is_final(error)
                logger.warning("Mail %s was not sent (%s)", row.event, type(error).__name__)
                _note_failure(row, type(error).__name__, final=final)
                if isinstance(error, OSError) and not isinstance(error, SMTPRecipientsRefused):
                    break
            else:
                _note_sent(row)
                sent += 1
    finally:
        connection.close()
    return sent


def _take() -> OutgoingMail | None:
    """Take the row that has waited longest, so that nobody else does; None if none is due."""
    with transaction.atomic():
        row = (
            OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(sent_at=None, failed_at=None, not_before__lte=timezone.now())
            .select_related("contributor", "submission__page__locale", "decision", "user", "page")
            .select_related("draft__page")
            .order_by("not_before", "id")
            .first()
        )
        if row is not None:
            pause = min(FIRST_PAUSE * 3**row.attempts, LONGEST_PAUSE)
            row.attempts += 1
            row.not_before = timezone.now() + pause
            row.save(update_fields=["attempts", "not_before"])
    return row


def _note_sent(row: OutgoingMail) -> None:
    """Note that the message went."""
    OutgoingMail.objects.filter(pk=row.pk).update(sent_at=timezone.now())
    _forget_who_was_told_last(row)


def _note_failure(row: OutgoingMail, error: str, *, final: bool) -> None:
    """Give up after the last try; until then the row comes up again by itself."""
    is_over = final or row.attempts >= MOST_ATTEMPTS
    OutgoingMail.objects.filter(pk=row.pk).update(
        error=error[:100], failed_at=timezone.now() if is_over else None
    )
    if is_over:
        _forget_who_was_told_last(row)


def _forget_who_was_told_last(row: OutgoingMail) -> None:
    """Erase the contact of somebody who has been told the last thing that they left it for.

    That is who took their submission back, who reported a contribution, and who had a code sent.
    """
    is_withdrawal = row.decision is not None and row.decision.to_state == State.WITHDRAWN
    if row.contributor_id and (is_withdrawal or row.kind in LAST_LETTERS):
        Contributor.objects.filter(pk=row.contributor_id).delete()


def is_final(error: Exception) -> bool:
    """Tell whether another try is pointless: the server refused the address for good."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= FINAL_REPLY for code, _text in error.recipients.values())
    return False


def message_of(row: OutgoingMail, connection: BaseEmailBackend | None = None) -> mail.EmailMessage | None:
    """Return the message about a row's event, None if there is nothing to say any more."""
    if row.user:
        return letter_to_staff(row, row.user, connection)
    if row.draft and row.contributor:
        return letter_of_draft(row.draft, row.contributor, connection)
    if row.submission and row.contributor:
        return letter_to_resident(row, row.submission, row.contributor, connection)
    return None
