"""Settle what was reported about a contribution once somebody has judged it."""

from forms.enums import DecisionAction, DecisionSource, State
from forms.models import Decision, OutgoingMail, Report, Submission
from forms.record.undoing import told_from


def settle(submission: Submission, decision: Decision) -> None:
    """Settle what was reported about a contribution by a decision on it, and have the reporters told.

    Called for each decision, in its transaction. What a rule hid waits for a person.
    """
    if decision.source == DecisionSource.SYSTEM or not _settles(decision):
        return
    open_reports = list(Report.objects.filter(submission=submission, settled_at=None))
    if not open_reports:
        return
    stays = decision.to_state == State.PUBLISHED
    outcome = Report.Outcome.KEPT if stays else Report.Outcome.HIDDEN
    Report.objects.filter(pk__in=[each.pk for each in open_reports]).update(
        settled_at=decision.at, outcome=outcome, decision=decision
    )
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            submission=submission,
            contributor_id=each.reporter_id,
            decision=decision,
            kind=OutgoingMail.Kind.REPORT_SETTLED,
            event=f"report:{each.pk}:{decision.pk}",
            not_before=told_from(decision),
        )
        for each in open_reports
        if each.reporter_id
    )


def _settles(decision: Decision) -> bool:
    """Whether after this decision somebody has judged what is reported."""
    was_public = decision.from_state in (State.PUBLISHED, State.HIDDEN)
    return was_public and (
        decision.from_state != decision.to_state
        or decision.action in (DecisionAction.HIDE, DecisionAction.CONFIRM)
    )


def reopen(decision: Decision) -> None:
    """Open again what a decision had settled, because it is taken back before anybody was told."""
    Report.objects.filter(decision=decision).update(settled_at=None, outcome="", decision=None)
