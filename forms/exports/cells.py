"""How a stored answer becomes one cell: found out once for a question, then applied to every row.

A type of question that is not named here is shown as moderators read it.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Any

from django.utils import timezone

from forms.exports.table import Kind
from forms.fields import other
from forms.fields.base import Question
from forms.fields.choices import MultipleChoice, SingleChoice, YesNo
from forms.fields.consent import Consent
from forms.fields.dates import Date
from forms.fields.labels import LabelQuestion
from forms.fields.moments import Moment, moment_of
from forms.fields.numbers import Number
from forms.fields.options import OptionsQuestion
from forms.fields.pictures import ImageChoice
from forms.fields.place import Place
from forms.fields.ranking import BETTER_THAN, Ranking
from forms.fields.scales import Graded
from forms.fields.text import Email, LongText, ShortText

Read = Callable[[Any], Any]
# What separates several options in one cell: what the import of files reads, and Excel does not.
BETWEEN_OPTIONS = " | "
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Cell:
    """How the answers to one question are read."""

    kind: Kind
    # The value for people, of this kind, None for no answer.
    read: Read
    # The value for programs, as JSON, None for no answer.
    raw: Read


@singledispatch
def cell_of(block: Question, wordings: Sequence[Any]) -> Cell:
    """Return how a question is read; ``wordings`` are its block's values, the newest first.

    Options have one wording in the whole file, the newest, so that one may sort and count them.
    """
    newest = wordings[0]

    def read(stored: Any) -> str | None:
        return None if stored is None else "\n".join(block.show(newest, stored)) or None

    return Cell(Kind.TEXT, read, read)


@cell_of.register(ShortText)
@cell_of.register(LongText)
@cell_of.register(Email)
def _text(block: Question, wordings: Sequence[Any]) -> Cell:
    def read(stored: Any) -> str | None:
        return stored if isinstance(stored, str) else None

    return Cell(Kind.TEXT, read, read)


def _names(block: OptionsQuestion, wordings: Sequence[Any]) -> dict[str, str]:
    """Return the words of all options there ever were, in the newest order."""
    names: dict[str, str] = {}
    for wording in wordings:
        for key, words in block.offered(wording).items():
            names.setdefault(key, words)
    return names


def _chosen(names: dict[str, str], stored: Any) -> list[str]:
    """Return what was chosen in words, in the order of the names; “other” with what was written."""
    each = stored if isinstance(stored, list) else [stored]
    texts = {other.key_of(one): other.text_of(one) for one in each if isinstance(one, str | dict)}
    return [other.line(words, texts[key]) for key, words in names.items() if key in texts]


@cell_of.register(SingleChoice)
def _one(block: SingleChoice, wordings: Sequence[Any]) -> Cell:
    names = _names(block, wordings)

    def read(stored: Any) -> str | None:
        return next(iter(_chosen(names, stored)), None)

    return Cell(Kind.TEXT, read, read)


@cell_of.register(YesNo)
@cell_of.register(LabelQuestion)
def _label(block: Question, wordings: Sequence[Any]) -> Cell:
    return _words(block.bucket_labels(wordings[0]))


def _words(names: dict[str, str]) -> Cell:
    """Return how a key is read."""

    def read(stored: Any) -> str | None:
        return names.get(stored) if isinstance(stored, str) else None

    return Cell(Kind.TEXT, read, read)


@cell_of.register(MultipleChoice)
def _several(block: MultipleChoice, wordings: Sequence[Any]) -> Cell:
    names = _names(block, wordings)

    def raw(stored: Any) -> list[str] | None:
        return _chosen(names, stored) if isinstance(stored, list) else None

    def read(stored: Any) -> str | None:
        return BETWEEN_OPTIONS.join(raw(stored) or ()) or None

    return Cell(Kind.TEXT, read, raw)


@cell_of.register(ImageChoice)
def _pictures(block: ImageChoice, wordings: Sequence[Any]) -> Cell:
    names = _names(block, wordings)

    def raw(stored: Any) -> list[str] | str | None:
        words = _chosen(names, stored)
        return words if isinstance(stored, list) else next(iter(words), None)

    return Cell(Kind.TEXT, lambda stored: BETWEEN_OPTIONS.join(_chosen(names, stored)) or None, raw)


@cell_of.register(Ranking)
def _ranking(block: Ranking, wordings: Sequence[Any]) -> Cell:
    """Return the options from the first to the last, as the import reads them."""
    names = _names(block, wordings)

    def raw(stored: Any) -> list[str] | None:
        return [names[key] for key in stored if key in names] if isinstance(stored, list) else None

    def read(stored: Any) -> str | None:
        return BETTER_THAN.join(raw(stored) or ()) or None

    return Cell(Kind.TEXT, read, raw)


@cell_of.register(Consent)
def _consent(block: Question, wordings: Sequence[Any]) -> Cell:
    words = next(iter(block.bucket_labels(wordings[0]).values()))
    return Cell(Kind.TEXT, lambda stored: words if stored else None, lambda stored: True if stored else None)


@cell_of.register(Graded)
def _scale(block: Question, wordings: Sequence[Any]) -> Cell:
    """Return the grade alone, which one can take the mean of."""

    def read(stored: Any) -> int | None:
        return stored if isinstance(stored, int) else None

    return Cell(Kind.NUMBER, read, read)


@cell_of.register(Number)
def _number(block: Question, wordings: Sequence[Any]) -> Cell:
    def read(stored: Any) -> str | None:
        return stored if isinstance(stored, str) and NUMBER.fullmatch(stored) else None

    def raw(stored: Any) -> float | int | None:
        digits = read(stored)
        if digits is None:
            return None
        return float(digits) if "." in digits else int(digits)

    return Cell(Kind.NUMBER, read, raw)


@cell_of.register(Moment)
def _moment(block: Moment, wordings: Sequence[Any]) -> Cell:
    """Return the moment as clocks where the portal is show it."""

    def read(stored: Any) -> datetime.datetime | None:
        moment = moment_of(stored) if isinstance(stored, str) else None
        return timezone.make_aware(moment, timezone.get_default_timezone()) if moment else None

    return Cell(Kind.MOMENT, read, lambda stored: stored if isinstance(stored, str) else None)


@cell_of.register(Date)
def _date(block: Question, wordings: Sequence[Any]) -> Cell:
    def read(stored: Any) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(stored)
        except (TypeError, ValueError):
            return None

    return Cell(Kind.DAY, read, read)


@cell_of.register(Place)
def _place(block: Place, wordings: Sequence[Any]) -> Cell:
    """Return the address and the point in brackets after it, as the import reads them."""

    def read(stored: Any) -> str | None:
        if not isinstance(stored, dict):
            return None
        point = block.point(stored)
        address = stored.get("address") or ""
        return f"{address} ({point})".strip() if point else address or None

    return Cell(Kind.TEXT, read, lambda stored: stored if isinstance(stored, dict) else None)
