"""Erase what the information notice promises to erase, once its time has come.

Past a page's retention period the contact goes, and so do all texts that nobody was meant to read:
unpublished free answers, what their authors changed, moderators' notes and their messages. Answers
that are counted stay, and so do decisions, which name no resident. Objections and reports follow in
their own time (``forms.case_retention``).
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Page, get_page_models

from forms.case_retention import purge_cases
from forms.enums import State
from forms.fields.files import FileQuestion
from forms.fields.reading import questions_of
from forms.files.services import erase_unanswered
from forms.models import (
    Contributor,
    DecisionMessage,
    FormVersion,
    Note,
    OriginalText,
    Submission,
    SubmissionEdit,
    TypedSheet,
)
from portal.search.queue import enqueue_all

# By version.
FreeTexts = dict[int, dict[str, StreamValue.StreamChild]]

logger = logging.getLogger(__name__)

INTERVAL = timedelta(days=1)
# Rows of one transaction: short enough that nobody waits for it.
BATCH = 200


def purge() -> int:
    """Erase what is due on every page, in batches; return from how many submissions.

    May be cut off at any moment and run again: what was erased is marked in the same transaction.
    """
    purged = sum(_purge_page(page) for page in _form_pages())
    if purged:
        logger.info("Erased contacts and unpublished texts of %d submissions", purged)
    return purged


def _form_pages() -> Iterator[Page]:
    """Return every page that carries a form, live or not."""
    from forms.page import FormPage

    for model in get_page_models():
        if issubclass(model, FormPage):
            yield from model.objects.defer_streamfields().iterator()


def _purge_page(page: Page) -> int:
    """Purge one page's submissions that are older than its retention period."""
    # The same few versions serve all rows of a page.
    free_texts: FreeTexts = {}
    before = timezone.now() - page.retention
    purged = 0
    while batch := _purge_batch(page, before, free_texts):
        purged += batch
    purge_cases(page.pk, before)
    # Typed in once and never by a second agent.
    TypedSheet.objects.filter(page_id=page.pk, typed_at__lte=before).delete()
    return purged


def _purge_batch(page: Page, before: datetime, free_texts: FreeTexts) -> int:
    """Purge one batch in one transaction; return how many rows it had."""
    with transaction.atomic():
        rows = list(
            Submission.objects.select_for_update(of=("self",))
            .filter(page_id=page.pk, purged_at=None, created_at__lte=before)
            .order_by("created_at", "id")[:BATCH]
        )
        if not rows:
            return 0
        now = timezone.now()
        contacts = [row.contributor_id for row in rows if row.contributor_id]
        for row in rows:
            _erase_texts(row, free_texts)
            row.purged_at = now
            row.revision += 1
        Submission.objects.bulk_update(
            rows, ["answers", "title", "search_text", "purged_at", "revision"], batch_size=BATCH
        )
        asking = {version for version, asked in free_texts.items() if _asks_for_files(asked.values())}
        erase_unanswered(row for row in rows if row.version_id in asking)
        # Its waiting mail goes along.
        Contributor.objects.filter(pk__in=contacts).delete()
        Note.objects.filter(submission__in=rows).delete()
        OriginalText.objects.filter(submission__in=rows).delete()
        SubmissionEdit.objects.filter(submission__in=rows).delete()
        DecisionMessage.objects.filter(decision__submission__in=rows).delete()
        enqueue_all(rows)
    return len(rows)


def _erase_texts(row: Submission, free_texts: FreeTexts) -> None:
    """Take the free answers out of a row that nobody can read in public."""
    if row.version_id not in free_texts:
        free_texts[row.version_id] = _free_texts(row.version_id)
    # What is merged can be read beneath what stays.
    is_published = row.state in (State.PUBLISHED, State.MERGED)
    answers = dict(row.answers)
    for question_id, child in free_texts[row.version_id].items():
        if question_id in answers and not (is_published and child.value.get("published")):
            answers[question_id] = child.block.without_text(answers[question_id])
    row.answers = {question_id: stored for question_id, stored in answers.items() if stored is not None}
    if not is_published:
        row.title = row.search_text = ""


def _asks_for_files(children: Iterable[StreamValue.StreamChild]) -> bool:
    return any(isinstance(child.block, FileQuestion) for child in children)


def _free_texts(version_id: int) -> dict[str, StreamValue.StreamChild]:
    """Return the questions of a form that residents may answer in their own words."""
    stream = FormVersion.objects.get(pk=version_id).stream
    return {child.id: child for child in questions_of(stream) if child.block.holds_text(child.value)}
