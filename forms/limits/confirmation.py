"""The message with the link and the code that confirm an address.

A row holds the address until the message has gone, then it is deleted: nobody reads in a copy of the
database who asked, or in which order. The code is derived from the address and kept nowhere, so that
whoever asks twice has one code.
"""

import logging
from datetime import timedelta
from urllib.parse import urlencode

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from forms.invitations.codes import grouped
from forms.letters import compose, identity_of, site_of
from forms.limits.passes import code_of_address
from forms.mail import BATCH, FIRST_PAUSE, LONGEST_PAUSE, is_final
from forms.models import ConfirmationMail

logger = logging.getLogger(__name__)

INTERVAL = timedelta(seconds=5)
# Nobody waits for a link longer than a day or so.
MOST_ATTEMPTS = 6


def ask(page: Page, email: str, language: str) -> None:
    """Have a message sent to an address; one that waits already is not sent twice."""
    rows = [ConfirmationMail(page_id=page.pk, email=email.strip(), language=language)]
    ConfirmationMail.objects.bulk_create(rows, ignore_conflicts=True)


def send_waiting() -> int:
    """Send what is due and delete it; return how many went. A server that hangs ends the run."""
    sent = 0
    connection = mail.get_connection()
    try:
        for _turn in range(BATCH):
            row = _take()
            if row is None:
                break
            try:
                message = message_of(row, connection)
                connection.open()
                message.send()
            except Exception as error:
                # An exception of a mail server quotes addresses: only its kind is logged.
                logger.warning("A confirmation was not sent (%s)", type(error).__name__)
                if is_final(error) or row.attempts >= MOST_ATTEMPTS:
                    row.delete()
                elif isinstance(error, OSError):
                    break
            else:
                row.delete()
                sent += 1
    finally:
        connection.close()
    return sent


def _take() -> ConfirmationMail | None:
    """Take the row that has waited longest by moving its next try into the future."""
    with transaction.atomic():
        row = (
            ConfirmationMail.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(not_before__lte=timezone.now())
            .select_related("page")
            .order_by("not_before", "id")
            .first()
        )
        if row is not None:
            row.not_before = timezone.now() + min(FIRST_PAUSE * 3**row.attempts, LONGEST_PAUSE)
            row.attempts += 1
            row.save(update_fields=["attempts", "not_before"])
    return row


def message_of(row: ConfirmationMail, connection: BaseEmailBackend) -> mail.EmailMessage:
    """Return the message to an address, in the language in which it was asked for."""
    page = row.page.specific
    code = grouped(code_of_address(page, row.email))
    # What follows # is sent to no server: neither address nor code comes into a log.
    fragment = urlencode({"email": row.email, "code": code.replace(" ", "")})
    with translation.override(row.language):
        body = render_to_string(
            "forms/mail/confirm_address.txt",
            {"page": page, "link": f"{page.full_url}#{fragment}", "address": page.full_url, "code": code},
        )
        return compose(
            to=row.email,
            subject=_("Your link to answer “%(title)s”") % {"title": page.title},
            body=body,
            identity=identity_of(site_of(page)),
            connection=connection,
        )
