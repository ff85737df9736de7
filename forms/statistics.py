"""Counts of answers, kept ready: the worker keeps them up to date, results pages read them.

A change marks its page (``mark``); the worker counts marked pages anew (``count_marked``). Each
count is made from the submissions, so that every figure can be recomputed at any time and no
difference can pile up. A page that takes long to count is counted less often: whatever its size,
counting takes a fixed small part of the worker's time, and a mark stays until its page is counted.
"""

import time
import uuid
from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import Count
from django.utils import timezone
from wagtail.blocks import StreamValue

from forms.enums import COUNTED_STATES, State
from forms.fields.reading import questions_of
from forms.models import FormVersion, QuestionStatistics, RecountMark, Submission

CHUNK = 2_000
# How often the worker looks for marked pages.
INTERVAL = timedelta(seconds=2)
# After a count that took a second, the page is left alone for so many (the interval among them).
REST = 20
# Numbers and words have as many buckets as residents find: beyond these, a question counts under fewer.
MOST_BUCKETS = 2_000
# Name of the row that counts the page as a whole.
WHOLE = ""


@dataclass
class Tally:
    """What was counted of one page."""

    answered: Counter[str] = field(default_factory=Counter)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    totals: dict[str, dict[str, Decimal]] = field(default_factory=dict)

    def add(self, child: StreamValue.StreamChild, stored: Any) -> None:
        """Add an answer."""
        self.answered[child.id] += 1
        counts = self.counts.setdefault(child.id, Counter())
        counts.update(child.block.buckets(child.value, stored))
        if len(counts) > MOST_BUCKETS:
            self.counts[child.id] = child.block.fewer(counts)
        totals = self.totals.setdefault(child.id, {})
        for key, amount in child.block.amounts(child.value, stored).items():
            totals[key] = totals.get(key, Decimal()) + amount


def mark(page_keys: Iterable[str]) -> None:
    """Have the pages with these translation keys counted anew; costs one statement."""
    RecountMark.objects.bulk_create(RecountMark(page_key=uuid.UUID(str(key))) for key in page_keys)


def count_marked() -> None:
    """Count each marked page whose rest is over. A mark that comes meanwhile is for the next time."""
    marks: dict[uuid.UUID, list[int]] = {}
    for pk, key in RecountMark.objects.values_list("pk", "page_key"):
        marks.setdefault(key, []).append(pk)
    for key in _rested(marks):
        if _count_page(key):
            RecountMark.objects.filter(pk__in=marks[key]).delete()


def refresh(page_keys: Iterable[str]) -> None:
    """Count the pages with these translation keys at once, rested or not."""
    for key in page_keys:
        _count_page(uuid.UUID(str(key)))


def _rested(marks: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Return the pages that may be counted again, those that take the least time first."""
    now = timezone.now()
    cost = dict.fromkeys(marks, 0)
    for row in QuestionStatistics.objects.filter(page_key__in=cost, question_id=WHOLE):
        if now + INTERVAL < row.computed_at + REST * timedelta(milliseconds=row.took_ms):
            del cost[row.page_key]
        else:
            cost[row.page_key] = row.took_ms
    return sorted(cost, key=lambda key: cost[key])


def _count_page(page_key: uuid.UUID) -> bool:
    """Count one page and keep the result; False if another process is at it."""
    QuestionStatistics.objects.get_or_create(
        page_key=page_key, question_id=WHOLE, defaults={"computed_at": timezone.now()}
    )
    with _alone():
        whole = QuestionStatistics.objects.filter(page_key=page_key, question_id=WHOLE)
        if connection.features.has_select_for_update_skip_locked:
            whole = whole.select_for_update(skip_locked=True)
        row = whole.first()
        if row is None:
            return False
        _count_into(row)
    return True


def _alone() -> AbstractContextManager[Any]:
    """Open the transaction that keeps the page's row for this process while it counts.

    An older count must never replace a newer one. SQLite would stop every writer meanwhile; there,
    one worker counts.
    """
    if connection.features.has_select_for_update_skip_locked:
        return transaction.atomic()
    return nullcontext()


def _count_into(whole: QuestionStatistics) -> None:
    """Count the page of this row from its submissions, streaming."""
    began, now = time.monotonic(), timezone.now()
    rows = Submission.objects.filter(page_key=whole.page_key, state__in=COUNTED_STATES)
    tally = _tally(rows.values_list("version_id", "answers").iterator(CHUNK))
    by_channel = dict(rows.order_by().values_list("channel").annotate(Count("id")))
    published = rows.filter(state=State.PUBLISHED).count()
    with transaction.atomic():
        for question_id, counter in tally.counts.items():
            QuestionStatistics.objects.update_or_create(
                page_key=whole.page_key,
                question_id=question_id,
                defaults={
                    "answered": tally.answered[question_id],
                    "counts": dict(counter),
                    "totals": {key: f"{amount:f}" for key, amount in tally.totals[question_id].items()},
                    "computed_at": now,
                },
            )
        mine = QuestionStatistics.objects.filter(page_key=whole.page_key)
        mine.exclude(question_id__in=[WHOLE, *tally.counts]).delete()
        whole.answered = sum(by_channel.values())
        whole.counts = {"published": published, "channels": by_channel}
        whole.computed_at = now
        whole.took_ms = int((time.monotonic() - began) * 1_000)
        whole.save()


def _tally(rows: Iterable[tuple[int, dict[str, Any]]]) -> Tally:
    """Return how often each answer was given, each read as its own version of the form asks it."""
    tally = Tally()
    questions: dict[int, list[StreamValue.StreamChild]] = {}
    for version_id, answers in rows:
        if version_id not in questions:
            stream = FormVersion.objects.get(pk=version_id).stream
            questions[version_id] = [c for c in questions_of(stream) if c.block.is_countable]
        for child in questions[version_id]:
            stored = answers.get(child.id)
            if stored is not None:
                tally.add(child, stored)
    return tally
