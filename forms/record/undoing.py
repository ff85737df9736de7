"""Decisions that are taken back: for how long they may be, and what stands without them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from forms.enums import DecisionAction, DecisionSource
from forms.models import Decision


def told_from(decision: Decision) -> datetime:
    """Return when mail about a decision may go: a moderator's waits as long as it may still be undone."""
    may_be_undone = decision.source == DecisionSource.MODERATOR
    return timezone.now() + timedelta(seconds=settings.UNDO_SECONDS if may_be_undone else 0)


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """Return what happened to one submission and was not taken back; the oldest first, as it is given."""
    kept: list[Decision] = []
    for decision in decisions:
        if decision.action != DecisionAction.UNDO:
            kept.append(decision)
        elif kept:
            # What is taken back is always the event right before.
            kept.pop()
    return kept
