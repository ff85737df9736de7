"""Forms of several pages."""

from typing import Any

from pages.models import Questionnaire
from tests.factories import pages
from tests.factories.forms import question


def new_page(heading: str, *, id: str, **value: Any) -> dict[str, Any]:  # noqa: A002 - a block's id
    """Return the raw block that begins another page."""
    return {"type": "page", "id": id, "value": {"heading": heading, "intro": "", **value}}


def only_if(question_id: str, *values: str, operator: str = "equals") -> list[list[dict[str, Any]]]:
    """Return conditions of one test."""
    return [[{"question": question_id, "operator": operator, "values": list(values), "part": ""}]]


def three_pages() -> list[dict[str, Any]]:
    """Return a form of three pages; the second is only for those who own a bike."""
    return [
        question("yes_no", "Avez-vous un vélo ?", id="bike", required=True),
        question("short_text", "Votre commune", id="town"),
        new_page("Votre vélo", id="p2", show_if=only_if("bike", "yes")),
        question("number", "Combien de vélos ?", id="number", required=True),
        question("long_text", "Où roulez-vous ?", id="where", max_length=2_000),
        new_page("Pour finir", id="p3"),
        question("long_text", "Un mot pour l’équipe", id="word", max_length=500),
    ]


def paged(title: str = "Vos déplacements à vélo", **values: Any) -> Questionnaire:
    """Return a published questionnaire of three pages."""
    values.setdefault("form", three_pages())
    return pages.questionnaire(title, **values)
