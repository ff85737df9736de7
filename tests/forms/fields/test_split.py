"""A fixed total, shared out over options."""

from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django.core.exceptions import ValidationError
from django.utils.translation import override

from tests.forms.fields.asking import FIELD, Asked, ask, clean

OPTIONS = {"trees": "Arbres", "benches": "Bancs", "play": "Jeux"}


def split(**value: Any) -> Asked:
    """A hundred points over three options."""
    return ask("budget_split", **{"options": OPTIONS, "total": 100, "unit": "points", **value})


def test_amounts_that_add_up_to_the_total_are_kept() -> None:
    asked = split()
    kept = asked.stores_of(trees="60", benches=" 40 ", play="")
    assert kept == {"trees": 60, "benches": 40}
    with override("en"):
        assert asked.shows(kept) == ("Arbres: 60\xa0points", "Bancs: 40\xa0points")
    assert asked.stores_of(trees="100", play="0") == {"trees": 100}


def test_thousands_may_stand_apart() -> None:
    asked = split(total=120_000, unit="€")
    kept = asked.stores_of(trees="100 000", benches="20\u202f000")
    assert kept == {"trees": 100_000, "benches": 20_000}
    with override("en"):
        assert asked.shows(kept) == ("Arbres: 100,000\xa0€", "Bancs: 20,000\xa0€")


def test_the_server_says_what_is_missing_or_too_much() -> None:
    asked = split()
    with override("en"):
        assert "30\xa0points are still to be given out" in asked.refuses_of(trees="60", play="10")
        assert "5\xa0points too many" in asked.refuses_of(trees="60", play="45")


def test_nothing_given_is_no_answer_unless_it_is_compulsory() -> None:
    assert split().stores_of() is None
    with override("en"):
        assert "compulsory" in split(required=True).refuses_of()
        # Noughts alone are an answer, and a wrong one.
        assert "still to be given out" in split().refuses_of(trees="0")


@pytest.mark.parametrize("wrong", ["douze", "-5", "12,5", "1e2", "٣", "\x00", "9" * 5_000])
def test_what_is_no_whole_amount_is_refused_and_given_back(wrong: str) -> None:
    asked = split()
    with override("en"):
        refused = asked.refuses_of(trees=wrong)
    assert "whole numbers" in refused
    assert len(refused) < 200


def test_what_was_typed_comes_back() -> None:
    html = render_crispy_form(split().form_of(trees="60", play="x"))
    assert 'value="60"' in html
    assert 'value="x"' in html
    assert 'data-total="100"' in html
    assert " style=" not in html
    assert split().block.initial({"trees": 60}) == {"trees": 60}


def test_without_script_the_total_stands_there() -> None:
    with override("en"):
        html = render_crispy_form(split(total=120_000, unit="€").form_of())
    assert "To share out in all: 120,000 €" in " ".join(html.split())


@pytest.mark.parametrize("text", ["Arbres: 60 | Jeux: 40", "trees: 60\nplay: 40 points"])
def test_a_file_says_it_in_one_cell(text: str) -> None:
    assert split().reads(text) == {"trees": 60, "play": 40}
    with pytest.raises(ValidationError):
        split().block.from_text(split().value, "Fontaine: 100")


def test_results_show_mean_and_share_of_each_option() -> None:
    with override("en"):
        drawing = split().draws({"trees": 100}, {"trees": 20, "play": 80})
    (group,) = drawing.groups
    assert [(bar.label, bar.shown, bar.share) for bar in group.bars] == [
        ("Arbres", "60\xa0points", 60.0),
        ("Bancs", "0\xa0points", 0.0),
        ("Jeux", "40\xa0points", 40.0),
    ]


def test_conditions_compare_what_one_option_was_given() -> None:
    asked = split()
    assert asked.block.compared(asked.value, {"trees": 60}, "trees").measure == 60
    assert asked.block.compared(asked.value, {"trees": 60}, "play").measure == 0
    assert asked.block.measure_of(asked.value, "50") == 50
    assert asked.block.compared(asked.value, {"trees": 60}).is_given


def test_a_budget_needs_two_options_to_be_published() -> None:
    with pytest.raises(ValidationError):
        clean("budget_split", options=["Seule"])
    with pytest.raises(ValidationError):
        clean("budget_split", options=OPTIONS, total=0)
    clean("budget_split", options=OPTIONS, total=100)


def test_an_option_that_is_gone_is_not_dropped_in_silence() -> None:
    form = split().form_of(fountain="100")
    assert not form.is_valid()
    assert FIELD not in form.errors
