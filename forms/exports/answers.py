"""Columns for the questions of forms: one for each question, over all versions and languages of a page."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from forms.exports.cells import cell_of
from forms.exports.columns import Column
from forms.exports.formats.json_lines import ANSWER
from forms.exports.reading import Batch
from forms.exports.table import Head
from forms.fields.contact import Phone
from forms.fields.reading import questions_of
from forms.fields.text import Email
from forms.models import FormVersion

# Versions of a page's form that are looked through: editors make a handful.
VERSIONS = 200
# Questions that ask how to reach somebody.
CONTACT_QUESTIONS = (Email, Phone)


def versions_of(page_keys: Iterable[Any]) -> list[FormVersion]:
    """Return the versions of pages in all languages: the reader's language first, then the newest."""
    found = FormVersion.objects.filter(page__translation_key__in=list(page_keys))
    newest = found.select_related("page__locale").order_by("-pk")[:VERSIONS]
    return sorted(newest, key=_rank)


def _rank(version: FormVersion) -> tuple[bool, bool]:
    code = version.page.locale.language_code
    return code != get_language(), code != settings.LANGUAGE_CODE


def answer_columns(versions: Sequence[FormVersion]) -> list[Column]:
    """Return a column for each question that was ever asked, in the newest form's order.

    What the newest form no longer asks comes last. A question keeps its id when an editor corrects
    it; its heading is the newest one.
    """
    wordings: dict[str, list[StreamValue.StreamChild]] = {}
    for version in versions:
        for child in questions_of(version.stream):
            wordings.setdefault(child.id, []).append(child)
    return [_column(question_id, children) for question_id, children in wordings.items()]


def _column(question_id: str, children: list[StreamValue.StreamChild]) -> Column:
    newest = children[0]
    cell = cell_of(newest.block, [child.value for child in children if child.block_type == newest.block_type])

    def column(read: Callable[[Any], Any]) -> Callable[[Batch], Sequence[Any]]:
        return lambda batch: [
            None if (stored := answers.get(question_id)) is None else read(stored)
            for answers in batch["answers"]
        ]

    heading = newest.value.get("label") or _("Untitled question")
    return Column(
        head=Head(f"{ANSWER}{question_id}", heading, cell.kind),
        fields=("answers",),
        read=column(cell.read),
        read_raw=column(cell.raw),
        is_contact=isinstance(newest.block, CONTACT_QUESTIONS),
    )
