"""Questions answered with a number, a grade or a day."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from tests.forms.fields.asking import FIELD, ask, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("12", "12"), (" 12 000 ", "12000"), ("12\u202f000", "12000"), ("-3", "-3"), ("−3", "-3"), ("007", "7")],
)
def test_whole_numbers_are_taken_as_people_write_them(typed: str, kept: str) -> None:
    assert ask("number").stores(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("45000.0", "45000"), ("45 000,00", "45000"), ("0.0", "0"), ("-3,0", "-3")]
)
def test_a_whole_number_may_come_with_zeros_after_the_comma(typed: str, kept: str) -> None:
    assert ask("number").stores(typed) == kept
    assert "nombre entier" in ask("number").refuses(f"{typed}1")


def test_decimals_follow_the_readers_language() -> None:
    asked = ask("number", decimals=2)
    assert asked.stores("12,50") == "12.50"
    assert asked.stores("12.5") == "12.5"
    assert asked.shows("12.50") == ("12,50",)
    with override("en"):
        assert asked.stores("12.5") == "12.5"
        assert asked.shows("12.50") == ("12.50",)
        assert "in digits" in asked.refuses("12,5")


@pytest.mark.parametrize("typed", ["douze", "1e", "1_000", "NaN", "Infinity", "--1", "0x10", "1;2", "\x00"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert "Écrivez un nombre, en chiffres" in ask("number").refuses(typed)


@pytest.mark.parametrize("typed", ["1" * 16, "1" * 5_000, "1e30", "1e999999"])
def test_a_number_of_no_use_is_refused_quickly(typed: str) -> None:
    assert "trop long" in ask("number").refuses(typed)


def test_a_power_of_ten_is_kept_in_digits() -> None:
    assert ask("number").stores("1e3") == "1000"


def test_bounds_and_decimals_are_said_in_plain_words() -> None:
    asked = ask("number", min_value="1", max_value="10")
    assert "inférieur à 1" in asked.refuses("0")
    assert "dépasse pas 10" in asked.refuses("11")
    assert "nombre entier" in asked.refuses("1,5")
    assert asked.stores("10") == "10"
    assert "au plus 2 chiffres" in ask("number", decimals=2).refuses("1,234")


def test_bounds_the_wrong_way_round_are_refused_to_the_editor() -> None:
    with pytest.raises(ValidationError):
        clean("number", min_value="5", max_value="1")


def test_the_phone_shows_a_keyboard_that_fits() -> None:
    assert 'inputmode="numeric"' in str(ask("number", min_value="0").form()[FIELD])
    assert 'inputmode="decimal"' in str(ask("number", decimals=1).form()[FIELD])
    # The keyboard of digits alone has no minus sign.
    assert 'inputmode="decimal"' in str(ask("number").form()[FIELD])


def test_a_number_of_another_kind_shows_nothing() -> None:
    assert ask("number").shows("douze") == ()
    assert ask("number").shows(None) == ()


SCALE = {"low": 1, "high": 5, "low_label": "Pas du tout", "high_label": "Tout à fait"}


def test_a_grade_is_a_number_and_its_ends_have_words() -> None:
    asked = ask("scale", **SCALE)
    assert asked.stores("5") == 5
    assert asked.stores() is None
    assert asked.shows(5) == ("5 – Tout à fait",)
    assert asked.shows(3) == ("3",)
    assert asked.counts(1) == ["1 – Pas du tout"]
    assert list(asked.block.bucket_labels(asked.value)) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("typed", ["0", "6", "3.0", "trois"])
def test_a_grade_outside_the_scale_is_refused(typed: str) -> None:
    assert "n’est pas proposée" in ask("scale", **SCALE).refuses(typed)


def test_the_lowest_grade_may_be_nought() -> None:
    asked = ask("scale", low=0, high=10, low_label="Rien", high_label="Tout")
    assert asked.stores("0") == 0
    assert asked.shows(0) == ("0 – Rien",)
    assert asked.counts(0) == ["0 – Rien"]


@pytest.mark.parametrize(
    "typed", ["2026-03-01", "01/03/2026", "1/3/2026", "01.03.2026", "01-03-2026", " 01 03 2026 "]
)
def test_a_day_is_taken_as_people_and_calendars_write_it(typed: str) -> None:
    assert ask("date").stores(typed) == "2026-03-01"


def test_a_day_is_read_in_the_readers_language() -> None:
    assert ask("date").shows("2026-03-01") == ("1 mars 2026",)
    with override("en"):
        assert ask("date").shows("2026-03-01") == ("March 1, 2026",)
    assert ask("date").shows("plus tard") == ()
    assert ask("date").stores("") is None


@pytest.mark.parametrize(
    "typed", ["hier", "31/02/2026", "2026", "0026-01-01", "20260301", "\x00", "1" * 5_000]
)
def test_what_is_no_day_is_refused_and_given_back(typed: str) -> None:
    asked = ask("date")
    assert "31/12/2026" in asked.refuses(typed)
    # A calendar field would drop it.
    html = str(asked.form(typed)[FIELD])
    assert 'type="text"' in html


def test_a_day_that_was_typed_comes_back_in_the_calendar() -> None:
    html = str(ask("date").form("01/03/2026")[FIELD])
    assert 'type="date"' in html
    assert 'value="2026-03-01"' in html


def test_thousands_stand_apart_but_those_of_years() -> None:
    assert ask("number").shows("1234567") == ("1\xa0234\xa0567",)
    assert ask("number", decimals=2).shows("1234.50") == ("1\xa0234,50",)
    assert ask("number", min_value="1900", max_value="2100").shows("1984") == ("1984",)
    with override("en"):
        assert ask("number").shows("1234") == ("1,234",)
