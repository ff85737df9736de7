"""Letters with an invitation code each, as a PDF: the code to type, and a QR code that fills it in."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms.invitations.codes import grouped
from forms.invitations.services import codes_of
from forms.models import InvitationBatch
from forms.paper.printed.typeset import document, qr_code
from portal.branding.models import SiteIdentity

SOURCE = Path(__file__).parent / "letters.typ"
# What one file holds: it is set while its reader waits.
LETTERS_OF_A_FILE = 250


def link_of(page: Any, request: HttpRequest, code: str) -> str:
    """Return the address that fills a code in. What follows # is sent to no server, so to no log."""
    return f"{page.get_full_url(request)}#code={code}"


def files_of(batch: InvitationBatch) -> list[tuple[int, int]]:
    """Return the first and the last letter of each file of a batch, from 1."""
    starts = range(1, batch.size + 1, LETTERS_OF_A_FILE)
    return [(start, min(start + LETTERS_OF_A_FILE - 1, batch.size)) for start in starts]


def file_of(batch: InvitationBatch, page: Any, request: HttpRequest, text: str, place: int) -> bytes:
    """Return the PDF of one file of a batch's letters; ``IndexError`` if there is no such file."""
    first, last = files_of(batch)[place]
    return letters(page, request, text, list(islice(codes_of(batch), first - 1, last)))


def letters(page: Any, request: HttpRequest, text: str, codes: Sequence[str]) -> bytes:
    """Return a letter for each code, in the page's language."""
    identity = SiteIdentity.for_request(request) or SiteIdentity()
    address = page.get_full_url(request) or ""
    with translation.override(page.locale.language_code):
        data = {
            "title": page.title,
            "language": page.locale.language_code.split("-")[0],
            "authority": identity.organisation or identity.texts.name,
            "colour": identity.choice.shown_band,
            "shown_address": address.split("://", 1)[-1].rstrip("/"),
            "text": [part.strip() for part in text.splitlines() if part.strip()],
            "notes": list(_notes(page)),
            "words": {
                "online": _("Scan the QR code with your telephone, or go to this address:"),
                "code": _("and type this code:"),
                "image": _("QR code that leads to the form with your code"),
            },
            "codes": [grouped(code) for code in codes],
        }
    images = [qr_code(link_of(page, request, code)) for code in codes]
    return document(SOURCE, data, images=images)


def _notes(page: Any) -> Iterator[str]:
    yield _("This code lets in one answer. Give it to nobody else.")
    if page.anonymous:
        yield _(
            "Your answers are anonymous: the code shows that you were invited and is separated from your "
            "answers when you send them. Nobody can find out who answered what."
        )
    else:
        yield _("Your answers are confidential: the code is kept with them, for the team in charge alone.")
    if page.closes_at:
        closes_at = timezone.localtime(page.closes_at, timezone.get_default_timezone())
        yield _("You can answer until %(day)s.") % {"day": date_format(closes_at, "DATE_FORMAT")}
