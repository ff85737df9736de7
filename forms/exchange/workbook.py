"""A spreadsheet of somebody else's, read without trusting it."""

import datetime
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from forms.exchange.errors import FileRefused

# A questionnaire of a thousand questions in ten languages takes less than one megabyte.
MOST_BYTES = 10 * 2**20
# What it unpacks to, and in how many parts: a small zip may unpack to more than the memory holds.
MOST_UNPACKED = 100 * 2**20
MOST_PARTS = 2_000
MOST_ROWS = 10_000
MOST_COLUMNS = 250
LONGEST_CELL = 20_000
# How old Excel files (.xls) begin: OLE2 compound documents.
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Row:
    """A row that is not empty: its number in the sheet, and the texts of its cells."""

    number: int
    cells: tuple[str, ...]


def read_workbook(source: Path | IO[bytes], wanted: set[str]) -> dict[str, list[Row]]:
    """Return the rows of those sheets whose names, in small letters, are wanted.

    ``FileRefused`` if it is no spreadsheet in the xlsx format, or larger than any questionnaire is.
    """
    with _opened(source) as book:
        sheets = {sheet.title.strip().casefold(): sheet for sheet in book.worksheets}
        return {name: list(_rows(name, sheets[name], MOST_ROWS)) for name in wanted if name in sheets}


def read_first_sheet(source: Path | IO[bytes], most_rows: int) -> list[Row]:
    """Return the rows of the first sheet; ``FileRefused`` as ``read_workbook``, or for more rows."""
    with _opened(source) as book:
        return list(_rows(book.worksheets[0].title, book.worksheets[0], most_rows))


@contextmanager
def _opened(source: Path | IO[bytes]) -> Iterator[Workbook]:
    """Open a spreadsheet; whatever goes wrong while it is read is ``FileRefused``."""
    refuse_large(source)
    _refuse_bomb(source)
    try:
        book = load_workbook(source, read_only=True, data_only=True)
        try:
            yield book
        finally:
            book.close()
    except (
        InvalidFileException, zipfile.BadZipFile, zlib.error, DefusedXmlException, SyntaxError,
        LookupError, ValueError, TypeError, AttributeError, ArithmeticError, EOFError, OSError, RuntimeError,
    ) as error:  # fmt: skip
        # What openpyxl raises for a file that is damaged depends on where: a syntax error is one of the XML,
        # a runtime error a part with a password or packed in a way that zipfile does not know.
        raise FileRefused(
            _("This spreadsheet is damaged and cannot be read. Open it and save it again as .xlsx.")
        ) from error


def refuse_large(source: Path | IO[bytes]) -> None:
    """Raise ``FileRefused`` for a file that is larger than any questionnaire."""
    if isinstance(source, Path):
        try:
            size = source.stat().st_size
        except OSError as error:
            raise FileRefused(
                _("%(path)s cannot be read: %(error)s.") % {"path": source, "error": error.strerror or error}
            ) from error
    else:
        source.seek(0, 2)
        size = source.tell()
        source.seek(0)
    if size > MOST_BYTES:
        raise FileRefused(
            _("The file is %(size)d MB large; a questionnaire has at most %(most)d MB.")
            % {"size": size // 2**20, "most": MOST_BYTES // 2**20}
        )


def _refuse_bomb(source: Path | IO[bytes]) -> None:
    """Raise ``FileRefused`` for what is no zip, no spreadsheet, or unpacks to too much.

    No part unpacks to more than it declares: ``zipfile`` stops there.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
            if "[Content_Types].xml" not in {part.filename for part in parts}:
                raise FileRefused(_not_xlsx(source))
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise FileRefused(_not_xlsx(source)) from error
    finally:
        if not isinstance(source, Path):
            source.seek(0)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(
            _("The file unpacks to more than %(most)d MB: it is not read.") % {"most": MOST_UNPACKED // 2**20}
        )


def _not_xlsx(source: Path | IO[bytes]) -> str:
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                head = file.read(len(OLD_EXCEL))
        except OSError:
            head = b""
    else:
        source.seek(0)
        head = source.read(len(OLD_EXCEL))
    if head == OLD_EXCEL:
        return _("This is a spreadsheet of an old format (.xls). Open it and save it as .xlsx.")
    return _("This is no spreadsheet in the .xlsx format.")


def _rows(name: str, sheet: Any, most: int) -> Iterator[Row]:
    """Yield the rows of a sheet that are not empty."""
    # What the sheet says about its own size may be wrong.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_row=most + 1, max_col=MOST_COLUMNS, values_only=True)
    for number, values in enumerate(rows, start=1):
        if number > most:
            raise FileRefused(
                _("The sheet “%(name)s” has more than %(most)d rows.") % {"name": name, "most": most}
            )
        if values.count(None) == len(values):
            continue
        cells = tuple(_text(value) for value in values)
        if any(cells):
            yield Row(number, cells)


def _text(value: Any) -> str:
    """Return a cell as it was meant: whole numbers without a point, dates as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value).strip()[:LONGEST_CELL]
