"""Questions answered with a grade."""

from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django.core.exceptions import ValidationError
from django.utils.translation import override

from forms.fields.scales import NO_OPINION
from tests.forms.fields.asking import FIELD, Asked, ask, clean

ENDS = {"low_label": "Pas du tout", "high_label": "Tout à fait"}


def scale(low: int = 1, high: int = 5, **value: Any) -> Asked:
    """A scale whose ends have words."""
    return ask("scale", low=low, high=high, **{**ENDS, **value})


@pytest.mark.parametrize(("low", "high", "points"), [(0, 1, 2), (1, 2, 2), (1, 7, 7), (0, 10, 11)])
def test_a_scale_has_two_to_eleven_grades(low: int, high: int, points: int) -> None:
    clean("scale", low=low, high=high, **ENDS)
    asked = scale(low, high)
    assert len(asked.block.grades(asked.value)) == points
    assert asked.stores(str(high)) == high
    assert asked.stores(str(low)) == low


def test_one_grade_alone_is_no_scale() -> None:
    for low, high in ((1, 1), (0, 11)):
        with pytest.raises(ValidationError):
            clean("scale", low=low, high=high, **ENDS)


def test_the_middle_may_have_words_where_there_is_one() -> None:
    asked = scale(middle_label="Ni l’un ni l’autre")
    assert asked.shows(3) == ("3 – Ni l’un ni l’autre",)
    with pytest.raises(ValidationError):
        clean("scale", low=1, high=4, middle_label="Milieu", **ENDS)
    # A draft that says it all the same shows no wrong middle.
    assert asked.block.meanings(scale(high=4, middle_label="Milieu").value) == {
        1: "Pas du tout",
        4: "Tout à fait",
    }


def test_no_opinion_is_an_answer_without_a_grade() -> None:
    asked = scale(no_opinion=True, required=True)
    assert asked.stores(NO_OPINION) == NO_OPINION
    with override("en"):
        assert asked.shows(NO_OPINION) == ("No opinion",)
        assert asked.counts(NO_OPINION) == ["No opinion"]
        assert asked.reads("no opinion") == NO_OPINION
    assert asked.block.measure(asked.value, NO_OPINION) is None
    assert asked.block.compared(asked.value, NO_OPINION).keys == {NO_OPINION}
    assert scale().refuses(NO_OPINION)


def test_answers_and_forms_of_earlier_days_stay_readable() -> None:
    # As scales were kept before they had a middle and no opinion.
    asked = ask("scale", low=1, high=5, **ENDS)
    assert asked.shows(5) == ("5 – Tout à fait",)
    assert asked.shows(2) == ("2",)
    assert asked.block.initial(4) == 4


def test_a_grade_that_was_kept_comes_back_ticked() -> None:
    form = scale(0, 10, no_opinion=True).form()
    form.is_bound = False
    form.initial = {FIELD: 7}
    html = render_crispy_form(form)
    assert f'value="7" id="id_{FIELD}_7" checked' in html
    assert html.count(" checked") == 1


def test_a_file_says_the_grade_or_what_it_means() -> None:
    asked = scale()
    assert asked.reads("4") == 4
    assert asked.reads("5 – Tout à fait") == 5
    assert asked.reads("pas du tout") == 1


def test_results_show_the_mean_of_those_who_have_an_opinion() -> None:
    with override("en"):
        drawing = scale(no_opinion=True).draws(1, 5, 5, NO_OPINION)
    assert [(figure.label, figure.value) for figure in drawing.figures] == [("Mean", "3.67")]
    bars = drawing.groups[0].bars
    assert [bar.count for bar in bars] == [1, 0, 0, 0, 2, 1]
    assert bars[-1].share == 25.0
    assert scale().draws().figures == []


def test_the_net_promoter_score_counts_three_kinds() -> None:
    asked = ask("net_promoter")
    answers = [10, 9, 9, 8, 7, 6, 0]
    assert [asked.stores(str(grade)) for grade in answers] == answers
    with override("en"):
        drawing = asked.draws(*answers)
    kinds, grades = drawing.groups
    assert [bar.count for bar in kinds.bars] == [3, 2, 2]
    assert [bar.share for bar in kinds.bars] == [42.9, 28.6, 28.6]
    assert len(grades.bars) == 11
    assert [figure.value for figure in drawing.figures] == ["+14", "7"]


def test_a_score_below_nought_has_its_sign_and_none_has_no_score() -> None:
    with override("en"):
        drawing = ask("net_promoter").draws(0, 5, 10)
        assert drawing.figures[0].value == "−33"
        assert ask("net_promoter").draws().figures == []


def test_the_net_promoter_question_offers_eleven_grades() -> None:
    asked = ask("net_promoter", low_label="Jamais", high_label="Certainement")
    html = render_crispy_form(asked.form())
    assert html.count('type="radio"') == 11
    assert "Jamais" in html
    assert asked.refuses("11")
    assert asked.shows(10) == ("10 – Certainement",)
