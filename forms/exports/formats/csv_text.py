"""Text with separators, as spreadsheets in French open it at a double click."""

import codecs
import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from django.utils.formats import get_format

from forms.exports.formats.moments import day_text, moment_text
from forms.exports.table import Head, Kind, Values

# Excel in French takes a comma for the decimal sign, so that its columns are separated by this.
SEPARATOR = ";"
# A cell that begins with one of these may be taken for a formula: OWASP, "CSV Injection".
FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")
# Makes a spreadsheet take what follows for text.
QUOTE = "'"


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return QUOTE + text if text and text[0] in FORMULA_SIGNS else text


class CsvFormat:
    """CSV in UTF-8 with a byte order mark, semicolons and Windows line ends (RFC 4180 otherwise)."""

    extension = "csv"
    content_type = "text/csv; charset=utf-8"
    is_raw = False

    def __init__(self) -> None:
        """Write numbers as the language under way does."""
        self._convert: list[Callable[[Sequence[Any]], Sequence[Any]]] = []
        self._decimal_sign = str(get_format("DECIMAL_SEPARATOR"))

    def begin(self, heads: Sequence[Head]) -> bytes:
        """Return the mark by which Excel knows UTF-8, and the headings."""
        by_kind: dict[Kind, Callable[[Sequence[Any]], Sequence[Any]]] = {
            Kind.TEXT: _texts,
            Kind.NUMBER: self._numbers,
            Kind.MOMENT: _moments,
            Kind.DAY: _days,
        }
        self._convert = [by_kind[head.kind] for head in heads]
        return codecs.BOM_UTF8 + self._lines([[neutralised(head.heading) for head in heads]])

    def rows(self, values: Values) -> bytes:
        """Return the lines of these rows."""
        columns = [convert(cells) for convert, cells in zip(self._convert, values, strict=True)]
        return self._lines(zip(*columns, strict=True))

    def end(self) -> bytes:
        """Return nothing: the file ends with its last line."""
        return b""

    @staticmethod
    def _lines(rows: Any) -> bytes:
        lines = io.StringIO()
        csv.writer(lines, delimiter=SEPARATOR).writerows(rows)
        # A lone surrogate, which SQLite lets pass, is no text.
        return lines.getvalue().encode("utf-8", "replace")

    def _numbers(self, cells: Sequence[Any]) -> Sequence[Any]:
        """Return numbers; these are none of a stranger's words, so that a minus sign may stand."""
        sign = self._decimal_sign
        return ["" if cell is None else str(cell).replace(".", sign) for cell in cells]


def _texts(cells: Sequence[Any]) -> Sequence[Any]:
    signs = FORMULA_SIGNS
    return [QUOTE + cell if cell and cell[0] in signs else cell for cell in cells]


def _moments(cells: Sequence[Any]) -> Sequence[Any]:
    return [None if cell is None else moment_text(cell) for cell in cells]


def _days(cells: Sequence[Any]) -> Sequence[Any]:
    return [None if cell is None else day_text(cell) for cell in cells]
