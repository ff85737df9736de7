"""Until when an author may object to a decision, and to which one."""

import calendar
import datetime

from django.utils import timezone

from forms.enums import DecisionAction
from forms.models import AppealSettings, Decision, ObjectionRight, Submission
from forms.record.undoing import standing

# What keeps a contribution, or words of it, from being seen, as a decision that its author may contest.
CONTESTABLE = frozenset(
    {
        DecisionAction.REFUSE,
        DecisionAction.HIDE,
        DecisionAction.SPAM,
        DecisionAction.MERGE,
        DecisionAction.MASK,
    }
)


def grant(decision: Decision) -> None:
    """Keep until when the author may object, as it is told them; nothing for what takes nothing away."""
    if decision.action in CONTESTABLE:
        day = timezone.localdate(decision.at)
        until = months_later(day, _settings_of(decision.submission).objection_months)
        ObjectionRight.objects.create(decision=decision, until=until)


def contestable(submission: Submission) -> Decision | None:
    """Return the decision that its author may object to today, None if there is none.

    That is the one which keeps it from being seen now, in time, and not objected to before.
    """
    decisions = submission.decisions.select_related("objection", "objection_right")
    last = next((each for each in reversed(standing(decisions)) if stands(each)), None)
    if last is None or last.action not in CONTESTABLE or last.to_state != submission.state:
        return None
    right = getattr(last, "objection_right", None)
    if hasattr(last, "objection") or right is None or timezone.localdate() > right.until:
        return None
    return last


def stands(decision: Decision) -> bool:
    """Whether a decision says where its contribution is, rather than only noting something about it."""
    if decision.action == DecisionAction.MASK:
        # Until the words are put back, or their original is erased.
        return hasattr(decision, "original")
    return decision.from_state != decision.to_state or decision.action in CONTESTABLE


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day so many months later, or the last one of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _settings_of(submission: Submission) -> AppealSettings:
    """Return what the site of a contribution's page sets."""
    site = submission.page.get_site()
    return (AppealSettings.for_site(site) if site else None) or AppealSettings()
