"""The worker has each new file checked for viruses; until then nobody can read it."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from forms.files import clamd
from forms.files.storage import vault
from forms.models import Attachment, Note
from forms.models.attachment import Check

logger = logging.getLogger(__name__)

INTERVAL = timedelta(seconds=5)
# A file that the antivirus could not check waits for so long: the others go first.
RETRY = timedelta(minutes=10)
BATCH = 200


def check_files() -> int:
    """Check what waits, and return how many files were; none if no antivirus is configured.

    While the antivirus does not answer, everything stays as it is until the next time.
    """
    if not settings.CLAMD_SOCKET:
        return 0
    checked = 0
    for attachment in _waiting():
        try:
            checked += _check(attachment)
        except clamd.ClamdDown as down:
            logger.warning("The antivirus does not answer (%s): files wait", down)
            break
    return checked


def _waiting() -> Iterator[Attachment]:
    now = timezone.now()
    due = Q(retry_at=None) | Q(retry_at__lte=now)
    rows = Attachment.objects.filter(due, check_state=Check.UNCHECKED).exclude(file="")
    yield from rows.order_by("id")[:BATCH]


def _check(attachment: Attachment) -> bool:
    """Check one file and keep the result; whether there is one."""
    mine = Attachment.objects.filter(pk=attachment.pk)
    try:
        with vault.path_of(attachment.file).open("rb") as file:
            finding = clamd.scan(file)
    except clamd.NotScanned as reason:
        logger.error("The antivirus could not check file %s: %s", attachment.pk, reason)
        mine.update(retry_at=timezone.now() + RETRY)
        return False
    except FileNotFoundError:
        # Erased a moment ago with its form, or lost with a disk: nothing is left to read.
        mine.update(file="")
        return False
    if finding:
        _delete(attachment, finding)
    else:
        mine.update(check_state=Check.CLEAN, retry_at=None)
    return True


def _delete(attachment: Attachment, finding: str) -> None:
    """Delete a file with a virus, and tell the moderators of what it was sent with."""
    with transaction.atomic():
        row = Attachment.objects.select_for_update().select_related(None).get(pk=attachment.pk)
        row.check_state, row.finding, row.retry_at = Check.INFECTED, finding[:200], None
        name, row.file = row.file, ""
        row.save(update_fields=["check_state", "finding", "retry_at", "file"])
        if row.submission_id:
            tell(row, row.submission_id)
        transaction.on_commit(lambda: vault.delete(name))
    logger.warning("The antivirus found %s in file %s: it is deleted", finding, attachment.pk)


def tell(attachment: Attachment, submission_id: int) -> None:
    """Leave moderators a note about a file that the antivirus deleted."""
    with translation.override(settings.LANGUAGE_CODE):
        text = _("The file “%(name)s” was deleted: the antivirus found %(finding)s in it.") % {
            "name": attachment.name,
            "finding": attachment.finding,
        }
    Note.objects.create(submission_id=submission_id, author=None, text=text)
