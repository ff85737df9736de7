"""Questions that take several columns of a file, out and in again."""

from typing import Any

import pytest
from django.utils.translation import override

from forms.exports.answers import answer_columns
from forms.fields import FormStreamBlock
from forms.imports.columns import match_columns
from forms.imports.labels import Labels
from forms.imports.reading import RowReader
from forms.models import FormVersion
from tests.factories import pages
from tests.factories.forms import question

ROWS = {"clean": "Propreté : rues", "quiet": "Calme"}
COLUMNS = {"bad": "Mauvais", "good": "Bon"}
OPTIONS = {"trees": "Arbres", "play": "Jeux"}
FORM = [
    question("matrix_single", "Quartier", id="m1", rows=ROWS, columns=COLUMNS),
    question("matrix_multiple", "Trajets", id="m2", rows=ROWS, columns=COLUMNS),
    question("budget_split", "Budget", id="b1", options=OPTIONS, total=100, unit="€"),
    question("scale", "Note", id="s1", low=1, high=5, no_opinion=True),
    question("number", "Distance", id="n1", unit="km", decimals=1),
    question("date_time", "Moment", id="d1"),
    question("time", "Heure", id="t1"),
    question("hidden", "Canal", id="h1"),
]
ANSWERS = {
    "m1": {"clean": "bad", "quiet": "good"},
    "m2": {"clean": ["bad", "good"]},
    "b1": {"trees": 100},
    "s1": 4,
    "n1": "2.5",
    "d1": "2026-03-01T14:30",
    "t1": "09:00",
    "h1": "affiche",
}


def exported(
    *answers: dict[str, Any], form: list[dict[str, Any]] = FORM
) -> tuple[list[str], list[list[Any]]]:
    """Return the headings of the columns and the rows of a file for people."""
    columns = answer_columns([FormVersion(definition=form)])
    values = [column.read({"answers": list(answers)}) for column in columns]
    return [column.head.heading for column in columns], [list(row) for row in zip(*values, strict=True)]


def test_a_matrix_has_a_column_for_each_line_and_a_budget_for_each_option() -> None:
    with override("en"):
        headings, (row,) = exported(ANSWERS)
    assert dict(zip(headings, row, strict=True)) == {
        "Quartier – Propreté : rues": "Mauvais",
        "Quartier – Calme": "Bon",
        "Trajets – Propreté : rues": "Mauvais | Bon",
        "Trajets – Calme": None,
        "Budget (€) – Arbres": 100,
        "Budget (€) – Jeux": 0,
        "Note": 4,
        "Note – No opinion": None,
        "Distance (km)": "2.5",
        "Moment": row[9],
        "Heure": row[10],
        "Canal": "affiche",
    }
    assert f"{row[9]:%Y-%m-%d %H:%M}" == "2026-03-01 14:30"


def test_no_opinion_stands_beside_the_grades() -> None:
    with override("en"):
        headings, rows = exported({"s1": "no_opinion"}, {"s1": 2}, {})
    note = headings.index("Note")
    assert [row[note : note + 2] for row in rows] == [[None, "Yes"], [2, None], [None, None]]


def test_programs_get_each_part_under_its_own_key() -> None:
    columns = answer_columns([FormVersion(definition=FORM)])
    keys = [column.head.key for column in columns]
    assert "answer:m1:clean" in keys
    several = columns[keys.index("answer:m2:clean")]
    assert several.read_raw({"answers": [ANSWERS, {}]}) == [["Mauvais", "Bon"], None]


def test_a_line_that_was_removed_keeps_its_column_at_the_end() -> None:
    newer = [question("matrix_single", "Quartier", id="m1", rows={"quiet": "Calme"}, columns=COLUMNS)]
    columns = answer_columns([FormVersion(definition=newer), FormVersion(definition=FORM[:1])])
    assert [column.head.heading for column in columns] == ["Quartier – Calme", "Quartier – Propreté : rues"]


@pytest.mark.django_db
def test_what_was_exported_is_imported_as_it_was() -> None:
    page = pages.questionnaire(form=FORM)
    stream = FormStreamBlock().to_python(FORM)
    headings, (row,) = exported(ANSWERS)
    header = ["external_id", *headings]
    columns = match_columns(stream, header, {})
    assert columns.parts["m2"].keys() == ROWS.keys()
    cells = [
        "S-1",
        *[
            "" if value is None else f"{value:%Y-%m-%d %H:%M}" if value is row[9] else str(value)
            for value in row
        ],
    ]
    assert RowReader(page, columns, Labels(create=False)).read(cells).answers == ANSWERS
