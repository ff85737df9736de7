"""Questions that take several columns: one for each line of a matrix, for each option of a budget."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.utils.translation import gettext as _

from forms.exports.cells import BETWEEN_OPTIONS, Cell
from forms.exports.table import Kind
from forms.fields.base import Question
from forms.fields.items import items_of
from forms.fields.matrix import Matrix
from forms.fields.scales import NO_OPINION, Graded
from forms.fields.split import BudgetSplit


@dataclass(frozen=True)
class Part:
    """One column of a question beside or instead of its own."""

    # Follows the question's own key.
    key: str
    # Follows the question's words.
    heading: str
    cell: Cell


@singledispatch
def parts_of(block: Question, wordings: Sequence[Any]) -> list[Part]:
    """Return the columns of a question's parts, none for most; ``wordings`` as in ``cells.cell_of``."""
    return []


def is_whole(block: Question) -> bool:
    """Whether a question has a column of its own beside those of its parts."""
    return not isinstance(block, Matrix | BudgetSplit)


def _names(wordings: Sequence[Any], name: str) -> dict[str, str]:
    """Return the words of all items there ever were, in the newest order."""
    names: dict[str, str] = {}
    for wording in wordings:
        for key, words in items_of(wording, name).items():
            names.setdefault(key, words)
    return names


@parts_of.register(Matrix)
def _matrix(block: Matrix, wordings: Sequence[Any]) -> list[Part]:
    columns = _names(wordings, "columns")
    return [Part(row, words, _row(row, columns)) for row, words in _names(wordings, "rows").items()]


def _row(row: str, columns: dict[str, str]) -> Cell:
    def raw(stored: Any) -> Any:
        given = stored.get(row) if isinstance(stored, dict) else None
        if isinstance(given, list):
            return [words for column, words in columns.items() if column in given] or None
        return columns.get(given) if isinstance(given, str) else None

    def read(stored: Any) -> str | None:
        found = raw(stored)
        return BETWEEN_OPTIONS.join(found) if isinstance(found, list) else found

    return Cell(Kind.TEXT, read, raw)


@parts_of.register(BudgetSplit)
def _budget(block: BudgetSplit, wordings: Sequence[Any]) -> list[Part]:
    def amount(key: str) -> Callable[[Any], int | None]:
        # What was given nothing counts as nought in every mean.
        return lambda stored: stored.get(key, 0) if isinstance(stored, dict) else None

    options = _names(wordings, "options")
    return [Part(key, words, Cell(Kind.NUMBER, amount(key), amount(key))) for key, words in options.items()]


@parts_of.register(Graded)
def _scale(block: Graded, wordings: Sequence[Any]) -> list[Part]:
    """Return a column for those who have no opinion: the one with the grades holds numbers alone."""
    if not any(block.offers_no_opinion(wording) for wording in wordings):
        return []

    def read(stored: Any) -> str | None:
        return _("Yes") if stored == NO_OPINION else None

    cell = Cell(Kind.TEXT, read, lambda stored: True if stored == NO_OPINION else None)
    return [Part(NO_OPINION, _("No opinion"), cell)]
