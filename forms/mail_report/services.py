"""Have mail that was given up sent after all."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from forms.models import OutgoingMail

# For so long the report shows what was sent.
SHOWN_FOR = timedelta(days=7)
REFUSED = "SMTPRecipientsRefused"
# What a mail server that is away, hangs or breaks off makes of a message.
SERVER_AWAY = frozenset(
    {
        "ConnectionAbortedError",
        "ConnectionRefusedError",
        "ConnectionResetError",
        "SMTPConnectError",
        "SMTPServerDisconnected",
        "TimeoutError",
        "gaierror",
    }
)


def shown() -> "QuerySet[OutgoingMail]":
    """Return what the report is about: all that was not sent, and what was sent lately."""
    lately = timezone.now() - SHOWN_FOR
    return OutgoingMail.objects.filter(Q(sent_at=None) | Q(sent_at__gte=lately))


def waiting(rows: "QuerySet[OutgoingMail]") -> "QuerySet[OutgoingMail]":
    """Keep what the worker will try (again) by itself."""
    return rows.filter(sent_at=None, failed_at=None)


def failed(rows: "QuerySet[OutgoingMail]") -> "QuerySet[OutgoingMail]":
    """Keep what was given up."""
    return rows.filter(sent_at=None, failed_at__isnull=False)


def sent(rows: "QuerySet[OutgoingMail]") -> "QuerySet[OutgoingMail]":
    """Keep what went."""
    return rows.filter(sent_at__isnull=False)


def retry(rows: "QuerySet[OutgoingMail]") -> int:
    """Let the worker try again what was given up, all tries anew; return how many messages.

    What was sent stays sent: nothing goes twice.
    """
    return failed(rows).update(failed_at=None, attempts=0, error="", not_before=timezone.now())


def why(error: str) -> str:
    """Return in words why the last try of a message failed; ``error`` is the kind of its exception."""
    if not error:
        return ""
    if error == REFUSED:
        return _("The address was refused.")
    if error in SERVER_AWAY:
        return _("The mail server did not answer.")
    return _("Error: %(kind)s") % {"kind": error}
