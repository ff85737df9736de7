"""What results show of one question: its counts in groups of lines, and figures made from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Counted:
    """What was counted of one question (forms.statistics)."""

    # How many answered.
    answered: int
    # How many for each bucket.
    counts: Mapping[str, int]
    # What their answers add up to, for each key of ``Question.amounts``.
    totals: Mapping[str, Decimal]


@dataclass(frozen=True)
class Bar:
    """One line of a result: its words, how many, and its share of those who answered."""

    label: str
    count: int
    # Per cent, 0 to 100, with one decimal; how long the line is drawn.
    share: float
    # What stands instead of the number, where it is no number of persons.
    shown: str = ""


@dataclass(frozen=True)
class Group:
    """Lines that belong together: a row of a matrix, the three kinds of a net promoter score."""

    bars: list[Bar]
    heading: str = ""
    # What the numbers are, if not of persons.
    unit: str = ""
    # How they came about, in one sentence.
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """One figure that says it in short."""

    label: str
    value: str


@dataclass(frozen=True)
class Table:
    """Numbers in rows and columns that no line draws."""

    heading: str
    columns: list[str]
    # The words of each row, and what stands in each column.
    rows: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Drawing:
    """All of it."""

    groups: list[Group]
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def percent(part: int | Decimal, whole: int | Decimal) -> float:
    """Return the share of a part in per cent with one decimal, 0 of nothing."""
    return round(float(100 * Decimal(part) / whole), 1) if whole else 0.0


def figure(number: Decimal | float, decimals: int = 1) -> str:
    """Return a number as the reader's language writes it, without zeros that say nothing."""
    exact = Decimal(str(number)).quantize(Decimal(1).scaleb(-decimals))
    said = max(0, -int(exact.normalize().as_tuple().exponent))
    return str(number_format(exact, said, force_grouping=True))


def mean_of(counts: Mapping[str, int]) -> Figure | None:
    """Return the mean of what was counted under whole numbers, None for nothing counted."""
    graded = {int(key): count for key, count in counts.items() if key.lstrip("-").isdigit()}
    number = sum(graded.values())
    if not number:
        return None
    total = sum(grade * count for grade, count in graded.items())
    return Figure(_("Mean"), figure(Decimal(total) / number, 2))
