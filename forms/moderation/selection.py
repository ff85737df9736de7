"""What a bulk decision is about: chosen rows, or all that the queue's filters show."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db.models import Max, QuerySet
from django.http import Http404

from forms.models import Submission
from forms.moderation.filters import QueueFilters
from forms.moderation.scope import Scope
from forms.moderation.text import matching

ALL = "all"
MOST_IDS = 1_000
LONGEST_NUMBER = 18


@dataclass(frozen=True)
class Selection:
    """Rows of the moderator's sections. ``filters`` are set when they stand for the rows."""

    rows: "QuerySet[Submission]"
    filters: QueueFilters | None = None
    # The words match more rows than can be named: nothing can be decided on them all.
    is_cut: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the rows are kept by their ids (chosen rows, and what words found)."""
        return self.filters is None or bool(self.filters.text)

    def size(self, up_to: int) -> int:
        """Return how many rows there are up to this id."""
        return self.rows.filter(pk__lte=up_to).count()

    def last_id(self) -> int:
        """Return the highest id of the rows, 0 if there are none."""
        return self.rows.aggregate(last=Max("pk"))["last"] or 0

    def items(self, seen: dict[int, int]) -> list[list[int]] | None:
        """Return [id, revision] of named rows; ``seen`` are the revisions that were shown."""
        if not self.is_named:
            return None
        pairs = self.rows.order_by("pk").values_list("pk", "revision")
        return [[pk, seen.get(pk, revision)] for pk, revision in pairs]


def chosen_rows(ids: list[str], scope: Scope) -> Selection:
    """Return the rows with these numbers. 400 for what is no number, 404 for a row of others."""
    if not ids or len(ids) > MOST_IDS:
        raise SuspiciousOperation("no or too many rows")
    if not all(i.isascii() and i.isdigit() and len(i) <= LONGEST_NUMBER for i in ids):
        raise SuspiciousOperation("unknown value of a known parameter")
    keys = {int(i) for i in ids}
    rows = scope.submissions().filter(pk__in=keys)
    if rows.count() != len(keys):
        raise Http404
    return Selection(rows)


def filtered_rows(filters: QueueFilters, scope: Scope) -> Selection:
    """Return all that the queue shows with these filters."""
    found = matching(filters, scope)
    return Selection(found.rows, filters, is_cut=found.is_cut or found.is_reduced)


def seen_revisions(data: Any) -> dict[int, int]:
    """Return id -> revision from the confirmation's hidden fields; 400 for anything else."""
    try:
        pairs = [value.split(":") for value in data.getlist("seen")]
        return {int(pk): int(revision) for pk, revision in pairs}
    except ValueError as error:
        raise SuspiciousOperation("malformed revision") from error
