"""Questions that ask the same of several things."""

from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django.core.exceptions import ValidationError
from django.utils.translation import override

from forms.fields.drawing import Bar
from tests.forms.fields.asking import FIELD, Asked, ask, clean

ROWS = {"clean": "Propreté : rues", "green": "Espaces verts", "quiet": "Calme"}
COLUMNS = {"bad": "Mauvais", "fair": "Moyen", "good": "Bon"}


def matrix(kind: str = "matrix_single", **value: Any) -> Asked:
    """A matrix of three lines and three columns."""
    return ask(kind, **{"rows": ROWS, "columns": COLUMNS, **value})


def test_each_line_is_kept_by_its_id_and_read_by_its_words() -> None:
    asked = matrix()
    kept = asked.stores_of(green="good", clean="bad")
    assert kept == {"clean": "bad", "green": "good"}
    with override("en"):
        assert asked.shows(kept) == ("Propreté : rues: Mauvais", "Espaces verts: Bon")
        assert asked.counts(kept) == ["Propreté : rues: Mauvais", "Espaces verts: Bon"]


def test_several_answers_a_line_are_kept_in_the_order_of_the_columns() -> None:
    asked = matrix("matrix_multiple")
    kept = asked.stores_of(clean=["good", "bad", "good"], quiet=["fair"])
    assert kept == {"clean": ["bad", "good"], "quiet": ["fair"]}
    with override("en"):
        assert asked.shows(kept) == ("Propreté : rues: Mauvais, Bon", "Calme: Moyen")
    assert asked.block.buckets(asked.value, kept) == ["clean:bad", "clean:good", "quiet:fair"]


def test_no_line_at_all_is_no_answer() -> None:
    assert matrix().stores_of() is None
    assert matrix("matrix_multiple").stores_of() is None


@pytest.mark.parametrize("kind", ["matrix_single", "matrix_multiple"])
def test_a_compulsory_one_needs_every_line_and_names_those_left_out(kind: str) -> None:
    asked = matrix(kind, required=True)
    with override("en"):
        refused = asked.refuses_of(clean="bad")
        assert "Espaces verts" in refused
        assert "Calme" in refused
        assert "Propreté" not in refused
        assert "compulsory" in asked.refuses_of()
    assert asked.stores_of(clean="bad", green="bad", quiet="bad")


def test_the_lines_left_out_say_so_where_they_stand() -> None:
    form = matrix(required=True).form_of(clean="bad")
    with override("en"):
        html = render_crispy_form(form)
    assert html.count("Still to answer</span>") == 2
    assert html.count('aria-invalid="true"') == 2 * len(COLUMNS)


@pytest.mark.parametrize("wrong", ["Mauvais", "x" * 10_000, "\x00"])
def test_a_column_that_is_not_offered_is_refused(wrong: str) -> None:
    with override("en"):
        assert "not offered" in matrix().refuses_of(clean=wrong)


def test_a_line_that_is_gone_is_not_dropped_in_silence() -> None:
    form = matrix().form_of(noise="bad")
    assert not form.is_valid()
    assert "bad" in str(form.non_field_errors())


def test_two_answers_to_a_line_of_one_are_quoted() -> None:
    assert "bad" in matrix().refuses_of(clean=["bad", "good"])


def test_each_button_is_named_by_its_line_and_its_column() -> None:
    html = render_crispy_form(matrix().form_of())
    assert f'aria-labelledby="id_{FIELD}_0_row id_{FIELD}_0_2_word"' in html
    assert f'<span id="id_{FIELD}_0_row">Propreté : rues</span>' in html
    assert f'<span class="matrix__word" id="id_{FIELD}_0_2_word">Bon</span>' in html
    assert html.count('scope="row"') == len(ROWS)
    assert html.count('scope="col"') == len(COLUMNS)
    assert " style=" not in html


def test_what_was_chosen_comes_back() -> None:
    asked = matrix("matrix_multiple", required=True)
    html = render_crispy_form(asked.form_of(clean=["bad", "good"]))
    assert html.count(" checked") == 2
    form = asked.form_of()
    form.is_bound = False
    form.initial = {FIELD: asked.block.initial({"clean": ["good"]})}
    assert render_crispy_form(form).count(" checked") == 1
    single = matrix()
    assert single.block.initial({"clean": "good"}) == {"clean": ["good"]}


@pytest.mark.parametrize(
    "text",
    [
        "Propreté : rues : Mauvais | calme: BON",
        "clean: bad\nquiet: good",
        "Propreté : rues: Mauvais; Calme: Bon",
    ],
)
def test_a_file_says_it_in_one_cell(text: str) -> None:
    assert matrix().reads(text) == {"clean": "bad", "quiet": "good"}


def test_a_file_may_say_several_for_a_line() -> None:
    kept = matrix("matrix_multiple").reads("Calme: Bon, Moyen | Espaces verts: Mauvais")
    assert kept == {"green": ["bad"], "quiet": ["fair", "good"]}
    with pytest.raises(ValidationError):
        matrix().block.from_text(matrix().value, "Calme: Excellent")


def test_results_draw_each_line_by_those_who_answered_it() -> None:
    drawing = matrix().draws({"clean": "bad", "green": "good"}, {"clean": "good"}, {"clean": "bad"})
    clean_row, green_row, quiet_row = drawing.groups
    assert clean_row.heading == "Propreté : rues"
    assert clean_row.bars == [Bar("Mauvais", 2, 66.7), Bar("Moyen", 0, 0.0), Bar("Bon", 1, 33.3)]
    assert green_row.bars[2] == Bar("Bon", 1, 100.0)
    assert [bar.count for bar in quiet_row.bars] == [0, 0, 0]
    several = matrix("matrix_multiple").draws({"clean": ["bad", "good"]}, {"clean": ["bad"]})
    assert [bar.share for bar in several.groups[0].bars] == [100.0, 0.0, 50.0]


def test_conditions_look_at_one_line() -> None:
    asked = matrix("matrix_multiple")
    compared = asked.block.compared(asked.value, {"clean": ["bad", "good"]}, "clean")
    assert compared.keys == {"bad", "good"}
    assert not asked.block.compared(asked.value, {"clean": ["bad"]}, "quiet").is_given
    single = matrix()
    assert single.block.compared(single.value, {"clean": "bad"}, "clean").keys == {"bad"}


def test_a_foreign_value_shows_nothing() -> None:
    for stored in (None, "bad", ["bad"], {"clean": None}, {"clean": 3}, {"gone": "bad"}):
        assert matrix().shows(stored) == ()


def test_a_matrix_needs_lines_and_two_columns_to_be_published() -> None:
    for value in ({"rows": []}, {"columns": ["Seule"]}):
        with pytest.raises(ValidationError):
            clean("matrix_single", **{"rows": ROWS, "columns": COLUMNS, **value})
    clean("matrix_single", rows=ROWS, columns=COLUMNS)
