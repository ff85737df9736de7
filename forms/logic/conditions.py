"""Conditions as a form keeps them: groups of tests on the answers to earlier questions.

The JSON of a condition is a list of groups; it holds if every test of any group does, and always if
there is no group: ``[[{"question": "…", "operator": "equals", "values": ["…"], "part": ""}]]``. Any
expression with and, or and not can be written so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.search.folding import fold


class Operator(TextChoices):
    """What a test asks of an answer. The negative ones hold for a question without an answer, too."""

    ANSWERED = "answered", _("is answered")
    NOT_ANSWERED = "not_answered", _("is not answered")
    EQUALS = "equals", _("is")
    NOT_EQUALS = "not_equals", _("is not")
    ONE_OF = "one_of", _("is one of")
    NONE_OF = "none_of", _("is none of")
    CONTAINS = "contains", _("contains")
    NOT_CONTAINS = "not_contains", _("does not contain")
    GREATER = "greater", _("is greater than")
    AT_LEAST = "at_least", _("is at least")
    LESS = "less", _("is less than")
    AT_MOST = "at_most", _("is at most")


NEGATIVES = {
    Operator.NOT_ANSWERED: Operator.ANSWERED,
    Operator.NOT_EQUALS: Operator.EQUALS,
    Operator.NONE_OF: Operator.ONE_OF,
    Operator.NOT_CONTAINS: Operator.CONTAINS,
}


@dataclass(frozen=True)
class Compared:
    """What an answer is compared by: the keys of what was chosen, a measure, and its words."""

    keys: frozenset[str] = frozenset()
    measure: Decimal | None = None
    text: str = ""

    @property
    def is_given(self) -> bool:
        """Whether there is an answer at all."""
        return bool(self.keys or self.text or self.measure is not None)


@dataclass(frozen=True)
class Test:
    """One comparison of the answer to one question, or to one row of a matrix (``part``)."""

    question: str
    operator: Operator
    values: tuple[str, ...] = ()
    part: str = ""

    @property
    def value(self) -> str:
        """The one value of operators that take one."""
        return self.values[0] if self.values else ""

    def holds(self, compared: Compared, measure: Decimal | None) -> bool:
        """Whether it holds for an answer; ``measure`` is the test's own value as the question measures it."""
        if positive := NEGATIVES.get(self.operator):
            return not self._holds(positive, compared, measure)
        return self._holds(self.operator, compared, measure)

    def _holds(self, operator: Operator, compared: Compared, measure: Decimal | None) -> bool:
        match operator:
            case Operator.ANSWERED:
                return compared.is_given
            case Operator.EQUALS | Operator.ONE_OF:
                return any(self._is(value, compared) for value in self.values) or (
                    measure is not None and operator == Operator.EQUALS and measure == compared.measure
                )
            case Operator.CONTAINS:
                wanted = fold(self.value)
                return self.value in compared.keys or bool(wanted and wanted in fold(compared.text))
        if measure is None or compared.measure is None:
            return False
        match operator:
            case Operator.GREATER:
                return compared.measure > measure
            case Operator.AT_LEAST:
                return compared.measure >= measure
            case Operator.LESS:
                return compared.measure < measure
            case Operator.AT_MOST:
                return compared.measure <= measure
        return False

    @staticmethod
    def _is(value: str, compared: Compared) -> bool:
        """Whether the answer is this option or these words, whatever their case and accents."""
        return value in compared.keys or bool(fold(value) and fold(value) == fold(compared.text))

    def as_json(self) -> dict[str, Any]:
        """Return it as a form keeps it."""
        return {
            "question": self.question,
            "operator": self.operator.value,
            "values": list(self.values),
            "part": self.part,
        }


Group = tuple[Test, ...]
Conditions = tuple[Group, ...]


def read_conditions(raw: Any) -> Conditions:
    """Return the conditions that a form keeps; ``ValueError`` for anything else."""
    if not raw:
        return ()
    try:
        return tuple(tuple(_test(test) for test in group) for group in raw if group)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("these are no conditions") from error


def write_conditions(conditions: Iterable[Iterable[Test]]) -> list[list[dict[str, Any]]]:
    """Return conditions as a form keeps them."""
    return [[test.as_json() for test in group] for group in conditions]


def _test(raw: Mapping[str, Any]) -> Test:
    values = raw.get("values") or []
    if not isinstance(values, list):
        raise TypeError
    return Test(
        question=str(raw["question"]),
        operator=Operator(raw["operator"]),
        values=tuple(str(value) for value in values),
        part=str(raw.get("part") or ""),
    )
