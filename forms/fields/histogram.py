"""What results show of numbers: how they spread, and where their middle lies."""

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from forms.fields.drawing import Bar, Counted, Drawing, Figure, Group, figure, percent

# So many lines are read at a glance.
MOST_BARS = 12
# Digits that are kept of a number where there are too many different ones: each power of ten has ninety.
DIGITS = 2

Written = Callable[[Decimal], str]


def fewer_values(counts: Counter[str]) -> Counter[str]:
    """Return counts of numbers, each rounded to two digits that say something."""
    rounded: Counter[str] = Counter()
    for digits, count in counts.items():
        number = Decimal(digits)
        kept = number if number.is_zero() else round(number, DIGITS - 1 - number.adjusted())
        rounded[f"{kept.normalize():f}"] += count
    return rounded


def drawing_of(counted: Counted, written: Written, unit: str) -> Drawing:
    """Return a histogram of numbers and their figures; ``written`` writes a number for people."""
    values = sorted((Decimal(digits), count) for digits, count in counted.counts.items())
    number = sum(count for _value, count in values)
    if not number:
        return Drawing([Group([])])
    low, high = values[0][0], values[-1][0]
    suffix = f"\N{NO-BREAK SPACE}{unit}" if unit else ""
    figures = [
        Figure(_("Mean"), figure(counted.totals.get("", Decimal()) / number, 2) + suffix),
        Figure(_("Median"), written(_median(values, number)) + suffix),
        Figure(_("Lowest"), written(low) + suffix),
        Figure(_("Highest"), written(high) + suffix),
    ]
    bars = [Bar(label + suffix, count, percent(count, number)) for label, count in _bars(values, written)]
    return Drawing([Group(bars)], figures)


def _median(values: list[tuple[Decimal, int]], number: int) -> Decimal:
    """Return the value in the middle, or between the two in the middle."""

    def at(place: int) -> Decimal:
        for value, count in values:
            place -= count
            if place < 0:
                return value
        raise IndexError

    return ((at((number - 1) // 2) + at(number // 2)) / 2).normalize()


def _bars(values: list[tuple[Decimal, int]], written: Written) -> list[tuple[str, int]]:
    """Return each value if they are few and lie close together, else classes of one round width."""
    counts: Mapping[Decimal, int] = dict(values)
    low, high = values[0][0], values[-1][0]
    whole = all(value == value.to_integral_value() for value in counts)
    if whole and high - low < MOST_BARS:
        every = [low + step for step in range(int(high - low) + 1)]
        return [(written(value), counts.get(value, 0)) for value in every]
    if len(counts) <= 2:
        return [(written(value), count) for value, count in values]
    width = _round_width((high - low) / MOST_BARS, whole=whole)
    start = (low // width if low >= 0 else -(-low // width) - 1) * width
    classes: Counter[Decimal] = Counter()
    for value, count in values:
        classes[(value - start) // width] += count
    last = int((high - start) // width)
    bars = []
    for place in range(last + 1):
        begin = start + place * width
        end = begin + width - 1 if whole else begin + width
        label = _("%(low)s to %(high)s") if whole else _("%(low)s to less than %(high)s")
        words = label % {"low": written(begin), "high": written(end)}
        bars.append((written(begin) if whole and width == 1 else words, classes[Decimal(place)]))
    return bars


def _round_width(least: Decimal, *, whole: bool) -> Decimal:
    """Return the next width of 1, 2 or 5 and zeros."""
    power = Decimal(1).scaleb(least.adjusted())
    width = next(step * power for step in (1, 2, 5, 10) if step * power >= least)
    return max(width, Decimal(1)) if whole else width
