"""A long questionnaire and a short one, and how a browser answers them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from benchmarks.tools.visitor import Response, Visitor
from forms.builder import field_name
from tests.factories.flow import new_page, only_if
from tests.factories.forms import question
from tests.factories.pages import questionnaire

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
ACTION = re.compile(r'<form class="form-layout[^>]* action="([^"]+)"')
FIELD = re.compile(r'name="q-(q\d+)"')
OPTIONS = ("Jamais", "Parfois", "Souvent")
ANSWERS = {
    "long_text": "Près du canal, le matin, quand le chemin est libre.",
    "short_text": "Vaubrun",
    "scale": "3",
    "number": "2",
    "yes_no": "yes",
}
KINDS = ("yes_no", "single_choice", "short_text", "scale", "long_text", "number")


@dataclass(frozen=True)
class Side:
    """A questionnaire, and what is typed into each question."""

    name: str
    path: str
    questions: int
    answers: dict[str, str]

    def walk(self, visitor: Visitor) -> Iterator[tuple[str, Response]]:
        """Answer every page and send; give each step with its name."""
        shown = visitor.get(self.path)
        yield "start", shown
        while True:
            assert shown.status == 200, shown.status
            found = ACTION.search(shown.body)
            address = unescape(found.group(1)) if found else f"{self.path}questions/summary/"
            asked = dict.fromkeys(FIELD.findall(shown.body))
            data = {name: unescape(value) for name, value in HIDDEN.findall(shown.body)}
            data |= {field_name(pk): self.answers[pk] for pk in asked}
            if 'name="go"' in shown.body:
                data["go"] = "next" if found else "send"
            answer = visitor.post(address, data)
            yield "keep" if "questions" in answer.headers.get("Location", "") else "send", answer
            assert answer.status == 303, (answer.status, address)
            shown = visitor.get(answer.headers["Location"])
            if "suivi" in answer.headers["Location"]:
                yield "receipt", shown
                return
            yield "show", shown


def side(name: str, *, questions: int, pages: int, conditions: int) -> Side:
    """Return a published questionnaire: its pages alike, its conditions on earlier questions and all met."""
    blocks: list[dict[str, Any]] = []
    answers: dict[str, str] = {}
    a_page = questions // pages
    # Every other question that is not the first of its page.
    left = conditions
    for number in range(questions):
        if number and number % a_page == 0:
            blocks.append(new_page(f"Partie {number // a_page + 1}", id=f"p{number}"))
        kind = KINDS[number % len(KINDS)]
        value: dict[str, Any] = {"max_length": 500} if kind == "long_text" else {}
        if kind == "single_choice":
            value |= {"options": list(OPTIONS), "display": "radio"}
        if kind == "scale":
            value |= {"low": 1, "high": 5}
        if left and number % 2:
            # The yes or no question before, on this page or on an earlier one.
            value["show_if"] = only_if(f"q{number - number % len(KINDS)}", "yes")
            left -= 1
        block = question(
            kind, f"Question {number + 1} : à quelle fréquence passez-vous par là ?", id=f"q{number}", **value
        )
        blocks.append(block)
        chosen = block["value"]["options"][1]["id"] if kind == "single_choice" else ANSWERS[kind]
        answers[f"q{number}"] = chosen
    assert left == 0, left
    return Side(name, questionnaire(name, form=blocks).url, questions, answers)
