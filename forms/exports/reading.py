"""Rows of any number, read in batches by key.

Each batch is a query of its own, outside any transaction, that begins where the one before ended.
So memory does not grow, nothing is kept from being vacuumed while somebody downloads slowly, and
what was erased or taken back a moment ago is not in the file any more. (A server-side cursor would
need a transaction for the whole time or, ``WITH HOLD``, a copy of all rows before the first.)
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from forms.enums import State
from forms.models import Submission

BATCH = 500
# What is left out of a file once the author has taken the contribution back.
AUTHORS_OWN: dict[str, Any] = {"title": "", "answers": {}, "contributor__email": None}


class Batch:
    """Some rows, column by column; numbers and states are always there."""

    def __init__(self, fields: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Turn the rows into columns, without what withdrawn contributions said."""
        self._columns = dict(zip(("pk", "state", *fields), zip(*rows, strict=True), strict=True))
        self.size = len(rows)
        if State.WITHDRAWN in self._columns["state"]:
            for name, nothing in AUTHORS_OWN.items():
                if name in self._columns:
                    self._columns[name] = self._kept(name, nothing)

    def __getitem__(self, field: str) -> Sequence[Any]:
        """Return the values of a field, one for each row."""
        return self._columns[field]

    def _kept(self, name: str, nothing: Any) -> tuple[Any, ...]:
        pairs = zip(self._columns[name], self._columns["state"], strict=True)
        return tuple(nothing if state == State.WITHDRAWN else value for value, state in pairs)


def batches(
    rows: "QuerySet[Submission]", fields: Sequence[str], *, up_to: int, size: int = BATCH
) -> Iterator[Batch]:
    """Yield the rows up to this id in the order of their ids, each with these fields."""
    ordered = rows.filter(pk__lte=up_to).order_by("pk")
    last = 0
    while found := list(ordered.filter(pk__gt=last).values_list("pk", "state", *fields)[:size]):
        last = found[-1][0]
        yield Batch(fields, found)
