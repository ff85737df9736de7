"""What a form shows of its conditions: words for those without scripts, attributes for the script."""

import json
from typing import Any

from bs4 import BeautifulSoup
from crispy_forms.utils import render_crispy_form
from django.http import QueryDict

from forms.builder import QuestionForm
from tests.forms.logic.raw import answer, ask, form, head, items

BIKE = ask("yes_no", "Bike")
WHY = ask("short_text", "Why", [[answer("bike", "equals", "no")]], required=True)


def shown(*blocks: dict[str, Any], **options: Any) -> BeautifulSoup:
    """Return a form of these blocks as the page shows it."""
    stream = form(*blocks)
    if "only" in options:
        ids = options.pop("only")
        options["children"] = [child for child in stream if child.id in ids]
    built = QuestionForm(stream, offers_contact=False, publishes=False, **options)
    return BeautifulSoup(render_crispy_form(built), "html.parser")


def conditions(page: BeautifulSoup, question_id: str) -> Any:
    """Return what the script reads of a question's conditions."""
    element = page.select_one(f"[data-logic-id={question_id}]")
    return json.loads(element["data-logic-if"]) if element else None


def test_a_condition_stands_in_the_label_where_a_screen_reader_reads_it() -> None:
    page = shown(BIKE, WHY)

    label = page.find("label", attrs={"for": "id_q-why"})
    assert label.select_one("[data-logic-words]").get_text(strip=True).endswith("Bike\xa0»")


def test_the_script_knows_what_is_named_and_what_depends_on_it_and_no_more() -> None:
    page = shown(BIKE, ask("short_text", "Other"), WHY)

    assert [element["data-logic-id"] for element in page.select("[data-logic-id]")] == ["bike", "why"]
    assert conditions(page, "why") == [
        [{"question": "bike", "operator": "equals", "values": ["no"], "part": "", "measure": None}]
    ]


def test_a_form_without_conditions_is_as_it_was() -> None:
    assert shown(BIKE, head("section", "Part"), ask("short_text", "Other")).select("[data-logic]") == []


def test_sections_pages_and_texts_have_their_words_above_them() -> None:
    without = [[answer("bike", "equals", "no")]]
    note = {"type": "note", "id": "n", "value": {"text": "<p>Walk!</p>", "show_if": without}}
    page = shown(BIKE, head("page", "Walks", without), head("section", "Paths", without), note)

    found = [element["data-logic"] for element in page.select("[data-logic-if]")]
    assert found == ["page", "section", "block"]
    assert len(page.select("p[data-logic-words]")) == 3


def test_numbers_are_sent_as_the_server_reads_them() -> None:
    far = ask("short_text", "Far", [[answer("km", "greater", "5,5")]])
    ((test,),) = conditions(shown(ask("number", "Km", decimals=1), far), "far")
    assert test["measure"] == 5.5


def test_answers_of_another_screen_decide_on_the_server_and_are_not_in_the_page() -> None:
    both = [[answer("bike", "equals", "no"), answer("mode", "equals", "bus")]]
    blocks = [
        BIKE,
        ask("single_choice", "Mode", options=items("Foot", "Bus")),
        ask("short_text", "Why", both),
    ]
    rest = {"only": {"mode", "why"}}

    left = conditions(shown(*blocks, **rest, known={"bike": "no"}), "why")
    never = conditions(shown(*blocks, **rest, known={"bike": "yes"}), "why")

    assert [[test["question"] for test in group] for group in left] == [["mode"]]
    assert [[test["question"] for test in group] for group in never] == [[""]]


def test_a_question_that_is_not_asked_is_not_answered_twice_either() -> None:
    sent = QueryDict("q-bike=yes&q-why=one&q-why=two")
    built = QuestionForm(form(BIKE, WHY), offers_contact=False, publishes=False, data=sent)
    assert built.is_valid()
    assert built.answers() == {"bike": "yes"}
