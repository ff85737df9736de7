"""Numbers in the files of other tools: what no question can be about is refused, and costs nothing."""

import io
from decimal import Decimal
from typing import Any

import pytest

from forms.exchange.draft import Piece
from forms.exchange.limesurvey.reading import read_limesurvey
from forms.exchange.report import Line
from forms.exchange.texts import number_of
from forms.exchange.xlsform.reading import read_xlsform
from forms.exchange.xlsform.rows import row_of
from tests.factories.limesurvey import Survey
from tests.factories.xlsform import asking

HEAD = ("type", "name", "label", "relevant", "constraint", "parameters", "parvis")
BAD = ["nan", "sNaN", "Infinity", "-Infinity", "1e30000000", "1E-999999999", "²", "1_000", "", "1" * 5_000]


def xlsform(*row: str) -> tuple[list[Piece], Line]:
    """Return what a question becomes, after a question about an age, and its line in the report."""
    draft = read_xlsform(asking(("integer", "age", "Âge"), row, head=HEAD), "essai.xlsx")
    return draft.pieces[1:], draft.report.lines[1]


def survey(kind: str, **options: Any) -> list[Piece]:
    """Return the blocks that a question of LimeSurvey becomes."""
    made = Survey()
    gid = made.group("Vous")
    made.question(gid, "S", "first", "Un mot")
    made.question(gid, kind, "Q1", "Une question", **options)
    pieces = read_limesurvey(io.BytesIO(made.file()), "essai.lss").pieces
    return [piece for piece in pieces if piece.kind != "page"][1:]


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_number_of_a_question_is_none(text: str) -> None:
    assert number_of(text) is None


@pytest.mark.parametrize("text", ["0", " 12 ", "-1.50", ".5", "+3", "1e3", "2E-3"])
def test_a_number_is_read_as_it_is_written(text: str) -> None:
    assert number_of(text) == Decimal(text.strip())


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("compared", [".", "string-length(.)", "count-selected(.)"])
def test_such_a_bound_of_an_xlsform_is_reported_and_left_out(compared: str, text: str) -> None:
    for kind in ("decimal", "text", "select_multiple colours"):
        (piece,), line = xlsform(kind, "q", "?", "", f"{compared} >= '{text}'")
        assert line.remarks
        for name in ("min_value", "min_length", "minimum"):
            assert piece.values.get(name) is None


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("asked", ["string-length(${age})", "count-selected(${age})"])
def test_such_a_number_in_a_condition_is_reported(asked: str, text: str) -> None:
    _pieces, line = xlsform("text", "q", "?", f"{asked} > '{text}'")
    assert line.remarks


def test_a_number_of_thousands_of_digits_is_no_part_of_a_condition() -> None:
    _pieces, line = xlsform("text", "q", "?", f"${{age}} > {'9' * 3_000}")
    assert line.remarks


@pytest.mark.parametrize("text", [text for text in BAD if text])
@pytest.mark.parametrize("name", ["start", "end", "step"])
def test_a_range_with_such_an_end_is_refused(name: str, text: str) -> None:
    pieces, line = xlsform("range", "q", "?", "", "", f"{name}={text}")
    assert not pieces
    assert line.remarks


@pytest.mark.parametrize("text", ["NaN", "1e20000000"])
def test_such_a_bound_in_our_own_column_is_left_out(text: str) -> None:
    own = f'{{"values": {{"min_value": "{text}"}}}}'
    (piece,), line = xlsform("integer", "q", "?", "", "", "", own)
    assert piece.values["min_value"] is None
    assert line.remarks


@pytest.mark.parametrize("text", [text for text in BAD if text])
def test_such_numbers_of_a_survey_are_left_out(text: str) -> None:
    bounds = {"min_num_value_n": text, "max_num_value_n": text}
    (piece,) = survey("N", attributes=bounds)
    assert (piece.values["min_value"], piece.values["max_value"]) == (None, None)
    rows = [("SQ1", "Le matin"), ("SQ2", "Le soir")]
    (piece,) = survey("M", rows=rows, attributes={"min_answers": text, "max_answers": text})
    assert (piece.values["minimum"], piece.values["maximum"]) == (None, None)
    (piece,) = survey("T", attributes={"maximum_chars": text})
    assert piece.values["max_length"]
    for name in ("multiflexible_min", "multiflexible_max", "multiflexible_step"):
        pieces = survey(":", rows=rows, columns=rows, attributes={name: text})
        assert {piece.kind for piece in pieces} == {"number"}


def test_a_bound_of_thirty_digits_goes_out_as_it_came_in() -> None:
    made = row_of("number", {"min_value": "1" * 30, "max_value": "1e30", "decimals": 0}, "q")
    assert made.cells["constraint"] == f". >= {'1' * 30} and . <= 1{'0' * 30}"
