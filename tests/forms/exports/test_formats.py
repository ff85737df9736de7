"""What each format writes, and what spreadsheets make of it."""

import csv
import datetime
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest

from forms.exports.formats import CsvFormat, JsonLinesFormat, XlsxFormat
from forms.exports.table import Format, Head, Kind

HEADS = [
    Head("number", "No.", Kind.NUMBER),
    Head("title", "Titre"),
    Head("received", "Reçue le", Kind.MOMENT),
    Head("day", "Jour", Kind.DAY),
    Head("answer:far", "Distance", Kind.NUMBER),
]
# In summer, two hours ahead of UTC.
MOMENT = datetime.datetime(2026, 7, 14, 22, 30, 5, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 11, 29)
# Cells know no time zone.
naive = datetime.datetime.fromisoformat


def written(into: Format, *rows: tuple[Any, ...]) -> bytes:
    """Return a whole file."""
    return into.begin(HEADS) + into.rows(list(zip(*rows, strict=True))) + into.end()


def sheets(data: bytes) -> list[list[tuple[Any, ...]]]:
    """Return what openpyxl reads in each sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def test_csv_is_what_excel_in_french_opens_at_a_double_click() -> None:
    data = written(CsvFormat(), (1, "Été ; « ici »\nlà", MOMENT, DAY, "12.50"), (2, None, None, None, None))

    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [
        ["No.", "Titre", "Reçue le", "Jour", "Distance"],
        ["1", "Été ; « ici »\nlà", "2026-07-15 00:30:05", "2026-11-29", "12,50"],
        ["2", "", "", "", ""],
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_csv_gives_no_text_that_a_spreadsheet_takes_for_a_formula(sign: str) -> None:
    data = written(CsvFormat(), (1, f"{sign}HYPERLINK(1)", None, None, "-5"))

    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[1][1] == f"'{sign}HYPERLINK(1)"
    assert rows[1][4] == "-5"


def test_csv_neutralises_headings_too() -> None:
    assert CsvFormat().begin([Head("answer:x", "=1+1")]).decode("utf-8-sig") == "'=1+1\r\n"


def test_a_workbook_is_read_with_texts_as_texts_and_moments_as_moments() -> None:
    text = "=1+1 & <b>gras</b>\n« ici » \U0001f333"
    rows = sheets(written(XlsxFormat(), (7, text, MOMENT, DAY, "-12.5"), (8, None, None, None, None)))

    assert rows == [
        [
            ("No.", "Titre", "Reçue le", "Jour", "Distance"),
            (7, text, naive("2026-07-15T00:30:05"), naive("2026-11-29"), -12.5),
            (8, None, None, None, None),
        ]
    ]


def test_a_formula_in_a_workbook_stays_text_even_when_its_cell_is_edited() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(XlsxFormat(), (1, "=1+1", None, None, None))))
    cell = book.active["B2"]

    assert cell.data_type in ("s", "inlineStr")
    assert cell.number_format == "@"
    assert cell.quotePrefix


def test_a_text_that_excel_would_take_for_an_escaped_character_stays_as_it_is() -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(XlsxFormat(), (1, "a_x0041_b", None, None, None))))

    # ECMA-376-1, 22.9.2.19: this is how "_x0041_" itself is written.
    assert b"a_x005F_x0041_b" in archive.read("xl/worksheets/sheet1.xml")


def test_what_is_no_character_of_xml_is_left_out_of_a_workbook() -> None:
    rows = sheets(written(XlsxFormat(), (1, "a\x00b\x0bc\ufffed", None, None, None)))

    assert rows[0][1][1] == "abcd"


def test_a_text_that_is_too_long_for_a_cell_is_cut() -> None:
    rows = sheets(written(XlsxFormat(), (1, "\U0001f333" * 20_000, None, None, None)))

    assert len(rows[0][1][1].encode("utf-16-le")) // 2 <= 32_767
    assert rows[0][1][1].endswith("…")


def test_a_table_that_is_too_long_for_a_sheet_goes_on_in_the_next() -> None:
    lines = [(number, "x", None, None, None) for number in range(5)]
    by_rows = sheets(written(XlsxFormat(most_rows=3), *lines))
    by_size = sheets(written(XlsxFormat(most_bytes=300), *lines[:1], *lines))

    assert [[row[0] for row in sheet] for sheet in by_rows] == [["No.", 0, 1], ["No.", 2, 3], ["No.", 4]]
    assert sum(len(sheet) - 1 for sheet in by_size) == 6


def test_the_first_piece_of_a_workbook_needs_no_row() -> None:
    assert XlsxFormat().begin(HEADS).startswith(b"PK")


def test_lines_of_json_hold_codes_and_the_question_of_each_answer() -> None:
    data = written(JsonLinesFormat(), (1, "Été", MOMENT, DAY, 12.5), (2, "=1", None, None, None))

    assert [json.loads(line) for line in data.decode().splitlines()] == [
        {
            "number": 1,
            "title": "Été",
            "received": "2026-07-14T22:30:05Z",
            "day": "2026-11-29",
            "answers": {"far": {"question": "Distance", "answer": 12.5}},
        },
        {"number": 2, "title": "=1", "received": None, "day": None, "answers": {}},
    ]
