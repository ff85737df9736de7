"""Conditions of other tools, read into those of a form."""

import pytest

from forms.exchange.errors import NotTaken
from forms.exchange.expressions.logic import groups
from forms.exchange.expressions.meaning import meaning
from forms.exchange.expressions.parser import LIMESURVEY, XPATH, Dialect, parse
from forms.exchange.expressions.subjects import Answered, Names, Subject
from forms.exchange.limesurvey.names import spelled

KEYS = {"a": "a", "b": "b", "c": "c"}
SUBJECTS = {
    "one": (Subject("ONE", Answered.ONE, KEYS),),
    "several": (Subject("SEVERAL", Answered.SEVERAL, KEYS),),
    "several_a": (Subject("SEVERAL", Answered.SEVERAL, KEYS, option="a"),),
    "age": (Subject("AGE", Answered.MEASURE),),
    "words": (Subject("WORDS", Answered.WORDS),),
    "box": (Subject("BOX", Answered.TICK),),
    "band": (Subject("BAND", Answered.ONE, {"1": "1", "2": "2", "3": "3"}),),
    "row": (Subject("TABLE", Answered.ONE, KEYS, part="r1"),),
    "split": (Subject("S1", Answered.ONE, KEYS), Subject("S2", Answered.ONE, KEYS)),
}


def names() -> Names:
    """Return what an expression may name."""
    found = Names(current="here", refused={"gone"}, everything={"later"}, spelled=spelled)
    for name, subjects in SUBJECTS.items():
        found.know(name, subjects)
    return found


def read(expression: str, dialect: Dialect = XPATH) -> list[str]:
    """Return the groups of an expression, each in one short line."""
    found = groups(meaning(parse(expression, dialect), names()))
    return [
        " & ".join(
            f"{t.question}{'/' + t.part if t.part else ''} {t.operator} {'|'.join(t.values)}".strip()
            for t in g
        )
        for g in found
    ]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("${one} = 'a'", ["ONE equals a"]),
        ("'a' = ${one}", ["ONE equals a"]),
        ("${one} != 'a'", ["ONE not_equals a"]),
        ("${one} = 'a' or ${one} = 'b'", ["ONE one_of a|b"]),
        ("not(${one} = 'a' or ${one} = 'b')", ["ONE none_of a|b"]),
        ("${one} = ''", ["ONE not_answered"]),
        ("${one} != ''", ["ONE answered"]),
        ("string-length(${words}) > 0", ["WORDS answered"]),
        ("selected(${several}, 'a')", ["SEVERAL one_of a"]),
        ("not(selected(${several}, 'a'))", ["SEVERAL none_of a"]),
        ("count-selected(${several}) >= 1", ["SEVERAL answered"]),
        (
            "count-selected(${several}) > 1",
            ["SEVERAL one_of a & SEVERAL one_of b", "SEVERAL one_of a & SEVERAL one_of c",
             "SEVERAL one_of b & SEVERAL one_of c"],
        ),
        ("${age} >= 18 and ${age} < 65", ["AGE at_least 18 & AGE less 65"]),
        ("not(${age} >= 18)", ["AGE less 18", "AGE not_answered"]),
        ("${band} > 1", ["BAND one_of 2|3"]),
        ("${box} = 'OK'", ["BOX answered"]),
        ("${row} = 'b'", ["TABLE/r1 equals b"]),
        ("${split} = 'a'", ["S1 equals a", "S2 equals a"]),
        ("${words} = \"l’eau\"", ["WORDS equals l'eau"]),
        ("contains(${words}, 'bus')", ["WORDS contains bus"]),
        ("true()", []),
        (
            "${one} = 'a' and (${age} > 3 or ${box} = 'OK')",
            ["ONE equals a & AGE greater 3", "ONE equals a & BOX answered"],
        ),
    ],
)  # fmt: skip
def test_expressions_of_xlsform_become_groups_of_tests(expression: str, expected: list[str]) -> None:
    assert read(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('((one.NAOK == "a"))', ["ONE equals a"]),
        ("is_empty(one.NAOK)", ["ONE not_answered"]),
        ("!is_empty(one) && age.NAOK ge 18", ["ONE answered & AGE at_least 18"]),
        ('several_a.NAOK == "Y" or one == "b"', ["SEVERAL one_of a", "ONE equals b"]),
        ('several_a == ""', ["SEVERAL none_of a"]),
        ("count(that.several) < 3", ["SEVERAL none_of a", "SEVERAL none_of b", "SEVERAL none_of c"]),
    ],
)
def test_expressions_of_limesurvey_do_too(expression: str, expected: list[str]) -> None:
    assert read(expression, LIMESURVEY) == expected


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("${later} = 'a'", "condition_later"),
        ("${here} = 'a'", "condition_self"),
        ("${gone} = 'a'", "condition_refused"),
        ("${nowhere} = 'a'", "condition_unknown"),
        ("${one} = 'z'", "condition_option"),
        ("${one} = ${several}", "expression_two_answers"),
        ("pulldata('a', 'b') = 'c'", "expression_function"),
        ("${age} + 1 > 3", "expression_kind"),
        ("${words} > 3", "condition_measure"),
        ("false()", "condition_never"),
        ("${one} = ", "expression_unreadable"),
        ("(" * 100 + "${one} = 'a'" + ")" * 100, "expression_too_long"),
        ("x" * 5_000, "expression_too_long"),
    ],
)
def test_what_cannot_be_taken_says_why(expression: str, reason: str) -> None:
    with pytest.raises(NotTaken) as refused:
        read(expression)
    assert refused.value.reason == reason


def test_a_condition_that_nobody_could_oversee_is_not_taken() -> None:
    pairs = " and ".join(f"(${{age}} = {n} or ${{words}} = 'x{n}')" for n in range(12))
    with pytest.raises(NotTaken) as refused:
        read(pairs)
    assert refused.value.reason == "condition_too_wide"
