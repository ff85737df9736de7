"""One screen of the queue: any number of rows in the table, the same few queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import SuspiciousOperation
from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from forms.models import FormVersion, Submission
from forms.moderation.filters import NEWEST, OLDEST
from forms.moderation.window import counted, narrowed

PAGE_SIZE = 25
EXCERPT_LENGTH = 160
# Beyond this nobody reads an exact number, and counting would cost with the table.
COUNT_LIMIT = 500
LONGEST_NUMBER = 18

Side = Literal["after", "before"]


@dataclass(frozen=True)
class Cursor:
    """The row beside which a screen begins ("after") or ends ("before")."""

    side: Side
    row: Submission


@dataclass(frozen=True)
class Row:
    """A submission as the queue lists it."""

    submission: Submission
    page_title: str
    title: str
    excerpt: str
    # Who else has it open in triage.
    holder: str = ""


@dataclass(frozen=True)
class Screen:
    """The rows of one screen, and the keys of its neighbours (None: there is none)."""

    rows: Sequence[Row]
    previous: int | None
    next: int | None


def read_cursor(parameters: "dict[str, str]", rows: "QuerySet[Submission]") -> Cursor | None:
    """Return the cursor of an address; 400 for a value that is none of ``rows``."""
    sides: tuple[Side, ...] = ("after", "before")
    for side in sides:
        value = parameters.get(side, "")
        if not value:
            continue
        if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER):
            raise SuspiciousOperation("unknown value of a known parameter")
        row = rows.only("pk", "received_at").filter(pk=int(value)).first()
        if row is None:
            raise SuspiciousOperation("unknown value of a known parameter")
        return Cursor(side, row)
    return None


def screen(rows: "QuerySet[Submission]", order: str, cursor: Cursor | None) -> Screen:
    """Return one screen by key: the last one costs no more than the first."""
    backwards = cursor is not None and cursor.side == "before"
    direction = {OLDEST: NEWEST, NEWEST: OLDEST}[order] if backwards else order
    ordered = beyond(rows, direction, cursor.row) if cursor else in_order(rows, direction)
    found = list(ordered[: PAGE_SIZE + 1])
    has_more = len(found) > PAGE_SIZE
    shown = found[:PAGE_SIZE]
    if backwards:
        shown.reverse()
    previous_ones = has_more if backwards else cursor is not None
    next_ones = True if backwards else has_more
    return Screen(
        rows=_read(shown),
        previous=shown[0].pk if shown and previous_ones else None,
        next=shown[-1].pk if shown and next_ones else None,
    )


def in_order(rows: "QuerySet[Submission]", order: str) -> "QuerySet[Submission]":
    """Return the rows from the first one on, by the time of receipt, which the number makes total.

    Of a moderators' choice that may be its next ones only: enough for any screen.
    """
    return _sorted(narrowed(rows, order, None), order)


def _sorted(rows: "QuerySet[Submission]", order: str) -> "QuerySet[Submission]":
    return rows.order_by("received_at", "id") if order == OLDEST else rows.order_by("-received_at", "-id")


def beyond(rows: "QuerySet[Submission]", order: str, row: Submission) -> "QuerySet[Submission]":
    """Return the rows that come after this one in an order, as ``in_order`` does."""
    lookup = TupleGreaterThan if order == OLDEST else TupleLessThan
    key = Tuple(F("received_at"), F("id"))
    left = narrowed(rows, order, row).filter(lookup(key, (row.received_at, row.pk)))
    return _sorted(left, order)


def bounded_count(rows: "QuerySet[Submission]") -> str:
    """Return how many rows there are, at a bounded cost: "12", "999+"."""
    number = count_up_to_limit(rows)
    return f"{COUNT_LIMIT - 1}+" if number >= COUNT_LIMIT else str(number)


def count_up_to_limit(rows: "QuerySet[Submission]") -> int:
    """Return the number of rows, or ``COUNT_LIMIT`` if there are at least so many."""
    known = counted(rows, COUNT_LIMIT)
    if known is not None:
        return known
    return rows.order_by().values("pk")[:COUNT_LIMIT].count()


def _read(shown: list[Submission]) -> list[Row]:
    """Return the rows with the titles of their pages; rows of one version share its reading."""
    versions = FormVersion.objects.in_bulk({row.version_id for row in shown})
    titles = dict(Page.objects.filter(pk__in={row.page_id for row in shown}).values_list("pk", "title"))
    result = []
    for row in shown:
        row.version = versions[row.version_id]
        result.append(Row(row, titles[row.page_id], *_title_and_excerpt(row)))
    return result


def _title_and_excerpt(row: Submission) -> tuple[str, str]:
    """Return what a line says of a submission; one without a title is named by its number."""
    texts = [answer.text for answer in row.shown_answers() if answer.is_given and answer.text != row.title]
    excerpt = Truncator(" – ".join(texts)).chars(EXCERPT_LENGTH)
    return row.title or _("Contribution no. %(number)s") % {"number": row.pk}, excerpt
