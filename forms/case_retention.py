"""Erase what was written about contributions, once its own time has come.

Objections, reports and late statements come after the contribution that they are about, often after its
retention period: each is kept for as long as its page says, counted from its own day.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from forms.models import Contributor, DecisionMessage, Objection, Report

# Rows of one transaction.
BATCH = 500


def purge_cases(page_id: int, before: datetime) -> int:
    """Erase what was written on a page's contributions up to a moment; return how many rows that was.

    What counts stays: that somebody objected or reported, when, for which reason and with which outcome.
    """
    objections = Objection.objects.filter(submission__page_id=page_id, made_at__lte=before).exclude(text="")
    late = DecisionMessage.objects.filter(
        decision__submission__page_id=page_id,
        decision__submission__purged_at__isnull=False,
        decision__at__lte=before,
    )
    purged = objections.update(text="")
    late.delete()
    while batch := _purge_reports(page_id, before):
        purged += batch
    return purged


def _purge_reports(page_id: int, before: datetime) -> int:
    """Erase the texts of one batch of reports and the addresses of who made them, their mail included."""
    with transaction.atomic():
        due = Report.objects.filter(submission__page_id=page_id, purged_at=None, made_at__lte=before)
        rows = list(due.values_list("pk", "reporter_id")[:BATCH])
        Report.objects.filter(pk__in=[pk for pk, _reporter in rows]).update(text="", purged_at=timezone.now())
        Contributor.objects.filter(pk__in=[reporter for _pk, reporter in rows if reporter]).delete()
    return len(rows)
