"""Counts of answers, kept ready: results pages read them, the worker keeps them up to date.

``refresh`` recounts a page from its submissions, so every figure can be recomputed at any time.
"""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page, get_page_models

from forms.enums import COUNTED_STATES, Channel, State
from forms.fields.reading import questions_of
from forms.models import FormVersion, QuestionStatistics, Submission

CHUNK = 2_000
SEPARATOR = ":"


@dataclass(frozen=True)
class PageNumbers:
    """How many submissions of a page count, by channel, and how many are published."""

    total: int
    published: int
    channels: list[tuple[str, int]]
    computed_at: datetime | None


@dataclass(frozen=True)
class Bar:
    """One line of a result: its words, how many, and its share of those who answered."""

    label: str
    count: int
    # Per cent, 0 to 100, with one decimal.
    share: float


@dataclass(frozen=True)
class QuestionResult:
    """The counts of one question, in the order of its options."""

    question: str
    answered: int
    bars: list[Bar]
    computed_at: datetime | None


def refresh(page_keys: Iterable[str]) -> None:
    """Recount the pages with these translation keys from their submissions, streaming."""
    for key in page_keys:
        _refresh_page(uuid.UUID(str(key)))


def _refresh_page(page_key: uuid.UUID) -> None:
    rows = Submission.objects.filter(page_key=page_key, state__in=COUNTED_STATES)
    answered: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {}
    streams: dict[int, StreamValue] = {}
    for version_id, answers in rows.values_list("version_id", "answers").iterator(CHUNK):
        if version_id not in streams:
            streams[version_id] = FormVersion.objects.get(pk=version_id).stream
        for child in questions_of(streams[version_id]):
            if child.block.is_countable and (stored := answers.get(child.id)) is not None:
                answered[child.id] += 1
                counts.setdefault(child.id, Counter()).update(child.block.buckets(child.value, stored))
    by_channel = dict(rows.order_by().values_list("channel").annotate(Count("id")))
    published = rows.filter(state=State.PUBLISHED).count()
    with transaction.atomic():
        for question_id, counter in counts.items():
            QuestionStatistics.objects.update_or_create(
                page_key=page_key,
                question_id=question_id,
                defaults={"answered": answered[question_id], "counts": dict(counter)},
            )
        QuestionStatistics.objects.filter(page_key=page_key).exclude(question_id__in=["", *counts]).delete()
        QuestionStatistics.objects.update_or_create(
            page_key=page_key,
            question_id="",
            defaults={
                "answered": sum(by_channel.values()),
                "counts": {"published": published, "channels": by_channel},
            },
        )


def page_numbers(page_key: uuid.UUID) -> PageNumbers:
    """Return the numbers of a page, all zero if nobody has answered yet."""
    row = QuestionStatistics.objects.filter(page_key=page_key, question_id="").first()
    if row is None:
        return PageNumbers(0, 0, [], None)
    channels = row.counts.get("channels", {})
    named = [(str(c.label), channels[c]) for c in Channel if channels.get(c)]
    return PageNumbers(row.answered, row.counts.get("published", 0), named, row.computed_at)


def countable_questions() -> list[tuple[str, str]]:
    """Return (reference, "page: question") of every question that results can show."""
    choices = []
    for page in _form_pages():
        for child in questions_of(page.form):
            if child.block.is_countable and child.id:
                reference = f"{page.translation_key}{SEPARATOR}{child.id}"
                choices.append((reference, f"{page.title}: {child.value.get('label') or child.id}"))
    return choices


def _form_pages() -> list[Any]:
    """Return the pages that carry a form, in the first language."""
    from forms.page import FormPage

    first = settings.LANGUAGE_CODE
    return [
        page
        for model in get_page_models()
        if issubclass(model, FormPage)
        for page in model.objects.filter(locale__language_code=first).order_by("title")
    ]


def question_result(reference: str) -> QuestionResult | None:
    """Return the counts of a question in the reader's language, None for an unknown reference."""
    key, _sep, question_id = reference.partition(SEPARATOR)
    try:
        page_key = uuid.UUID(key)
    except ValueError:
        return None
    child = _question(page_key, question_id)
    if child is None:
        return None
    row = QuestionStatistics.objects.filter(page_key=page_key, question_id=question_id).first()
    answered = row.answered if row else 0
    counts = row.counts if row else {}
    labels = child.block.bucket_labels(child.value)
    # An option that was removed keeps its answers: they are shown, not dropped.
    removed = sum(count for bucket, count in counts.items() if bucket not in labels)
    named = [(words, counts.get(bucket, 0)) for bucket, words in labels.items()]
    if removed:
        named.append((_("Options no longer offered"), removed))
    bars = [Bar(words, n, round(100 * n / answered, 1) if answered else 0.0) for words, n in named]
    return QuestionResult(child.value.get("label") or "", answered, bars, row.computed_at if row else None)


def _question(page_key: uuid.UUID, question_id: str) -> StreamValue.StreamChild | None:
    """Return a question of a page as the reader's language words it."""
    pages = list(Page.objects.filter(translation_key=page_key).select_related("locale"))
    pages.sort(
        key=lambda page: (
            page.locale.language_code != get_language(),
            page.locale.language_code != settings.LANGUAGE_CODE,
        )
    )
    for page in pages:
        for child in questions_of(page.specific.form):
            if child.id == question_id:
                return child
    return None
