"""Questions answered from a list of options."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from tests.forms.fields.asking import FIELD, Asked, ask, clean

OPTIONS = ["À pied", "À vélo", "En bus"]


def choice(kind: str, **value: Any) -> Asked:
    """A question with three options."""
    return ask(kind, options=OPTIONS, **value)


@pytest.mark.parametrize("display", ["radio", "list"])
def test_one_option_is_kept_by_its_id_and_read_by_its_words(display: str) -> None:
    asked = choice("single_choice", display=display)
    bike = asked.option_ids[1]
    assert asked.stores(bike) == bike
    assert asked.shows(bike) == ("À vélo",)
    assert asked.counts(bike) == ["À vélo"]


def test_no_choice_is_no_answer_unless_one_must_be_made() -> None:
    assert choice("single_choice").stores() is None
    assert "obligatoire" in choice("single_choice", required=True).refuses()


def test_a_list_begins_with_no_choice_made() -> None:
    html = str(choice("single_choice", display="list").form()[FIELD])
    assert '<option value="" selected>Choisir…</option>' in html


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
@pytest.mark.parametrize("wrong", ["À vélo", "0", "x" * 10_000, "\x00"])
def test_an_option_that_is_not_offered_is_refused(kind: str, wrong: str) -> None:
    assert "n’est pas proposée" in choice(kind).refuses(wrong)
    with override("en"):
        assert "not offered" in choice(kind).refuses(wrong)


def test_several_options_are_read_in_the_editors_order() -> None:
    asked = choice("multiple_choice")
    foot, bike, bus = asked.option_ids
    assert asked.stores(bus, foot) == [bus, foot]
    assert asked.shows([bus, foot]) == ("À pied", "En bus")
    assert asked.counts([bus, foot]) == ["En bus", "À pied"]
    assert bike not in asked.stores(bus, foot)


def test_an_option_sent_twice_counts_once() -> None:
    asked = choice("multiple_choice", maximum=1)
    bus = asked.option_ids[2]
    assert asked.stores(bus, bus, bus) == [bus]


def test_the_smallest_and_the_largest_number_hold() -> None:
    asked = choice("multiple_choice", minimum=2, maximum=2)
    first, second, third = asked.option_ids
    assert "au moins 2 réponses" in asked.refuses(first)
    assert "au plus 2 réponses" in asked.refuses(first, second, third)
    assert asked.stores(first, third) == [first, third]
    # Whoever leaves out a question that may be left out is not held to its smallest number.
    assert asked.stores() is None


def test_bounds_that_nobody_meets_are_refused_to_the_editor() -> None:
    for bounds in ({"minimum": 3, "maximum": 2}, {"minimum": 4}):
        with pytest.raises(ValidationError):
            clean("multiple_choice", options=OPTIONS, **bounds)
    clean("multiple_choice", options=OPTIONS, minimum=1, maximum=3)


def test_a_choice_needs_two_options_to_be_published() -> None:
    with pytest.raises(ValidationError):
        clean("single_choice", options=["Seule"])


def test_an_option_that_was_corrected_keeps_its_answers() -> None:
    asked = choice("single_choice")
    bike = asked.option_ids[1]
    corrected = ask(
        "single_choice",
        options=[
            {"type": "item", "value": "En vélo, en trottinette", "id": bike},
            {"type": "item", "value": "En bus", "id": asked.option_ids[2]},
        ],
    )
    assert corrected.shows(bike) == ("En vélo, en trottinette",)


def test_yes_and_no_are_read_in_the_readers_language() -> None:
    asked = ask("yes_no")
    assert asked.stores("yes") == "yes"
    assert asked.stores() is None
    assert asked.shows("no") == ("Non",)
    assert asked.counts("yes") == ["Oui"]
    with override("en"):
        assert asked.shows("yes") == ("Yes",)
    assert "n’est pas proposée" in asked.refuses("oui")


def test_consent_is_never_ticked_beforehand_and_no_box_is_no_answer() -> None:
    asked = ask("consent")
    assert "checked" not in str(asked.form()[FIELD])
    assert asked.stores("on") is True
    assert asked.stores() is None
    assert asked.shows(True) == ("Oui",)
    assert asked.counts(True) == ["Oui"]
    assert asked.shows(None) == ()
    assert "obligatoire" in ask("consent", required=True).refuses()
