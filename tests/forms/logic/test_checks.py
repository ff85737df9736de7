"""What an editor is told about conditions that cannot work, and about what nobody can ever see."""

from typing import Any

import pytest
from django.utils import translation

from forms.logic.checks import Fault, faults_of
from forms.logic.reach import unreachable
from forms.logic.subjects import subjects_of
from tests.forms.logic.raw import answer, ask, form, head, items


@pytest.fixture(autouse=True)
def english() -> Any:
    """Read the messages as they stand in the code."""
    with translation.override("en"):
        yield


BIKE = ask("yes_no", "Bike")
MODE = ask("single_choice", "Mode", options=items("Foot", "Bus"))


def faults(*blocks: dict[str, Any], deleted: dict[str, str] | None = None) -> list[Fault]:
    """Return the faults of a form of these blocks."""
    return faults_of(form(*blocks), deleted)


def never_shown(*blocks: dict[str, Any]) -> dict[str, str]:
    """Return what is warned of each block that nobody sees, by its id."""
    subjects = subjects_of(form(*blocks))
    return {subjects[fault.index].id: fault.text for fault in unreachable(subjects)}


class TestFaults:
    def test_none_are_found_in_conditions_on_earlier_questions(self) -> None:
        shown = [[answer("bike", "equals", "yes"), answer("mode", "one_of", "foot", "bus")]]
        assert faults(BIKE, MODE, ask("short_text", "Why", shown)) == []

    def test_a_question_that_comes_later_is_named_along_with_the_one_that_depends_on_it(self) -> None:
        (fault,) = faults(ask("short_text", "Why", [[answer("bike", "equals", "yes")]]), BIKE)
        assert fault.index == 0
        assert "“Why” depends on the answer to “Bike”, which comes after it" in fault.text

    def test_a_circle_is_named_however_many_questions_it_leads_through(self) -> None:
        found = faults(
            ask("short_text", "First", [[answer("third", "answered")]]),
            ask("short_text", "Second", [[answer("first", "answered")]]),
            ask("short_text", "Third", [[answer("second", "answered")]]),
        )
        assert [fault.index for fault in found] == [0]
        assert "“First” and “Third” depend on each other" in found[0].text

    def test_a_section_cannot_depend_on_a_question_that_stands_in_it(self) -> None:
        (fault,) = faults(head("section", "Part", [[answer("bike", "equals", "yes")]]), BIKE)
        assert fault.index == 0

    def test_a_question_cannot_depend_on_itself(self) -> None:
        (fault,) = faults(ask("short_text", "Why", [[answer("why", "answered")]]))
        assert "depends on its own answer" in fault.text

    def test_a_deleted_question_is_named_by_the_words_it_had(self) -> None:
        why = ask("short_text", "Why", [[answer("bike", "equals", "yes")]])
        (fault,) = faults(why, deleted={"bike": "Do you own a bike?"})
        assert "“Why” depends on the answer to “Do you own a bike?”, which has been deleted" in fault.text
        assert "no longer in the form" in faults(why)[0].text

    def test_a_section_or_a_text_has_no_answer_to_depend_on(self) -> None:
        (fault,) = faults(head("section", "Part"), ask("short_text", "Why", [[answer("part", "answered")]]))
        assert "no longer in the form" in fault.text

    @pytest.mark.parametrize(
        ("kind", "operator", "value"),
        [("yes_no", "greater", "3"), ("number", "contains", "3"), ("long_text", "at_most", "3")],
    )
    def test_a_comparison_that_does_not_suit_the_answers_is_refused(
        self, kind: str, operator: str, value: str
    ) -> None:
        why = ask("short_text", "Why", [[answer("earlier", operator, value)]])
        (fault,) = faults(ask(kind, "Earlier"), why)
        assert "does not suit the answers to “Earlier”" in fault.text

    def test_an_option_and_a_row_that_no_longer_exist_are_refused(self) -> None:
        rows = {"rows": items("Bus", "Train"), "columns": items("Good", "Bad")}
        matrix = ask("matrix_single", "Lines", **rows)
        (option,) = faults(MODE, ask("short_text", "Why", [[answer("mode", "one_of", "foot", "gone")]]))
        (row,) = faults(matrix, ask("short_text", "Why", [[answer("lines", "equals", "bad", part="tram")]]))
        assert "an option of “Mode” that no longer exists" in option.text
        assert "a line of “Lines” that no longer exists" in row.text
        kept = [[answer("lines", "equals", "bad", part="bus")]]
        assert faults(matrix, ask("short_text", "Why", kept)) == []

    def test_a_number_is_compared_with_a_number(self) -> None:
        why = ask("short_text", "Why", [[answer("age", "greater", "old")]])
        (fault,) = faults(ask("number", "Age"), why)
        assert "“old” cannot be compared with the answers to “Age”" in fault.text

    def test_what_is_not_chosen_yet_is_only_unfinished(self) -> None:
        unfinished = [[answer("", "equals"), answer("mode", "equals")]]
        assert [fault.is_unfinished for fault in faults(MODE, ask("short_text", "Why", unfinished))] == [
            True,
            True,
        ]


class TestNeverShown:
    def test_nothing_is_said_of_what_somebody_can_see(self) -> None:
        shown = [[answer("bike", "equals", "no")], [answer("mode", "none_of", "foot", "bus")]]
        assert never_shown(BIKE, MODE, ask("short_text", "Why", shown)) == {}

    def test_two_answers_to_one_question_contradict_each_other(self) -> None:
        shown = [[answer("mode", "equals", "foot"), answer("mode", "equals", "bus")]]
        assert (
            "no answers to “Mode” meet its conditions"
            in never_shown(MODE, ask("short_text", "Why", shown))["why"]
        )

    def test_several_may_be_chosen_where_several_can_be(self) -> None:
        shown = [[answer("modes", "contains", "foot"), answer("modes", "contains", "bus")]]
        modes = ask("multiple_choice", "Modes", options=items("Foot", "Bus"))
        assert never_shown(modes, ask("short_text", "Why", shown)) == {}

    def test_a_contradiction_is_found_along_the_way_that_leads_to_a_question(self) -> None:
        found = never_shown(
            BIKE,
            ask("single_choice", "Mode", [[answer("bike", "equals", "yes")]], options=items("Foot", "Bus")),
            ask("short_text", "Why", [[answer("mode", "equals", "foot"), answer("bike", "equals", "no")]]),
        )
        assert list(found) == ["why"]

    def test_numbers_must_leave_room_and_lie_within_what_can_be_answered(self) -> None:
        age = ask("number", "Age", min_value=18, max_value=99)
        between = [[answer("age", "greater", "30"), answer("age", "less", "30")]]
        beyond = [[answer("age", "at_least", "100")]]
        assert "why" in never_shown(age, ask("short_text", "Why", between))
        assert "why" in never_shown(age, ask("short_text", "Why", beyond))
        assert never_shown(age, ask("short_text", "Why", [[answer("age", "at_most", "18")]])) == {}

    def test_grades_beyond_the_scale_are_given_by_nobody(self) -> None:
        scale = ask("scale", "Grade", low=1, high=5)
        assert "why" in never_shown(scale, ask("short_text", "Why", [[answer("grade", "greater", "5")]]))

    def test_what_depends_on_what_nobody_sees_is_seen_by_nobody(self) -> None:
        found = never_shown(
            MODE,
            ask("short_text", "Why", [[answer("mode", "equals", "gone")]]),
            ask("short_text", "More", [[answer("why", "answered")]]),
            head("page", "Next", [[answer("more", "answered")]]),
            ask("short_text", "Last"),
        )
        assert "an option of “Mode” that no longer exists" in found["why"]
        assert "it depends on “Why”, which is never shown" in found["more"]
        assert "it stands under “Next”, which is never shown" in found["last"]

    def test_what_is_shown_to_those_who_were_not_asked_can_be_seen(self) -> None:
        found = never_shown(
            MODE,
            ask("short_text", "Why", [[answer("mode", "equals", "gone")]]),
            ask("short_text", "More", [[answer("why", "not_answered")]]),
        )
        assert list(found) == ["why"]

    def test_a_form_with_very_many_ways_is_left_alone_in_no_time(self) -> None:
        questions = [ask("single_choice", f"Q{n}", options=items("A", "B", "C")) for n in range(12)]
        groups = [[answer(f"q{n}", "equals", each)] for n in range(12) for each in "abc"]
        chain = [
            ask(
                "short_text",
                f"T{n}",
                [[*group, answer(f"t{n - 1}", "answered")] if n else group for group in groups],
            )
            for n in range(12)
        ]
        assert never_shown(*questions, *chain) == {}
