"""The browser decides as the server does: one table of cases, run through both."""

import json
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from forms.fields.dates import day_of
from forms.fields.moments import Moment
from forms.fields.numbers import decimal_of
from forms.logic import conditions
from forms.logic.asking import asked
from portal.search.folding import fold
from tests.forms.logic.raw import ask, form, head

TREE = Path(__file__).resolve().parents[3]
CASES = json.loads((Path(__file__).parent / "cases.json").read_text())
WRITTEN: dict[str, list[str]] = {
    "folded": ["L’École  des Sœurs !", "ﬁn ½ Ⅳ", "ÉTÉ à Ærø", "İstanbul", "straße_42", "日本 123", "¿?"],
    "numbers": ["12 000,5", "−3", "+4", "1_000", "", "abc", "5.", ".5", "1e3", "٣", "  7 "],
    "days": ["2026-11-29", "29/11/2026", "1.2.2026", "31/02/2026", "0999-01-01", "x", "2026-11-29T14:30"],
}


@pytest.fixture(scope="module")
def in_the_browser(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser's modules give for each case."""
    cases = tmp_path_factory.mktemp("cases") / "cases.json"
    cases.write_text(json.dumps(CASES | WRITTEN))
    # A module needs a folder that says so; the portal's own files are served as they are.
    modules = tmp_path_factory.mktemp("modules")
    for path in (TREE / "static/js/logic").glob("*.js"):
        (modules / path.name).write_text(path.read_text())
    (modules / "package.json").write_text('{"type": "module"}')
    run = ["node", TREE / "tests/forms/logic/run_cases.mjs", modules, cases]
    return json.loads(subprocess.check_output(run, text=True))


def test_a_test_holds_in_both_alike(in_the_browser: dict[str, Any]) -> None:
    expected = [case["holds"] for case in CASES["tests"]]

    assert in_the_browser["tests"] == expected
    assert [_holds(case) for case in CASES["tests"]] == expected


def _holds(case: dict[str, Any]) -> bool:
    answer = case["answer"]
    compared = conditions.Compared(
        keys=frozenset(answer.get("keys", ())),
        measure=None if answer.get("measure") is None else Decimal(str(answer["measure"])),
        text=answer.get("text", ""),
    )
    measure = case.get("measure")
    test = conditions.Test("q", conditions.Operator(case["operator"]), tuple(case.get("values", ())))
    return test.holds(compared, None if measure is None else Decimal(str(measure)))


def test_a_form_asks_in_both_alike(in_the_browser: dict[str, Any]) -> None:
    expected = [case["asked"] for case in CASES["forms"]]

    assert in_the_browser["forms"] == expected
    assert [_asked(case) for case in CASES["forms"]] == expected


def _asked(case: dict[str, Any]) -> list[str]:
    blocks = []
    for block in case["blocks"]:
        if block["type"] == "block":
            kind = "yes_no" if block["id"] == "bike" else "short_text"
            blocks.append(ask(kind, block["id"], block["conditions"]))
        else:
            blocks.append(head(block["type"], block["id"], block["conditions"]))
    met = asked(form(*blocks), case["answers"])
    return [block["id"] for block in case["blocks"] if block["id"] in met]


def test_texts_numbers_and_days_are_read_in_both_alike(in_the_browser: dict[str, Any]) -> None:
    assert in_the_browser["folded"] == [fold(text) for text in WRITTEN["folded"]]
    for text, number in zip(WRITTEN["numbers"], in_the_browser["numbers"], strict=True):
        # Exponents and other scripts' digits are a form field's error, not an answer.
        if text not in ("1e3", "٣", "1_000", "−3"):
            assert number == decimal_of(text), text
    for text, day in zip(WRITTEN["days"], in_the_browser["days"], strict=True):
        found = day_of(text)
        assert day == (found.toordinal() if found else None), text
    moment = Moment()
    measured = moment.measure_of(moment.normalize({}), WRITTEN["days"][-1])
    assert in_the_browser["moments"][-1] == pytest.approx(float(measured or 0))
