"""A workbook as a zip of XML that is sent while it is made.

openpyxl, in its write-only mode too, keeps the sheet in a temporary file and gives its first byte
when the last row is known. Here each batch of rows is compressed and goes out at once, so that
memory and the time to the first byte do not depend on the number of rows. Texts stand in their
cells ("inline strings") and never become formulas.

Source: ECMA-376-1 (SpreadsheetML). A sheet ends before Excel's limit of rows, and before the two
gigabytes beyond which a zip needs its 64-bit form, which Excel asks to "repair".
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from forms.exports.formats import workbook
from forms.exports.formats.moments import day_number, moment_number
from forms.exports.table import Head, Kind, Values

MOST_ROWS = 1_048_576
MOST_BYTES = 1_900_000_000
# Longest text of a cell.
CELL_LENGTH = 32_767
CUT = "…"
# Levels above this one make files a little smaller and take much longer.
COMPRESSION = 1
# No character of XML 1.0; half of a surrogate pair is replaced when the text is encoded.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Excel reads "_x000D_" in a text as the character with this number.
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
EMPTY = "<c/>"
TEXT_OPEN = f'<c s="{workbook.TEXT}" t="inlineStr"><is><t xml:space="preserve">'
TEXT_CLOSE = "</t></is></c>"
HEADING_OPEN = f'<c s="{workbook.HEADING}" t="inlineStr"><is><t xml:space="preserve">'


class Outlet:
    """The end of the zip: keeps what was written until it is taken."""

    def __init__(self) -> None:
        """Hold nothing."""
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep a piece."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is there can be taken at any time."""

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


class XlsxFormat:
    """An Excel workbook; a table that is too long for one sheet goes on in the next."""

    extension = "xlsx"
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    is_raw = False

    def __init__(self, most_rows: int = MOST_ROWS, most_bytes: int = MOST_BYTES) -> None:
        """Begin a file; the limits of a sheet are those of Excel unless given."""
        self._most_rows, self._most_bytes = most_rows, most_bytes
        self._outlet = Outlet()
        self._zip = zipfile.ZipFile(self._outlet, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION)  # type: ignore[call-overload]
        self._heads: Sequence[Head] = ()
        self._sheets = 0
        self._sheet: Any = None
        self._rows_left = self._bytes_left = 0

    def begin(self, heads: Sequence[Head]) -> bytes:
        """Return the parts that do not depend on the rows, and the headings."""
        self._heads = heads
        self._zip.writestr("_rels/.rels", workbook.RELATIONS)
        self._zip.writestr("xl/styles.xml", workbook.STYLES)
        self._begin_sheet()
        return self._outlet.take()

    def rows(self, values: Values) -> bytes:
        """Return what is compressed of these rows so far, which may be nothing."""
        columns = [CONVERT[head.kind](cells) for head, cells in zip(self._heads, values, strict=True)]
        lines = ["".join(row) for row in zip(*columns, strict=True)]
        while lines:
            if self._rows_left <= 0 or self._bytes_left <= 0:
                self._end_sheet()
                self._begin_sheet()
            self._write("<row>" + "</row><row>".join(lines[: self._rows_left]) + "</row>")
            done = min(self._rows_left, len(lines))
            self._rows_left -= done
            lines = lines[done:]
        return self._outlet.take()

    def end(self) -> bytes:
        """Return the end of the last sheet and the parts that count the sheets."""
        self._end_sheet()
        self._zip.writestr("xl/workbook.xml", workbook.book(self._sheets))
        self._zip.writestr("xl/_rels/workbook.xml.rels", workbook.book_relations(self._sheets))
        self._zip.writestr("[Content_Types].xml", workbook.content_types(self._sheets))
        self._zip.close()
        return self._outlet.take()

    def _begin_sheet(self) -> None:
        """Begin a sheet with the headings, which stay in sight."""
        self._sheets += 1
        self._sheet = self._zip.open(f"xl/worksheets/sheet{self._sheets}.xml", "w")
        self._rows_left, self._bytes_left = self._most_rows - 1, self._most_bytes
        headings = "".join(
            f"{HEADING_OPEN}{escape(head.heading[:CELL_LENGTH])}{TEXT_CLOSE}" for head in self._heads
        )
        self._write(workbook.sheet_start(self._heads) + f"<row>{headings}</row>")

    def _end_sheet(self) -> None:
        self._write(workbook.SHEET_END)
        self._sheet.close()

    def _write(self, xml: str) -> None:
        """Compress a piece of the sheet, free of what XML or Excel would take for something else."""
        if NO_XML.search(xml):
            xml = NO_XML.sub("", xml)
        if "_x" in xml:
            xml = LOOKS_ESCAPED.sub("_x005F_", xml)
        data = xml.encode("utf-8", "replace")
        self._bytes_left -= len(data)
        self._sheet.write(data)


def _texts(cells: Sequence[Any]) -> list[str]:
    return [f"{TEXT_OPEN}{_escaped(cell)}{TEXT_CLOSE}" if cell else EMPTY for cell in cells]


def _escaped(text: str) -> str:
    if len(text) > CELL_LENGTH // 2:
        text = cut_to_cell(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cut_to_cell(text: str) -> str:
    """Return a text that fits into a cell, whose length is counted in halves of UTF-16."""
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * CELL_LENGTH:
        return text
    return units[: 2 * (CELL_LENGTH - 1)].decode("utf-16-le", "ignore") + CUT


def _numbers(cells: Sequence[Any]) -> list[str]:
    return [EMPTY if cell is None else f"<c><v>{cell}</v></c>" for cell in cells]


def _moments(cells: Sequence[Any]) -> list[str]:
    start = f'<c s="{workbook.MOMENT}"><v>'
    return [EMPTY if cell is None else f"{start}{moment_number(cell)}</v></c>" for cell in cells]


def _days(cells: Sequence[Any]) -> list[str]:
    start = f'<c s="{workbook.DAY}"><v>'
    return [EMPTY if cell is None else f"{start}{day_number(cell)}</v></c>" for cell in cells]


CONVERT: dict[Kind, Callable[[Sequence[Any]], list[str]]] = {
    Kind.TEXT: _texts,
    Kind.NUMBER: _numbers,
    Kind.MOMENT: _moments,
    Kind.DAY: _days,
}
