"""The part of a choice that a screen needs, found by the desk index where no index of the table serves.

The table has few indexes, each in the queue's order: by state, by page, by theme, by territory. Of two
choices that none of them serves together, the database would read through one until it has met enough
of the other. Elasticsearch has every field: it names the next rows in order, the rows that it has not
been told of yet are added, and the database reads just those, so that state and section are those of
the rows and no change that was committed is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from forms.models import Submission
from portal.search import desk
from portal.search.engine import SearchUnavailable, is_configured
from portal.search.queue import unsent

STATE, PAGE, THEME, TERRITORY = "state", "process", "theme", "territory"
# What an index of the table serves, in the order of receipt.
SERVED = (
    frozenset[str](),
    frozenset({STATE}),
    frozenset({PAGE}),
    frozenset({STATE, PAGE}),
    frozenset({THEME}),
    frozenset({TERRITORY}),
)
# Of so few rows the database may as well read all.
FEW = 500
SIZE = 100
# When more rows wait for the index, the index is too far behind to be asked.
MOST_UNSENT = 300
# Rows received in one millisecond, which is as fine as the index knows it, may have their numbers the
# other way round.
OVERLAP = 50


@dataclass(frozen=True)
class Choice:
    """What was chosen, in the fields of the desk index."""

    # The rows with those choices alone that an index of the table serves best.
    served: "QuerySet[Submission]"
    terms: Mapping[str, Sequence[str]]
    # First and last moment, either may be missing.
    received: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def is_served(self) -> bool:
        """Whether the database finds the next rows by one of its indexes, or because there are few."""
        by_index = any(
            self.terms.keys() == served and (PAGE not in served or len(self.terms[PAGE]) == 1)
            for served in SERVED
        )
        return by_index or self.served.order_by().values("pk")[: FEW + 1].count() <= FEW


def narrowed(rows: "QuerySet[Submission]", order: str, row: Submission | None) -> "QuerySet[Submission]":
    """Keep of a choice's rows a part that has the next ones in an order, after ``row`` or from the start.

    All of them, where the database finds the next ones by itself or Elasticsearch cannot be asked.
    """
    choice = _to_ask(rows)
    # Read first: what is sent meanwhile is then in the index.
    waiting = unsent(Submission, MOST_UNSENT) if choice else None
    if choice is None or waiting is None:
        return rows
    try:
        found = desk.next_ones(
            choice.terms,
            choice.received,
            is_oldest_first=order == "oldest",
            after=(row.received_at, row.pk) if row else None,
            overlap=OVERLAP,
            size=SIZE + OVERLAP + len(waiting),
        )
    except SearchUnavailable:
        return rows
    return rows.filter(pk__in={*found, *waiting})


def counted(rows: "QuerySet[Submission]", limit: int) -> int | None:
    """Return how many rows the index knows of a choice, ``limit`` at most; None if it is not to be asked."""
    choice = _to_ask(rows)
    if choice is None:
        return None
    try:
        return desk.number(choice.terms, choice.received, most=limit)
    except SearchUnavailable:
        return None


def _to_ask(rows: "QuerySet[Submission]") -> Choice | None:
    """Return the choice that rows are, if it is one for Elasticsearch."""
    choice: Choice | None = getattr(rows, "choice", None)
    return choice if choice and is_configured() and not choice.is_served else None
