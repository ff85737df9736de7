"""Which submission a moderator reads next. Opening it claims it."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from forms.models import Submission
from forms.moderation.listing import beyond, in_order
from forms.triage import claims

# How many more are counted; beyond this, nobody reads an exact number.
MOST_COUNTED = 100


def open_next(
    rows: "QuerySet[Submission]", order: str, *, by: User, after: Submission | None = None
) -> Submission | None:
    """Claim and return the next of these rows that nobody else has open; None at their end.

    ``after`` is where the moderator is: what they skipped lies behind it, and is not read again.
    Without it, they get back what they had open, else the first row.
    """
    if after is None:
        own = claims.mine(by)
        if own is not None and (row := _taken(rows, own, by=by)):
            return row
    candidates = beyond(rows, order, after) if after else in_order(rows, order)
    while (pk := claims.take_next(candidates, by=by)) is not None:
        # Between the look at it and the claim, somebody may have decided on it.
        if row := rows.filter(pk=pk).first():
            return row
    return None


def _taken(rows: "QuerySet[Submission]", pk: int, *, by: User) -> Submission | None:
    """Return one of these rows if it can be claimed."""
    row = rows.filter(pk=pk).first()
    return row if row and claims.take(pk, by=by) else None


def count_after(rows: "QuerySet[Submission]", order: str, submission: Submission) -> str:
    """Return how many rows follow, "99+" beyond what is counted."""
    number = beyond(rows, order, submission).order_by().values("pk")[:MOST_COUNTED].count()
    return f"{MOST_COUNTED - 1}+" if number == MOST_COUNTED else str(number)
