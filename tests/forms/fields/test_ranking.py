"""Options put in order."""

from collections.abc import Iterator
from typing import Any

import pytest
from crispy_forms.utils import render_crispy_form
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override

from forms.builder import QuestionForm
from forms.exports.cells import cell_of
from forms.fields.drawing import Counted
from forms.logic.conditions import Operator, Test
from tests.forms.fields.asking import FIELD, ID, Asked, ask, clean

WORDS = {"a": "Des pistes", "b": "Des arceaux", "c": "Un atelier", "d": "Des bus"}
OPTIONS = [{"type": "item", "id": key, "value": words} for key, words in WORDS.items()]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Read what people see in the language of the code."""
    with override("en"):
        yield


def ranking(**value: Any) -> Asked:
    """A ranking of four options."""
    return ask("ranking", options=OPTIONS, **value)


def send(asked: Asked, **ranks: str) -> QuestionForm:
    """The form with the rank of each option, as a browser without scripts sends it."""
    data = QueryDict(mutable=True)
    for key in WORDS:
        data[f"{FIELD}_{key}"] = ranks.get(key, "")
    return QuestionForm(asked.stream, offers_contact=False, publishes=True, data=data)


def stored(asked: Asked, **ranks: str) -> Any:
    """What is kept of it."""
    form = send(asked, **ranks)
    assert form.is_valid(), form.errors
    return form.answers().get(ID)


def refusal(asked: Asked, **ranks: str) -> str:
    """Why it is refused."""
    form = send(asked, **ranks)
    assert not form.is_valid()
    return " ".join(form.errors[FIELD])


def test_options_are_kept_and_read_in_the_order_of_their_ranks() -> None:
    asked = ranking()
    assert stored(asked, a="3", b="1", c="2") == ["b", "c", "a"]
    assert asked.shows(["b", "c", "a"]) == ("1. Des arceaux", "2. Un atelier", "3. Des pistes")


def test_a_gap_between_ranks_is_closed() -> None:
    assert stored(ranking(), a="4", b="2") == ["b", "a"]


def test_two_options_with_one_rank_are_named() -> None:
    text = refusal(ranking(), a="1", b="1", c="2", d="2")
    assert "“Des pistes” and “Des arceaux” have the same rank, 1" in text
    assert "“Un atelier” and “Des bus” have the same rank, 2" in text


def test_what_was_chosen_stands_in_the_form_that_comes_back() -> None:
    html = render_crispy_form(send(ranking(), a="1", b="1"))
    assert html.count('<option value="1" selected>') == 2


def test_nothing_ranked_is_no_answer_unless_one_must_be_given() -> None:
    assert stored(ranking()) is None
    assert "compulsory" in refusal(ranking(required=True))


def test_only_so_many_may_be_ranked() -> None:
    asked = ranking(minimum=2, maximum=2)
    html = render_crispy_form(asked.form())
    assert '<option value="2"' in html
    assert '<option value="3"' not in html
    assert "at least 2" in refusal(asked, a="1")
    assert "at most 2" in refusal(asked, a="1", b="2", c="3")
    assert stored(asked, a="2", b="1") == ["b", "a"]


@pytest.mark.parametrize("rank", ["0", "-1", "1.5", "first", "²", "x" * 5_000])
def test_what_is_no_rank_is_refused(rank: str) -> None:
    assert "not offered" in refusal(ranking(), a=rank)


def test_bounds_that_nobody_meets_are_refused_to_the_editor() -> None:
    for bounds in ({"minimum": 3, "maximum": 2}, {"minimum": 5}):
        with pytest.raises(ValidationError):
            clean("ranking", options=OPTIONS, **bounds)


@pytest.mark.parametrize(
    "text", ["Des arceaux > Des pistes", "des arceaux; des pistes", "Des arceaux\nDes pistes", "b > a"]
)
def test_a_file_or_a_sheet_gives_the_order_in_one_text(text: str) -> None:
    asked = ranking()
    assert asked.stores(*asked.block.from_text(asked.value, text)) == ["b", "a"]


def test_what_is_exported_can_be_imported() -> None:
    asked = ranking()
    cell = cell_of(asked.block, [asked.value])
    assert cell.read(["b", "a"]) == "Des arceaux > Des pistes"
    assert cell.raw(["b", "a"]) == ["Des arceaux", "Des pistes"]
    assert asked.block.from_text(asked.value, cell.read(["b", "a"])) == ["b", "a"]


def test_an_option_no_longer_offered_leaves_the_others_their_ranks() -> None:
    assert ranking().shows(["gone", "a"]) == ("2. Des pistes",)


def test_a_correction_begins_with_the_order_that_was_sent() -> None:
    asked = ranking()
    assert asked.block.initial(["b", "a"]) == {"b": "1", "a": "2"}


def test_the_order_in_which_options_are_shown_says_nothing_of_their_rank() -> None:
    asked = ranking(random_order=True, stay_last=1)
    form = send(asked, a="2", d="1")
    form.shuffle("seed")
    keys = [key for key, _words in form.fields[FIELD].choices]
    assert keys[-1] == "d"
    assert keys != list(WORDS)
    html = render_crispy_form(form)
    assert html.index(WORDS[keys[0]]) < html.index(WORDS[keys[1]])
    assert form.answers()[ID] == ["d", "a"]


def test_each_rank_is_counted_and_drawn_by_points() -> None:
    asked = ranking(maximum=3)
    assert asked.block.buckets(asked.value, ["b", "a"]) == ["b:1", "a:2"]
    # Ten people: b first six times and second twice, a first four times, c third once; d never.
    counts = {"b:1": 6, "b:2": 2, "a:1": 4, "c:3": 1}
    drawn = asked.block.drawn(asked.value, Counted(answered=10, counts=counts, totals={}))
    bars = [(bar.label, bar.count, bar.share) for bar in drawn.groups[0].bars]
    assert bars == [
        ("Des arceaux", 22, 73.3),
        ("Des pistes", 12, 40.0),
        ("Un atelier", 1, 3.3),
        ("Des bus", 0, 0.0),
    ]
    (table,) = drawn.tables
    assert table.columns == ["Mean rank", "1", "2", "3"]
    assert table.rows[0] == ("Des arceaux", ["1.25", "6", "2", "0"])
    assert table.rows[3] == ("Des bus", ["–", "0", "0", "0"])


def test_conditions_ask_whether_an_option_was_ranked_and_where() -> None:
    asked = ranking()
    compared = asked.block.compared(asked.value, ["b", "a"])
    assert Test(ID, Operator.ONE_OF, ("a",)).holds(compared, None)
    assert Test(ID, Operator.EQUALS, ("b:1",)).holds(compared, None)
    assert not Test(ID, Operator.EQUALS, ("a:1",)).holds(compared, None)
    assert Test(ID, Operator.NONE_OF, ("c", "d")).holds(compared, None)
