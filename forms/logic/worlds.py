"""What an answer must be like for tests to hold: narrowed test by test, until nothing is possible."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from forms.logic.conditions import NEGATIVES, Operator, Test
from forms.logic.kinds import Kind
from forms.logic.subjects import Subject

Keys = frozenset[str]


@dataclass(frozen=True)
class Bounds:
    """From where to where a measure may lie, and whether the ends belong to it."""

    low: Decimal | None = None
    high: Decimal | None = None
    is_low_open: bool = False
    is_high_open: bool = False

    def both(self, other: "Bounds") -> "Bounds":
        """Return what lies within both."""
        low = max((self._low(), other._low()), key=lambda end: (end[0] is not None, end[0] or 0, end[1]))
        high = min((self._high(), other._high()), key=lambda end: (end[0] is None, end[0] or 0, not end[1]))
        return Bounds(low[0], high[0], low[1], high[1])

    def _low(self) -> tuple[Decimal | None, bool]:
        return self.low, self.is_low_open

    def _high(self) -> tuple[Decimal | None, bool]:
        return self.high, self.is_high_open

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies within."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.is_low_open or self.is_high_open))

    def holds(self, measure: Decimal) -> bool:
        """Whether a measure lies within."""
        return not self.both(Bounds(measure, measure)).is_empty


@dataclass(frozen=True)
class Possible:
    """What the answer to one question, or to one row of it, may still be."""

    # All that can be chosen; None where anything may be written.
    choices: Keys | None
    # Whether one alone can be chosen.
    is_single: bool
    # The measure of each choice, for grades.
    measures: tuple[tuple[str, Decimal], ...] = ()
    must_be_given: bool = False
    must_be_empty: bool = False
    # Of each of these sets, one at least is chosen.
    wanted: tuple[Keys, ...] = ()
    barred: Keys = frozenset()
    bounds: Bounds = Bounds()

    def narrowed(self, test: Test, measure: Decimal | None) -> "Possible":
        """Return what is possible if a test holds, too; ``measure`` is that of the test's value."""
        values = frozenset(test.values)
        match test.operator:
            case Operator.ANSWERED:
                return replace(self, must_be_given=True)
            case Operator.NOT_ANSWERED:
                return replace(self, must_be_empty=True)
        if test.operator in NEGATIVES:
            return replace(self, barred=self.barred | values)
        given = replace(self, must_be_given=True)
        if test.operator in BOUNDS:
            if measure is None:
                return replace(given, must_be_empty=True)
            return replace(given, bounds=self.bounds.both(BOUNDS[test.operator](measure)))
        if self.choices is not None:
            return replace(given, wanted=(*self.wanted, values))
        if measure is not None:
            return replace(given, bounds=self.bounds.both(Bounds(measure, measure)))
        return given

    def both(self, other: "Possible") -> "Possible":
        """Return what is possible by both."""
        return replace(
            self,
            must_be_given=self.must_be_given or other.must_be_given,
            must_be_empty=self.must_be_empty or other.must_be_empty,
            wanted=(*self.wanted, *other.wanted),
            barred=self.barred | other.barred,
            bounds=self.bounds.both(other.bounds),
        )

    @property
    def is_contradiction(self) -> bool:
        """Whether no answer, and not even none, is possible."""
        if not self.must_be_given:
            return False
        if self.must_be_empty or self.bounds.is_empty:
            return True
        if self.choices is None:
            return False
        left = self.choices - self.barred
        if self.measures:
            left &= {key for key, measure in self.measures if self.bounds.holds(measure)}
        if not self.is_single:
            return not left or any(not wanted & left for wanted in self.wanted)
        for wanted in self.wanted:
            left &= wanted
        return not left


BOUNDS: dict[Operator, Callable[[Decimal], Bounds]] = {
    Operator.GREATER: lambda measure: Bounds(low=measure, is_low_open=True),
    Operator.AT_LEAST: lambda measure: Bounds(low=measure),
    Operator.LESS: lambda measure: Bounds(high=measure, is_high_open=True),
    Operator.AT_MOST: lambda measure: Bounds(high=measure),
}


def possible(subject: Subject, part: str) -> Possible:
    """Return all that can be answered to a question, or to one row of it."""
    choices = subject.choices(part)
    kind = subject.kind_of(part)
    block, value = subject.child.block, subject.child.value
    graded = choices if kind == Kind.GRADE else {}
    measures = [(key, measure) for key in graded if (measure := block.measure_of(value, key)) is not None]
    bounds = Bounds()
    if kind == Kind.NUMBER and not part:
        bounds = Bounds(value.get("min_value"), value.get("max_value"))
    return Possible(
        frozenset(choices) if choices else None,
        kind in (Kind.ONE, Kind.GRADE),
        tuple(measures),
        bounds=bounds,
    )
