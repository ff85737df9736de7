"""Why something was not imported, told to whoever runs the import."""

from dataclasses import dataclass


class ImportRefused(Exception):
    """Nothing of the file can be taken; the text says why in one line."""


class RowRefused(Exception):
    """One row cannot be taken; the text says why in one line."""


@dataclass(frozen=True)
class Problem:
    """A row that was left out: the lines of the file on which it stands, and why."""

    first_line: int
    last_line: int
    reason: str
