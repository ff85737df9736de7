"""Columns for the questions of forms, over all versions and languages of a page.

One for each question; a matrix has one for each of its lines, a budget one for each of its options.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from forms.exports.attached import file_column
from forms.exports.cells import Cell, cell_of
from forms.exports.columns import Column
from forms.exports.formats.json_lines import ANSWER
from forms.exports.parts import is_whole, parts_of
from forms.exports.reading import Batch
from forms.exports.table import Head, Kind
from forms.fields.contact import Phone
from forms.fields.files import FileQuestion
from forms.fields.reading import questions_of
from forms.fields.text import Email
from forms.models import FormVersion

# Versions of a page's form that are looked through: editors make a handful.
VERSIONS = 200
# Between a question's id and that of its part, in a key.
BETWEEN = ":"
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
    """Return the columns of each question that was ever asked, in the newest form's order.

    What the newest form no longer asks comes last. A question keeps its id when an editor corrects
    it; its heading is the newest one.
    """
    wordings: dict[str, list[StreamValue.StreamChild]] = {}
    for version in versions:
        for child in questions_of(version.stream):
            wordings.setdefault(child.id, []).append(child)
    return [
        column for question_id, children in wordings.items() for column in _columns(question_id, children)
    ]


def _columns(question_id: str, children: list[StreamValue.StreamChild]) -> list[Column]:
    """Return the column of a question, those of its parts, or both."""
    newest = children[0]
    values = [child.value for child in children if child.block_type == newest.block_type]
    heading = newest.value.get("label") or _("Untitled question")
    if unit := newest.value.get("unit"):
        heading = _("%(question)s (%(unit)s)") % {"question": heading, "unit": unit}
    if isinstance(newest.block, FileQuestion):
        return [file_column(question_id, Head(f"{ANSWER}{question_id}", heading, Kind.TEXT), newest.block)]
    columns = []
    if is_whole(newest.block):
        cell = cell_of(newest.block, values)
        columns.append(_column(question_id, Head(f"{ANSWER}{question_id}", heading, cell.kind), newest, cell))
    for part in parts_of(newest.block, values):
        named = _("%(question)s – %(part)s") % {"question": heading, "part": part.heading}
        head = Head(f"{ANSWER}{question_id}{BETWEEN}{part.key}", named, part.cell.kind)
        columns.append(_column(question_id, head, newest, part.cell))
    return columns


def _column(question_id: str, head: Head, child: StreamValue.StreamChild, cell: Cell) -> Column:
    def column(read: Callable[[Any], Any]) -> Callable[[Batch], Sequence[Any]]:
        return lambda batch: [
            None if (stored := answers.get(question_id)) is None else read(stored)
            for answers in batch["answers"]
        ]

    return Column(
        head=head,
        fields=("answers",),
        read=column(cell.read),
        read_raw=column(cell.raw),
        is_contact=isinstance(child.block, CONTACT_QUESTIONS),
    )
