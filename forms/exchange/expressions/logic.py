"""Conditions as a form keeps them, put together with and, or and not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import TypeAlias

from forms.exchange.errors import NotTaken
from forms.logic.conditions import NEGATIVES, Group, Operator, Test

# An editor could not oversee more.
MOST_GROUPS = 40
COMPLEMENTS = {
    **NEGATIVES,
    **{positive: negative for negative, positive in NEGATIVES.items()},
    Operator.GREATER: Operator.AT_MOST,
    Operator.AT_MOST: Operator.GREATER,
    Operator.LESS: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.LESS,
}
MEASURED = frozenset({Operator.GREATER, Operator.AT_LEAST, Operator.LESS, Operator.AT_MOST})


@dataclass(frozen=True)
class All:
    """All of several; of none, always."""

    parts: tuple["Logic", ...] = ()


@dataclass(frozen=True)
class Any:
    """Any of several; of none, never."""

    parts: tuple["Logic", ...] = ()


Logic: TypeAlias = Test | All | Any
ALWAYS = All()
NEVER = Any()


def opposite(logic: Logic) -> Logic:
    """Return what holds exactly where this does not.

    A comparison holds for no missing answer, so that the opposite of "more than 3" is "3 or less, or
    not answered".
    """
    if isinstance(logic, All):
        return Any(tuple(opposite(part) for part in logic.parts))
    if isinstance(logic, Any):
        return All(tuple(opposite(part) for part in logic.parts))
    turned = replace(logic, operator=COMPLEMENTS[logic.operator])
    if logic.operator in MEASURED:
        return Any((turned, Test(logic.question, Operator.NOT_ANSWERED, part=logic.part)))
    return turned


def groups(logic: Logic) -> list[Group]:
    """Return the groups of which one must hold wholly; no group is always.

    ``NotTaken`` for what never holds, and for what needs more groups than anybody could oversee.
    """
    found = _groups(logic)
    if not found:
        raise NotTaken("condition_never")
    if () in found:
        return []
    # A group that says more than another adds nothing.
    kept = [group for group in found if not any(set(other) < set(group) for other in found)]
    # What all of them ask comes first, as people would say it: "a, and b or c".
    common = [test for test in kept[0] if all(test in group for group in kept)]
    return [(*common, *(test for test in group if test not in common)) for group in kept]


def _groups(logic: Logic) -> list[Group]:
    if isinstance(logic, Any):
        return _bounded(group for part in logic.parts for group in _groups(part))
    if isinstance(logic, All):
        together: list[Group] = [()]
        for part in logic.parts:
            pairs = product(together, _groups(part))
            together = _bounded(tuple(dict.fromkeys((*left, *right))) for left, right in pairs)
        return together
    return [(logic,)]


def _bounded(found: Iterable[Group]) -> list[Group]:
    kept = dict.fromkeys(found)
    if len(kept) > MOST_GROUPS:
        raise NotTaken("condition_too_wide")
    return list(kept)


def at_least(tests: list[Test], number: int) -> Logic:
    """Return that at least so many of these tests hold."""
    if number <= 0:
        return ALWAYS
    if number > len(tests):
        return NEVER
    chosen = combinations(tests, number)
    found = []
    for group in chosen:
        found.append(All(tuple(group)))
        if len(found) > MOST_GROUPS:
            raise NotTaken("condition_too_wide")
    return Any(tuple(found))
