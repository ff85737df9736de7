"""Erase the originals of masked texts once their time has come."""

import logging
from datetime import timedelta

from django.utils import timezone

from forms.models import OriginalText

logger = logging.getLogger(__name__)

INTERVAL = timedelta(hours=6)


def erase_originals() -> int:
    """Erase what is due and return how many there were."""
    erased, _by_model = OriginalText.objects.filter(erase_at__lte=timezone.now()).delete()
    if erased:
        logger.info("Erased the originals of %d masked texts", erased)
    return erased
