"""Questions to the record: each is one aggregate, whatever the number of decisions.

A decision that was taken back within seconds does not count, nor does the taking back.
"""

import datetime
import math
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, DateField, DurationField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from forms.enums import DecisionAction, DecisionSource, State
from forms.models import Decision, Objection, Submission
from forms.report.period import Period

# The first answer that a contribution which waited was given.
FIRST_ANSWERS = (
    DecisionAction.PUBLISH,
    DecisionAction.REFUSE,
    DecisionAction.SPAM,
    DecisionAction.REQUEST_CHANGE,
    DecisionAction.MERGE,
)
# What has a contribution wait once more: what is decided then is no first answer.
BACK_TO_WAITING = (
    DecisionAction.RESTORE,
    DecisionAction.EDIT,
    DecisionAction.SPLIT,
    DecisionAction.OBJECTION_UPHELD,
)
# Names of what rows are grouped by.
MONTH, PAGE = "month", "page_of"
Groups = Sequence[str]
Row = dict[str, Any]
Key = tuple[Any, ...]


HALF, NINE_TENTHS = 0.5, 0.9


class NearestRank(Aggregate):
    """The smallest value that at least this part of all values does not exceed (PostgreSQL)."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Delay:
    """How long contributions waited for their first answer (nearest rank: each is one of the delays)."""

    median: datetime.timedelta
    ninetieth: datetime.timedelta
    number: int


class Record:
    """The record of a period, for some pages (by translation key) or, None, for all of them.

    ``pages`` may be a query.
    """

    def __init__(self, period: Period, pages: "Collection[uuid.UUID] | QuerySet[Any] | None") -> None:
        """Keep what is asked about."""
        self._period, self._pages = period, pages

    def received(self, *by: str) -> list[Row]:
        """Return how many contributions were received: ``number``, by month or page if asked."""
        return self._count(
            self._within(Submission.objects.all(), "received_at", "page_key"), by, "received_at"
        )

    def events(self, *by: str) -> list[Row]:
        """Return how many events there were by ``action``, ``source`` and ``reason``."""
        rows = self._decisions().exclude(action=DecisionAction.UNDO)
        return self._count(rows, (*by, "action", "source", "reason"), "at")

    def objections(self, *by: str) -> list[Row]:
        """Return how many objections were made."""
        rows = self._within(Objection.objects.all(), "made_at", "submission__page_key")
        return self._count(rows, by, "made_at")

    def delays(self, *by: str) -> dict[Key, Delay]:
        """Return the delays by group; a group without an answer is not among them."""
        earlier = Decision.objects.filter(
            submission=OuterRef("submission"), action__in=BACK_TO_WAITING, number__lt=OuterRef("number")
        )
        answers = self._decisions().filter(
            ~Exists(earlier),
            action__in=FIRST_ANSWERS,
            from_state=State.PENDING,
            source=DecisionSource.MODERATOR,
        )
        rows = _grouped(answers, by, "at").order_by().annotate(delay=F("at") - F("submission__received_at"))
        if connection.vendor != "postgresql":
            return _delays_in_memory(rows.values_list(*by, "delay"))
        figures = {
            "median": NearestRank("delay", fraction=HALF),
            "ninetieth": NearestRank("delay", fraction=NINE_TENTHS),
            "number": Count("pk"),
        }
        found = rows.values(*by).annotate(**figures) if by else [rows.aggregate(**figures)]
        return {
            tuple(row[name] for name in by): Delay(row["median"], row["ninetieth"], row["number"])
            for row in found
            if row["number"]
        }

    def _decisions(self) -> "QuerySet[Decision]":
        """Return the decisions of the period that stand."""
        taken_back = Decision.objects.filter(
            action=DecisionAction.UNDO, submission=OuterRef("submission"), revision=OuterRef("revision") + 1
        )
        rows = self._within(Decision.objects.all(), "at", "submission__page_key")
        return rows.filter(~Exists(taken_back))

    def _within(self, rows: Any, moment: str, page_key: str) -> Any:
        rows = rows.filter(**{f"{moment}__gte": self._period.begins, f"{moment}__lt": self._period.ends})
        return rows if self._pages is None else rows.filter(**{f"{page_key}__in": self._pages})

    @staticmethod
    def _count(rows: Any, by: Groups, moment: str) -> list[Row]:
        grouped = _grouped(rows, by, moment).order_by()
        if not by:
            return [{"number": grouped.count()}]
        return list(grouped.values(*by).annotate(number=Count("pk")))


def _grouped(rows: Any, by: Groups, moment: str) -> Any:
    """Name what rows may be grouped by."""
    if MONTH in by:
        zone = timezone.get_default_timezone()
        rows = rows.annotate(month=TruncMonth(moment, output_field=DateField(), tzinfo=zone))
    if PAGE in by:
        column = "page_key" if rows.model is Submission else "submission__page_key"
        rows = rows.annotate(page_of=F(column))
    return rows


def _delays_in_memory(rows: Iterable[tuple[Any, ...]]) -> dict[Key, Delay]:
    """Return the same for the embedded database, which is small and has no such aggregate."""
    groups: dict[Key, list[datetime.timedelta]] = {}
    for *key, delay in rows:
        groups.setdefault(tuple(key), []).append(delay)
    return {key: delay_of(delays) for key, delays in groups.items()}


def delay_of(delays: Sequence[datetime.timedelta]) -> Delay:
    """Return the delays of at least one contribution, as ``NearestRank`` finds them."""
    ordered, number = sorted(delays), len(delays)
    return Delay(ordered[math.ceil(HALF * number) - 1], ordered[math.ceil(NINE_TENTHS * number) - 1], number)
