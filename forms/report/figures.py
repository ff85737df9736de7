"""The figures of a period, ready to be shown: in all, by month, by page, by reason."""

import datetime
import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from forms.enums import DecisionAction, DecisionSource
from forms.fields.drawing import Bar
from forms.reasons.services import reason_labels
from forms.report.period import Period
from forms.report.record import MONTH, PAGE, Delay, Record

# A report over a million contributions takes seconds to count.
KEPT_SECONDS = 300
# Decisions that owe their author a reason.
RESTRICTIONS = (DecisionAction.REFUSE, DecisionAction.HIDE)


@dataclass
class Line:
    """What happened in one part of a period, or on one page."""

    received: int = 0
    objections: int = 0
    actions: Counter[str] = field(default_factory=Counter)
    delay: Delay | None = None

    @property
    def published(self) -> int:
        """How many were published."""
        return self.actions[DecisionAction.PUBLISH]

    @property
    def refused(self) -> int:
        """How many were refused."""
        return self.actions[DecisionAction.REFUSE]

    @property
    def spam(self) -> int:
        """How many were marked as spam."""
        return self.actions[DecisionAction.SPAM]

    @property
    def hidden(self) -> int:
        """How many were hidden after publication."""
        return self.actions[DecisionAction.HIDE]

    @property
    def changes(self) -> int:
        """How many authors were asked for a change."""
        return self.actions[DecisionAction.REQUEST_CHANGE]

    @property
    def withdrawn(self) -> int:
        """How many were withdrawn by their authors."""
        return self.actions[DecisionAction.WITHDRAW]

    @property
    def upheld(self) -> int:
        """How many objections were upheld."""
        return self.actions[DecisionAction.OBJECTION_UPHELD]

    @property
    def dismissed(self) -> int:
        """How many objections were dismissed."""
        return self.actions[DecisionAction.OBJECTION_DISMISSED]


@dataclass(frozen=True)
class Figures:
    """The figures of one period."""

    period: Period
    total: Line
    months: list[tuple[datetime.date, Line]]
    pages: list[tuple[str, Line]]
    # Why contributions were refused or hidden, the most frequent first.
    reasons: list[Bar]
    # Restrictions that a rule took by itself, and all restrictions.
    automated: int
    restrictions: int
    computed_at: datetime.datetime

    @property
    def most_received(self) -> int:
        """The largest number of a month, which its bar fills its row with."""
        return max((line.received for _month, line in self.months), default=0) or 1


def kept_figures(period: Period, pages: Any) -> Figures:
    """Return what ``figures_of`` does, counted some minutes ago at most."""
    keys = "all" if pages is None else sorted(str(page) for page in pages)
    words = f"{period.first}:{period.last}:{keys}:{get_language()}"
    name = "moderation-report:" + hashlib.sha256(words.encode()).hexdigest()
    found: Figures | None = cache.get(name)
    if found is None:
        found = figures_of(period, pages)
        cache.set(name, found, KEPT_SECONDS)
    return found


def figures_of(period: Period, pages: Any) -> Figures:
    """Return the figures of a period for pages (translation keys, None for all): nine queries."""
    record = Record(period, pages)
    events = record.events(MONTH, PAGE)
    received = record.received(MONTH, PAGE)
    objections = record.objections(MONTH, PAGE)
    lines = _Lines()
    lines.add(received, events, objections)
    for name, by in (("months", (MONTH,)), ("pages", (PAGE,)), ("total", ())):
        lines.add_delays(name, record.delays(*by))
    restricting = [row for row in events if row["action"] in RESTRICTIONS]
    return Figures(
        period=period,
        total=lines.total,
        months=[(month, lines.months.get(month, Line())) for month in period.months],
        pages=named_pages(lines.pages),
        reasons=_reasons(restricting),
        automated=sum(row["number"] for row in restricting if row["source"] == DecisionSource.SYSTEM),
        restrictions=sum(row["number"] for row in restricting),
        computed_at=timezone.now(),
    )


def lines_by_page_and_month(period: Period, pages: Any) -> list[tuple[str, datetime.date, Line]]:
    """Return (page, month, line) of each page and month in which something happened."""
    record = Record(period, pages)
    lines: dict[tuple[Any, Any], Line] = {}
    for row in record.received(PAGE, MONTH):
        lines.setdefault((row[PAGE], row[MONTH]), Line()).received += row["number"]
    for row in record.events(PAGE, MONTH):
        lines.setdefault((row[PAGE], row[MONTH]), Line()).actions[row["action"]] += row["number"]
    for row in record.objections(PAGE, MONTH):
        lines.setdefault((row[PAGE], row[MONTH]), Line()).objections += row["number"]
    for key, delay in record.delays(PAGE, MONTH).items():
        lines.setdefault((key[0], key[1]), Line()).delay = delay
    titles = page_titles({page for page, _month in lines})
    found = [(titles.get(page, ""), month, line) for (page, month), line in lines.items()]
    return sorted(found, key=lambda item: (item[0].casefold(), item[1]))


class _Lines:
    """Adds rows up in three ways at once."""

    def __init__(self) -> None:
        self.total = Line()
        self.months: dict[datetime.date, Line] = {}
        self.pages: dict[uuid.UUID, Line] = {}

    def add(self, received: Iterable[Any], events: Iterable[Any], objections: Iterable[Any]) -> None:
        for row in received:
            for line in self._of(row):
                line.received += row["number"]
        for row in events:
            for line in self._of(row):
                line.actions[row["action"]] += row["number"]
        for row in objections:
            for line in self._of(row):
                line.objections += row["number"]

    def add_delays(self, name: str, delays: dict[tuple[Any, ...], Delay]) -> None:
        for key, delay in delays.items():
            line = getattr(self, name)[key[0]] if key else self.total
            line.delay = delay

    def _of(self, row: Any) -> list[Line]:
        month = self.months.setdefault(row[MONTH], Line())
        return [self.total, month, self.pages.setdefault(row[PAGE], Line())]


def named_pages(lines: dict[uuid.UUID, Line]) -> list[tuple[str, Line]]:
    """Return the lines of pages with their titles, the page that received most first."""
    titles = page_titles(lines)
    named = [(titles.get(key, ""), line) for key, line in lines.items()]
    return sorted(named, key=lambda item: (-item[1].received, item[0].casefold()))


def page_titles(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the title of each page in the portal's first language, else in any."""
    titles: dict[uuid.UUID, str] = {}
    rows = Page.objects.filter(translation_key__in=list(keys)).order_by("pk")
    for key, title, code in rows.values_list("translation_key", "title", "locale__language_code"):
        if key not in titles or code == settings.LANGUAGE_CODE:
            titles[key] = title
    return titles


def _reasons(restricting: Iterable[Any]) -> list[Bar]:
    """Return how often each reason was given, with its share of those given."""
    counts: Counter[str] = Counter()
    for row in restricting:
        if row["reason"]:
            counts[row["reason"]] += row["number"]
    labels = reason_labels() if counts else {}
    whole = counts.total() or 1
    return [Bar(labels.get(c, c), n, round(100 * n / whole, 1)) for c, n in counts.most_common()]
