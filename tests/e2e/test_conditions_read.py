"""What the browser reads from the inputs of a question is what the server compares once they are sent."""

from typing import Any

import pytest
from django.http import QueryDict
from pytest_django.live_server_helper import LiveServer

from forms.builder import QuestionForm
from forms.logic.kinds import Kind
from portal.search.folding import fold
from tests.e2e.conftest import OpenPage
from tests.factories.pages import questionnaire
from tests.forms.logic.raw import answer, ask, items

pytestmark = pytest.mark.django_db(transaction=True)

OPTIONS = {"options": items("Un", "Deux", "Trois")}
ROWS = {"rows": items("Bus", "Train"), "columns": items("Bien", "Mal")}
# Each type of question that conditions compare by more than whether it is answered.
KINDS: dict[str, dict[str, Any]] = {
    "single_choice": OPTIONS,
    "multiple_choice": OPTIONS,
    "ranking": OPTIONS,
    "budget_split": {**OPTIONS, "total": 100},
    "yes_no": {},
    "scale": {"low": 1, "high": 5},
    "net_promoter": {},
    "number": {"decimals": 1},
    "date": {},
    "time": {},
    "date_time": {},
    "short_text": {},
    "postcode": {},
    "matrix_single": ROWS,
    "matrix_multiple": ROWS,
    "consent": {},
}
FILL_IN = """() => {
  const texts = {date: "2026-11-29", time: "14:30", number: "12 000,5", postcode: "55100"};
  const shares = ["60", "40", ""];
  for (const element of document.querySelectorAll("[data-logic-name]")) {
    const {logicId: id, logicName: name} = element.dataset;
    const inputs = [...element.querySelectorAll("input, select")].filter((one) => one.name.startsWith(name));
    inputs.forEach((input, place) => {
      if (input.type === "radio" || input.type === "checkbox") input.checked = true;
      else if (input.selectedOptions) input.value = String(place + 1);
      else if (id === "budget_split") input.value = shares[place];
      else input.value = texts[input.type] || texts[id] || "À pied, Éva";
    });
  }
}"""
READ = """async () => {
  const {answerOf} = await import("/static/js/logic/reading.js");
  const read = {};
  for (const element of document.querySelectorAll("[data-logic-name]")) {
    const {logicId: id} = element.dataset;
    for (const part of ["", "bus", "un"]) read[`${id}/${part}`] = answerOf(element, part);
  }
  return [read, [...new FormData(document.querySelector("form.form-layout"))]];
}"""


def test_the_browser_reads_what_the_server_compares(live_server: LiveServer, open_page: OpenPage) -> None:
    named = [[answer(kind, "answered")] for kind in KINDS]
    blocks = [ask(kind, kind, **value) for kind, value in KINDS.items()]
    asked = questionnaire(form=[*blocks, ask("long_text", "last", named)])
    page = open_page()
    page.goto(f"{live_server.url}{asked.url}")
    page.evaluate(FILL_IN)

    read, sent = page.evaluate(READ)

    data = QueryDict(mutable=True)
    for name, value in sent:
        if name.startswith("q-"):
            data.appendlist(name, value)
    form = QuestionForm(asked.form, offers_contact=False, publishes=False, data=data)
    assert form.is_valid(), form.errors
    stored = form.answers()
    assert stored.keys() >= KINDS.keys()
    for child in list(asked.form)[:-1]:
        for part in ("", *(part for part in ("bus", "un") if part in child.block.parts(child.value))):
            compared = child.block.compared(child.value, stored[child.id], part)
            found = read[f"{child.id}/{part}"]
            if child.block.compared_as != Kind.GIVEN:
                assert set(found["keys"]) >= compared.keys, child.id
            assert found["keys"] or found["text"] or found["measure"] is not None, child.id
            if compared.measure is not None:
                assert found["measure"] == pytest.approx(float(compared.measure)), child.id
            if child.block_type in ("short_text", "postcode"):
                assert fold(found["text"]) == fold(compared.text)
