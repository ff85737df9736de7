"""Conditions in words."""

from typing import Any

import pytest
from django.utils import translation

from forms.logic.outline import Outline
from forms.logic.words import describe
from tests.forms.logic.raw import answer, ask, form, head, items


@pytest.fixture(autouse=True)
def english() -> Any:
    """Read the words as they stand in the code."""
    with translation.override("en"):
        yield


ROWS = {"rows": items("Bus", "Train"), "columns": items("Good", "Bad")}
FORM = form(
    ask("yes_no", "Bike"),
    ask("multiple_choice", "Modes", options=items("Foot", "Bus", "Car")),
    ask("number", "Age"),
    ask("date", "Since"),
    ask("long_text", "Idea"),
    ask("matrix_single", "Lines", **ROWS),
)


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ([], ""),
        ([[answer("bike", "equals", "yes")]], "If you answered “Yes” to “Bike”"),
        ([[answer("bike", "not_equals", "yes")]], "If you did not answer “Yes” to “Bike”"),
        (
            [[answer("modes", "one_of", "foot", "bus", "car")]],
            "If you answered “Foot”, “Bus” or “Car” to “Modes”",
        ),
        ([[answer("idea", "answered")]], "If you answered “Idea”"),
        ([[answer("idea", "contains", "bus")]], "If your answer to “Idea” contains “bus”"),
        ([[answer("age", "at_least", "18")]], "If your answer to “Age” is at least 18"),
        ([[answer("since", "less", "2026-11-29")]], "If your answer to “Since” is before Nov. 29, 2026"),
        ([[answer("lines", "equals", "bad", part="bus")]], "If you answered “Bad” to “Lines” (Bus)"),
        ([[answer("gone", "answered")]], "If you answered a question that is no longer asked"),
        (
            [
                [answer("bike", "equals", "yes"), answer("age", "less", "18")],
                [answer("idea", "not_answered")],
            ],
            (
                "If you answered “Yes” to “Bike” and if your answer to “Age” is less than 18, "
                "or if you did not answer “Idea”"
            ),
        ),
        ("nonsense", "On conditions that cannot be read"),
    ],
)
def test_conditions_are_said_as_one_would_say_them(conditions: Any, words: str) -> None:
    assert describe(conditions, FORM) == words


def test_paper_names_questions_by_their_number() -> None:
    assert describe([[answer("age", "greater", "5")]], FORM, by_number=True) == (
        "If your answer to question 3 is greater than 5"
    )


def test_the_outline_numbers_pages_and_questions_and_says_what_is_wrong() -> None:
    outline = Outline(
        form(
            ask("yes_no", "Bike"),
            head("page", "Bikes", [[answer("bike", "equals", "yes")]]),
            head("section", "Roads"),
            ask("short_text", "Which"),
            ask("short_text", "Never", [[answer("bike", "equals", "no")]]),
        )
    )

    first, second = outline.screens
    assert [line.subject.number for line in first.lines] == [1]
    assert second.head is not None
    assert second.head.words == "If you answered “Yes” to “Bike”"
    assert [(line.subject.title, line.subject.number) for line in second.lines] == [
        ("Roads", 0),
        ("Which", 2),
        ("Never", 3),
    ]
    assert outline.number_conditional == 2
    ((text, block_id),) = outline.remarks
    assert block_id == "never"
    assert "“Bikes” above it" in text
