"""Which submission a moderator reads next. Opening it claims it."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import QuerySet

from forms.models import Submission
from forms.moderation.listing import beyond, in_order
from forms.triage import claims

# So many rows are looked at: the next one, and whether there are more to come.
AHEAD = 20


@dataclass(frozen=True)
class Opened:
    """What a moderator has open now (nothing at the end), and how many follow: "7", or "20+"."""

    submission: Submission | None
    more: str = "0"


def open_next(
    rows: "QuerySet[Submission]", order: str, *, by: User, after: Submission | None = None
) -> Opened:
    """Claim the next of these rows that nobody else has open.

    ``after`` is where the moderator is: what they skipped lies behind it, and is not read again.
    Without it, they get back what they had open, else the first row. A row that somebody takes or
    decides on between the look at it and the claim is passed over, so that every turn but the last
    is one that went to somebody else.
    """
    if after is None and (own := _own(rows, by=by)):
        return Opened(own, count_after(rows, order, own, by=by))
    candidates = claims.free(beyond(rows, order, after) if after else in_order(rows, order), by=by)
    while ahead := list(candidates.values_list("pk", flat=True)[: AHEAD + 2]):
        for place, pk in enumerate(ahead, start=1):
            if claims.take(pk, by=by) and (row := rows.filter(pk=pk).first()):
                return Opened(row, _words(len(ahead) - place))
    return Opened(None)


def count_after(rows: "QuerySet[Submission]", order: str, submission: Submission, *, by: User) -> str:
    """Return how many rows follow that nobody else has open."""
    following = claims.free(beyond(rows, order, submission), by=by)
    return _words(following.order_by().values("pk")[: AHEAD + 1].count())


def _own(rows: "QuerySet[Submission]", *, by: User) -> Submission | None:
    """Return what a moderator has open, if it is one of these rows."""
    own = claims.mine(by)
    row = rows.filter(pk=own).first() if own is not None else None
    return row if row and claims.take(row.pk, by=by) else None


def _words(number: int) -> str:
    """Return a number that was counted up to what lies ahead."""
    return f"{AHEAD}+" if number > AHEAD else str(number)
