"""How long a decision may be taken back, which is how long nobody is told of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from forms.enums import DecisionSource
from forms.models import Decision


def told_from(decision: Decision) -> datetime:
    """Return when mail about a decision may go: a moderator's waits as long as it may still be undone."""
    may_be_undone = decision.source == DecisionSource.MODERATOR
    return timezone.now() + timedelta(seconds=settings.UNDO_SECONDS if may_be_undone else 0)
