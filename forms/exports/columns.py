"""A column of an export: its head, and how a batch of rows gives its values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.exports.reading import Batch
from forms.exports.table import Head

Read = Callable[[Batch], Sequence[Any]]


@dataclass(frozen=True)
class Column:
    """One column that can be chosen."""

    head: Head
    # Fields of the submission that its values are made from, in the words of the ORM.
    fields: tuple[str, ...]
    # Values for people; ``head.kind`` says of which type.
    read: Read
    # Values for programs: any JSON.
    read_raw: Read
    # Says how to reach somebody: needs a right of its own.
    is_contact: bool = False
    # Ticked unless somebody chooses otherwise.
    is_usual: bool = True
    # Annotations that the fields need, by name.
    annotations: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnGroup:
    """Columns that are offered under one heading."""

    heading: str
    columns: list[Column]
