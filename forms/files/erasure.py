"""Erase files that nobody sent, and those that no row knows."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from forms.files.services import erase
from forms.files.storage import vault
from forms.models.attachment import Attachment

logger = logging.getLogger(__name__)

INTERVAL = timedelta(hours=1)
BATCH = 500
# Longer than it takes to write a file and its row.
FORGOTTEN_AFTER = timedelta(hours=1)


def erase_unsent() -> int:
    """Erase held files whose time is over, then strays; return how many were held."""
    erased = 0
    while batch := _erase_batch():
        erased += batch
    if erased:
        logger.info("Erased %d files of forms that were not sent", erased)
    _sweep()
    return erased


def _erase_batch() -> int:
    with transaction.atomic():
        # Locked: one that is sent at this moment is no longer among them.
        over = Attachment.objects.select_for_update().filter(held_until__lte=timezone.now())
        return erase(over[:BATCH])


def _sweep() -> None:
    """Delete files without a row: a process died between the one and the other."""
    before = (timezone.now() - FORGOTTEN_AFTER).timestamp()
    old = list(vault.older_than(before))
    for start in range(0, len(old), BATCH):
        names = old[start : start + BATCH]
        known = set(Attachment.objects.filter(file__in=names).values_list("file", flat=True))
        for name in names:
            if name not in known:
                vault.delete(name)
