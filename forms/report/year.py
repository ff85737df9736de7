"""The figures of a year that anybody may read."""

import datetime
import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language

from forms.enums import DecisionAction, DecisionSource
from forms.fields.drawing import Bar
from forms.reasons.services import reason_labels
from forms.report.figures import RESTRICTIONS, Line
from forms.report.period import Period, year_of
from forms.report.record import Delay, Record
from forms.sections import pages_below

# Figures of a year are no news: so long they are kept ready.
SECONDS = 3_600


@dataclass(frozen=True)
class YearFigures:
    """What moderation did in a year; ``Line`` has the counts."""

    year: int
    # Whether the year is over.
    is_complete: bool
    line: Line
    delay: Delay | None
    # Why contributions were refused or hidden, the most frequent first.
    reasons: list[Bar]
    # Restrictions that a rule took by itself, and all restrictions.
    automated: int
    restrictions: int
    computed_at: datetime.datetime


def year_figures(year: int, page_key: Any = None) -> YearFigures:
    """Return the figures of a year for the page with this translation key and all below it, or the site.

    At most an hour old; otherwise six queries.
    """
    words = f"{year}:{page_key}:{get_language()}"
    key = "transparency:" + hashlib.sha256(words.encode()).hexdigest()
    found: YearFigures | None = cache.get(key)
    if found is None:
        found = _count(year, page_key)
        cache.set(key, found, SECONDS)
    return found


def _count(year: int, page_key: Any) -> YearFigures:
    pages = pages_below([page_key]).order_by().values("translation_key") if page_key else None
    today = timezone.localdate()
    period: Period = year_of(year)
    record = Record(period, pages)
    line = Line(received=record.received()[0]["number"], objections=record.objections()[0]["number"])
    reasons: Counter[str] = Counter()
    automated = restrictions = 0
    for row in record.events():
        line.actions[row["action"]] += row["number"]
        if row["action"] not in RESTRICTIONS:
            continue
        restrictions += row["number"]
        automated += row["number"] if row["source"] == DecisionSource.SYSTEM else 0
        if row["reason"]:
            reasons[row["reason"]] += row["number"]
    labels = reason_labels() if reasons else {}
    whole = reasons.total() or 1
    return YearFigures(
        year=year,
        is_complete=period.last < today,
        line=line,
        delay=record.delays().get(()),
        reasons=[Bar(labels.get(c, c), n, round(100 * n / whole, 1)) for c, n in reasons.most_common()],
        automated=automated,
        restrictions=restrictions,
        computed_at=timezone.now(),
    )


def sample_figures() -> YearFigures:
    """Return figures that nobody counted, for previews."""
    line = Line(received=1_284, objections=9)
    line.actions.update(
        {
            DecisionAction.PUBLISH: 1_147,
            DecisionAction.REFUSE: 96,
            DecisionAction.HIDE: 11,
            DecisionAction.SPAM: 30,
            DecisionAction.OBJECTION_UPHELD: 3,
            DecisionAction.OBJECTION_DISMISSED: 6,
        }
    )
    labels = list(reason_labels().values())[:3]
    numbers = ((61, 57.0), (30, 28.0), (16, 15.0))
    reasons = [Bar(words, n, share) for words, (n, share) in zip(labels, numbers, strict=False)]
    day = datetime.timedelta(days=1)
    now = timezone.now()
    delay = Delay(1.5 * day, 4 * day, 1_273)
    return YearFigures(now.year - 1, True, line, delay, reasons, 0, 107, now)
