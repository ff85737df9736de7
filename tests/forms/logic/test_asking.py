"""Which questions a form asks, given what was answered before."""

from typing import Any

from django.http import QueryDict

from forms.builder import QuestionForm
from forms.fields import FormStreamBlock
from forms.logic.asking import asked


def test(question: str, operator: str, *values: str) -> dict[str, Any]:
    """Return the JSON of a test."""
    return {"question": question, "operator": operator, "values": list(values)}


test.__test__ = False  # type: ignore[attr-defined]


def stream(*blocks: tuple[str, str, dict[str, Any]]) -> Any:
    """Return a form of (type, id, value)."""
    raw = [{"type": kind, "id": pk, "value": {"label": pk, **value}} for kind, pk, value in blocks]
    return FormStreamBlock().to_python(raw)


OWNS_BIKE = ("yes_no", "bike", {})
WHY = ("long_text", "why", {"required": True, "show_if": [[test("bike", "equals", "no")]]})


def ask(form: Any, **data: str) -> QuestionForm:
    """Return the form with what was sent."""
    sent = QueryDict(mutable=True)
    sent.update({f"q-{name}": value for name, value in data.items()})
    return QuestionForm(form, offers_contact=False, publishes=False, data=sent)


def test_a_compulsory_question_is_only_compulsory_when_it_is_asked() -> None:
    form = stream(OWNS_BIKE, WHY)
    assert ask(form, bike="yes").is_valid()
    refused = ask(form, bike="no")
    assert not refused.is_valid()
    assert "q-why" in refused.errors


def test_an_answer_to_what_was_not_asked_is_dropped() -> None:
    form = ask(stream(OWNS_BIKE, WHY), bike="yes", why="Too steep")
    assert form.is_valid()
    assert form.answers() == {"bike": "yes"}


def test_what_follows_from_a_question_that_is_not_asked_is_not_asked_either() -> None:
    form = stream(OWNS_BIKE, WHY, ("short_text", "more", {"show_if": [[test("why", "answered")]]}))
    assert asked(form, {"bike": "yes", "why": "Too steep"}) == {"bike"}
    assert asked(form, {"bike": "no", "why": "Too steep"}) == {"bike", "why", "more"}


def test_a_page_and_a_section_take_their_questions_with_them() -> None:
    form = stream(
        OWNS_BIKE,
        ("page", "p", {"heading": "Bikes", "show_if": [[test("bike", "equals", "yes")]]}),
        ("short_text", "first", {}),
        ("section", "s", {"heading": "Walks", "show_if": [[test("first", "contains", "pied")]]}),
        ("short_text", "second", {}),
        ("page", "q", {"heading": "End"}),
        ("short_text", "third", {}),
    )
    assert asked(form, {"bike": "no"}) == {"bike", "q", "third"}
    assert "second" not in asked(form, {"bike": "yes", "first": "en bus"})
    assert "second" in asked(form, {"bike": "yes", "first": "À PIED"})


def test_groups_are_alternatives_of_tests_that_all_hold() -> None:
    number = ("number", "age", {})
    shown = [[test("age", "at_least", "18"), test("age", "less", "26")], [test("age", "greater", "64")]]
    form = stream(number, ("short_text", "rate", {"show_if": shown}))
    assert [age for age in ("17", "18", "26", "65") if "rate" in asked(form, {"age": age})] == ["18", "65"]


def test_an_unanswered_question_is_not_something_but_never_less() -> None:
    form = stream(
        ("number", "age", {}),
        ("short_text", "negative", {"show_if": [[test("age", "not_equals", "3")]]}),
        ("short_text", "less", {"show_if": [[test("age", "less", "3")]]}),
    )
    assert asked(form, {}) == {"age", "negative"}
