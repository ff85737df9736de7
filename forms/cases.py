"""What is open about contributions beside their own decisions: changes, reports and objections."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from forms.edits.comparison import changes_of
from forms.enums import DecisionAction, State
from forms.models import Decision, Objection, Report, Submission
from forms.moderation.listing import COUNT_LIMIT
from forms.moderation.scope import Scope


def case_context(submission: Submission, decisions: Sequence[Decision]) -> dict[str, Any]:
    """Return what a moderator reads of one contribution beside its answers and its history.

    ``decisions`` are its own, with their objections and the answers to these. They and its dates say what
    there can be, and nothing else is looked for.
    """
    happened = {decision.action for decision in decisions}
    reports = list(submission.reports.all()) if submission.published_at else []
    return {
        "changes": changes_of(submission) if DecisionAction.EDIT in happened else [],
        "open_reports": [each for each in reports if each.settled_at is None],
        "settled_reports": [each for each in reports if each.settled_at],
        "objections": [each.objection for each in decisions if hasattr(each, "objection")],
    }


def open_objections(scope: Scope) -> "QuerySet[Objection]":
    """Return the objections of a moderator's sections that wait for an answer, the oldest first.

    One against a decision that somebody has changed since waits for nothing.
    """
    waiting = Objection.objects.filter(answer=None, submission__state=F("decision__to_state"))
    return _within(waiting, scope)


def answered_objections(scope: Scope) -> "QuerySet[Objection]":
    """Return those that were answered, the newest answer first."""
    return _within(Objection.objects.filter(answer__isnull=False), scope).order_by("-answer_id")


def open_reports(scope: Scope) -> "QuerySet[Report]":
    """Return the reports of a moderator's sections that nobody has looked at."""
    waiting = Report.objects.filter(settled_at=None, submission__state__in=(State.PUBLISHED, State.HIDDEN))
    return _within(waiting, scope)


def _within(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return rows if scope.everything else rows.filter(submission__page_key__in=scope.page_keys)


@dataclass(frozen=True)
class Waiting:
    """How many cases wait for somebody."""

    objections: int
    reports: int


def waiting_cases(scope: Scope) -> Waiting:
    """Return how many objections and reported contributions wait in a moderator's sections."""
    reported = open_reports(scope).order_by().values("submission_id").distinct()
    return Waiting(
        objections=open_objections(scope).order_by()[:COUNT_LIMIT].count(),
        reports=reported[:COUNT_LIMIT].count(),
    )
