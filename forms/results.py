"""Counted answers as results pages show them, in the reader's language."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page, get_page_models

from forms.enums import Channel
from forms.fields.drawing import Bar, Counted, Drawing, Figure, Group, Table, percent
from forms.fields.reading import questions_of
from forms.models import FormVersion, QuestionStatistics
from forms.statistics import WHOLE

SEPARATOR = ":"
# Versions of a form that are looked through for the words of something it no longer asks.
VERSIONS = 50


@dataclass(frozen=True)
class PageNumbers:
    """How many submissions of a page count, by channel, and how many are published."""

    total: int
    published: int
    channels: list[tuple[str, int]]
    computed_at: datetime | None


@dataclass(frozen=True)
class QuestionResult:
    """The counts of one question, in the order of its options."""

    question: str
    answered: int
    groups: list[Group]
    computed_at: datetime | None
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @property
    def bars(self) -> list[Bar]:
        """The lines of all groups."""
        return [bar for group in self.groups for bar in group.bars]


def countable_questions() -> list[tuple[str, str]]:
    """Return (reference, "page: question") of every question that results can show.

    A question that a form no longer asks is among them as long as its answers count.
    """
    choices = []
    pages = _form_pages()
    counted: dict[uuid.UUID, set[str]] = {}
    rows = QuestionStatistics.objects.filter(page_key__in=pages).exclude(question_id=WHOLE)
    for key, question_id in rows.values_list("page_key", "question_id"):
        counted.setdefault(key, set()).add(question_id)
    for key, page in pages.items():
        asked = [child for child in questions_of(page.form) if child.block.is_countable and child.id]
        choices += [
            (f"{key}{SEPARATOR}{child.id}", _titled(page.title, child.value.get("label"))) for child in asked
        ]
        for question_id in sorted(counted.get(key, set()) - {child.id for child in asked}):
            child = _past_question(key, question_id)
            if child:
                label = _("%(question)s (no longer asked)") % {"question": child.value.get("label")}
                choices.append((f"{key}{SEPARATOR}{question_id}", _titled(page.title, label)))
    return choices


def _titled(page: str, question: str | None) -> str:
    """Return how the editor's list names a question."""
    return _("%(page)s: %(question)s") % {"page": page, "question": question or _("Untitled question")}


def _form_pages() -> dict[uuid.UUID, Any]:
    """Return each page that carries a form under its key, in the first language if it has one."""
    from forms.page import FormPage

    found: dict[uuid.UUID, Any] = {}
    for model in get_page_models():
        if issubclass(model, FormPage):
            for page in model.objects.select_related("locale").order_by("title"):
                if page.translation_key not in found or _rank(page) < _rank(found[page.translation_key]):
                    found[page.translation_key] = page
    return found


def _rank(page: Page) -> tuple[bool, bool]:
    """Return by what a page's languages are tried: the reader's first, then the portal's first."""
    code = page.locale.language_code
    return code != get_language(), code != settings.LANGUAGE_CODE


class ResultsReader:
    """Reads figures of several questions of several pages; what one page has is read once."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._rows: dict[uuid.UUID, dict[str, QuestionStatistics]] = {}
        self._asked: dict[uuid.UUID, list[StreamValue.StreamChild]] = {}

    def know(self, page_keys: Collection[uuid.UUID], pages: Iterable[Any]) -> None:
        """Read the counts of several pages at once; ``pages`` are these, of their types, in all languages."""
        self._rows |= {key: {} for key in page_keys}
        for row in QuestionStatistics.objects.filter(page_key__in=page_keys):
            self._rows[row.page_key][row.question_id] = row
        for page in sorted(pages, key=_rank, reverse=True):
            if page.translation_key in self._rows and hasattr(page, "form"):
                self._asked[page.translation_key] = questions_of(page.form)

    def numbers(self, page_key: uuid.UUID) -> PageNumbers:
        """Return the numbers of a page, all zero if nobody has answered yet."""
        row = self._counts(page_key).get(WHOLE)
        if row is None:
            return PageNumbers(0, 0, [], None)
        channels = row.counts.get("channels", {})
        named = [(str(c.label), channels[c]) for c in Channel if channels.get(c)]
        return PageNumbers(row.answered, row.counts.get("published", 0), named, row.computed_at)

    def question(self, reference: str) -> QuestionResult | None:
        """Return the counts of a question in the reader's language, None for an unknown reference."""
        key, _sep, question_id = reference.partition(SEPARATOR)
        try:
            page_key = uuid.UUID(key)
        except ValueError:
            return None
        child = self._question(page_key, question_id) or _past_question(page_key, question_id)
        if child is None:
            return None
        row = self._counts(page_key).get(question_id)
        counted = Counted(
            answered=row.answered if row else 0,
            counts=row.counts if row else {},
            totals={key: Decimal(digits) for key, digits in row.totals.items()} if row else {},
        )
        drawing = child.block.drawn(child.value, counted)
        labels = child.block.bucket_labels(child.value)
        if drawing is None:
            named = [(words, counted.counts.get(bucket, 0)) for bucket, words in labels.items()]
            drawing = Drawing([Group(_bars(named, counted.answered))])
        groups = drawing.groups
        if not child.block.has_open_buckets:
            # What was removed from the question keeps its answers: they are shown, not dropped.
            gone = {bucket: count for bucket, count in counted.counts.items() if bucket not in labels}
            removed = _bars(_removed(page_key, question_id, gone), counted.answered)
            groups = [*groups[:-1], replace(groups[-1], bars=[*groups[-1].bars, *removed])] if groups else []
        return QuestionResult(
            child.value.get("label") or "",
            counted.answered,
            groups,
            row.computed_at if row else None,
            drawing.figures,
            drawing.tables,
        )

    def _counts(self, page_key: uuid.UUID) -> dict[str, QuestionStatistics]:
        """Return what was counted of a page, by question."""
        if page_key not in self._rows:
            rows = QuestionStatistics.objects.filter(page_key=page_key)
            self._rows[page_key] = {row.question_id: row for row in rows}
        return self._rows[page_key]

    def _question(self, page_key: uuid.UUID, question_id: str) -> StreamValue.StreamChild | None:
        """Return a question that a page asks, as the reader's language words it."""
        if page_key not in self._asked:
            pages = Page.objects.filter(translation_key=page_key).select_related("locale")
            first = min(pages, key=_rank, default=None)
            self._asked[page_key] = questions_of(first.specific.form) if first else []
        return next((child for child in self._asked[page_key] if child.id == question_id), None)


def _bars(named: Iterable[tuple[str, int]], answered: int) -> list[Bar]:
    return [Bar(words, count, percent(count, answered)) for words, count in named]


def _removed(page_key: uuid.UUID, question_id: str, counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return what is no longer offered with its last words and how many had chosen it."""
    if not counts:
        return []
    words: dict[str, str] = {}
    for child in _past_questions(page_key, question_id):
        words = {**child.block.bucket_labels(child.value), **words}
        if counts.keys() <= words.keys():
            break
    return [
        (_("%(option)s (no longer offered)") % {"option": words.get(bucket) or _("Other answers")}, count)
        for bucket, count in counts.items()
    ]


def _past_question(page_key: uuid.UUID, question_id: str) -> StreamValue.StreamChild | None:
    """Return a question as it was last asked, None if it never was."""
    return next(iter(_past_questions(page_key, question_id)), None)


def _past_questions(page_key: uuid.UUID, question_id: str) -> list[StreamValue.StreamChild]:
    """Return the wordings under which a question was answered, the reader's language and the newest first."""
    versions = FormVersion.objects.filter(page__translation_key=page_key).select_related("page__locale")
    newest = sorted(versions.order_by("-pk")[:VERSIONS], key=lambda version: _rank(version.page))
    return [child for version in newest for child in questions_of(version.stream) if child.id == question_id]
