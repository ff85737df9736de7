"""What a table in a file is made of, whatever its format."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What the cells of a column hold; None stands for an empty cell in each of them."""

    # str
    TEXT = "text"
    # int, float, or a number in digits as text, with a point ("12.50")
    NUMBER = "number"
    # an aware datetime
    MOMENT = "moment"
    # a date
    DAY = "day"


@dataclass(frozen=True)
class Head:
    """The top of a column."""

    # The same in every language and for ever.
    key: str
    # What a person reads.
    heading: str
    kind: Kind = Kind.TEXT


Values = Sequence[Sequence[Any]]


class Format(Protocol):
    """Writes one table, piece by piece; each method returns bytes that may be sent at once."""

    extension: str
    content_type: str
    # Whether values are codes for programs rather than words for people.
    is_raw: bool

    def begin(self, heads: Sequence[Head]) -> bytes:
        """Begin a table with these columns."""

    def rows(self, values: Values) -> bytes:
        """Add rows, given as one sequence for each column."""

    def end(self) -> bytes:
        """End the file."""
