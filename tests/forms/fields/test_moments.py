"""Questions answered with an hour, alone or of a day."""

import pytest
from crispy_forms.utils import render_crispy_form
from django.utils.translation import override

from tests.forms.fields.asking import FIELD, ask


@pytest.mark.parametrize("typed", ["14:30", "14h30", "14 h 30", "14H30", "14.30", " 14:30:00 "])
def test_an_hour_is_taken_as_people_and_clocks_write_it(typed: str) -> None:
    asked = ask("time")
    assert asked.stores(typed) == "14:30"
    assert asked.reads(typed) == "14:30"


def test_an_hour_may_have_no_minutes() -> None:
    assert ask("time").stores("9h") == "09:00"
    assert ask("time").shows("09:00") == ("09:00",)
    assert ask("time").stores("") is None


@pytest.mark.parametrize("typed", ["25:00", "14:60", "midi", "14:3", "\x00", "1" * 5_000])
def test_what_is_no_hour_is_refused_and_given_back(typed: str) -> None:
    asked = ask("time")
    with override("en"):
        assert "14:30" in asked.refuses(typed)
    # A clock would drop it.
    assert 'type="text"' in str(asked.form(typed)[FIELD])


def test_hours_are_compared_by_their_minutes() -> None:
    asked = ask("time")
    assert asked.block.measure(asked.value, "14:30") == asked.block.measure_of(asked.value, "14h30") == 870


def test_a_day_and_an_hour_are_kept_in_one() -> None:
    asked = ask("date_time")
    assert asked.stores_of(**{"": "2026-03-01", "hour": "14:30"}) == "2026-03-01T14:30"
    assert asked.stores_of(**{"": "1/3/2026", "hour": "14h30"}) == "2026-03-01T14:30"
    with override("en"):
        assert asked.shows("2026-03-01T14:30") == ("March 1, 2026 at 2:30 p.m.",)
    assert asked.stores_of() is None


@pytest.mark.parametrize(
    "text",
    ["2026-03-01T14:30", "2026-03-01 14:30:00", "01/03/2026 14h30", "1/3/2026 à 14:30", "01/03/2026, 14:30"],
)
def test_a_file_says_both_in_one_cell(text: str) -> None:
    assert ask("date_time").reads(text) == "2026-03-01T14:30"


def test_half_a_moment_is_refused_with_what_is_missing() -> None:
    asked = ask("date_time")
    with override("en"):
        assert "Give the hour" in asked.refuses_of(**{"": "2026-03-01"})
        assert "Give the day" in asked.refuses_of(hour="14:30")
        assert "like 31/12/2026" in asked.refuses_of(**{"": "hier", "hour": "14:30"})
        assert "compulsory" in ask("date_time", required=True).refuses_of()


def test_what_was_typed_comes_back_in_calendar_and_clock() -> None:
    asked = ask("date_time")
    html = render_crispy_form(asked.form_of(**{"": "01/03/2026", "hour": "hier"}))
    assert 'type="date" name="q-q1" value="2026-03-01"' in html
    assert 'type="text" name="q-q1_hour" value="hier"' in html
    form = asked.form_of()
    form.is_bound = False
    form.initial = {FIELD: asked.block.initial("2026-03-01T14:30")}
    html = render_crispy_form(form)
    assert 'value="2026-03-01"' in html
    assert 'value="14:30"' in html


def test_moments_are_compared_by_day_and_hour() -> None:
    asked = ask("date_time")

    def measure(text: str) -> object:
        return asked.block.measure_of(asked.value, text)

    noon = asked.block.measure(asked.value, "2026-03-01T12:00")
    assert measure("2026-03-01") < noon < measure("2026-03-01 12:01")  # type: ignore[operator]
    assert measure("plus tard") is None
