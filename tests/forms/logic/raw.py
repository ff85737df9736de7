"""Forms with conditions, written as a test would say them."""

from typing import Any

from wagtail.blocks import StreamValue

from forms.fields import FormStreamBlock
from tests.factories.forms import question


def answer(question_id: str, operator: str, *values: str, part: str = "") -> dict[str, Any]:
    """Return the JSON of one test."""
    return {"question": question_id, "operator": operator, "values": list(values), "part": part}


def items(*words: str) -> list[dict[str, Any]]:
    """Return the options, rows or columns of a question; the id of each is its words in lower case."""
    return [{"type": "item", "id": word.lower(), "value": word} for word in words]


def ask(kind: str, label: str, show_if: Any = None, **value: Any) -> dict[str, Any]:
    """Return a question whose id is the first word of its label in lower case."""
    value.setdefault("id", label.split()[0].lower())
    return question(kind, label, show_if=show_if or [], **value)


def head(kind: str, heading: str, show_if: Any = None) -> dict[str, Any]:
    """Return a page or a section, whose id is its heading in lower case."""
    return {"type": kind, "id": heading.lower(), "value": {"heading": heading, "show_if": show_if or []}}


def form(*blocks: dict[str, Any]) -> StreamValue:
    """Return a form of these blocks."""
    return FormStreamBlock().to_python(list(blocks))
