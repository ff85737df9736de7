"""What kinds of answers conditions compare, and which comparisons suit each."""

from enum import StrEnum

from forms.logic.conditions import Operator


class Kind(StrEnum):
    """How the answers to a question are compared."""

    # One or several of a list of keys.
    ONE = "one"
    SEVERAL = "several"
    # One of a list of keys that are numbers.
    GRADE = "grade"
    NUMBER = "number"
    DAY = "day"
    TEXT = "text"
    # Only whether there is an answer.
    GIVEN = "given"

    @property
    def is_measured(self) -> bool:
        """Whether one answer can be greater than another."""
        return self in (Kind.GRADE, Kind.NUMBER, Kind.DAY)


GIVEN = (Operator.ANSWERED, Operator.NOT_ANSWERED)
SAME = (Operator.EQUALS, Operator.NOT_EQUALS)
AMONG = (Operator.ONE_OF, Operator.NONE_OF)
WITHIN = (Operator.CONTAINS, Operator.NOT_CONTAINS)
MEASURED = (Operator.GREATER, Operator.AT_LEAST, Operator.LESS, Operator.AT_MOST)

# The first one is what the editor's widget begins with.
OPERATORS: dict[Kind, tuple[Operator, ...]] = {
    Kind.ONE: (*SAME, *AMONG, *GIVEN),
    Kind.SEVERAL: (*WITHIN, *AMONG, *GIVEN),
    Kind.GRADE: (*SAME, *MEASURED, *AMONG, *GIVEN),
    Kind.NUMBER: (*SAME, *MEASURED, *GIVEN),
    Kind.DAY: (*SAME, *MEASURED, *GIVEN),
    Kind.TEXT: (*WITHIN, *SAME, *GIVEN),
    Kind.GIVEN: GIVEN,
}
# What forms that were made elsewhere may say in another way: it means something, though nobody is offered it.
ALLOWED: dict[Kind, frozenset[Operator]] = {
    kind: frozenset(operators) for kind, operators in OPERATORS.items()
} | {
    Kind.ONE: frozenset({*OPERATORS[Kind.ONE], *WITHIN}),
    Kind.SEVERAL: frozenset({*OPERATORS[Kind.SEVERAL], *SAME}),
    Kind.GRADE: frozenset({*OPERATORS[Kind.GRADE], *WITHIN}),
    Kind.TEXT: frozenset({*OPERATORS[Kind.TEXT], *AMONG}),
    Kind.GIVEN: frozenset({*GIVEN, *SAME, *AMONG}),
}
