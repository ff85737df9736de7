"""Invitation codes in files: read from CSV or Excel, written to CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forms.exchange.errors import FileRefused
from forms.exchange.workbook import OLD_EXCEL, read_first_sheet
from forms.invitations.codes import LONGEST_TYPED, SHORTEST_IMPORTED, compact
from forms.invitations.services import MOST_CODES
from portal.search.folding import fold

MOST_BYTES = 10 * 2**20
# How other tools and teams call the column.
NAMES = ("code", "codes", "token", "jeton", "invitation", "code d invitation")
SHOWN_LINES = 10


def read_codes(file: Any) -> list[str]:
    """Return the codes of an uploaded file: of the column called “code” or “token”, else the first one.

    ``ValidationError`` says what is wrong with it, for whoever sent it; a code itself is never quoted.
    """
    if file.size > MOST_BYTES:
        raise ValidationError(_("This file is too large: at most 10 MB."))
    content: bytes = file.read()
    rows = _sheet(content) if content.startswith((b"PK", OLD_EXCEL)) else _text(content)
    column: int | None = None
    codes, wrong = [], []
    for number, cells in rows:
        if column is None:
            named = [place for place, cell in enumerate(cells) if fold(cell) in NAMES]
            column = named[0] if named else 0
            if named:
                continue
        cell = cells[column] if column < len(cells) else ""
        if not cell:
            continue
        if len(compact(cell)) < SHORTEST_IMPORTED or len(cell) > LONGEST_TYPED:
            wrong.append(number)
        codes.append(cell)
        if len(codes) > MOST_CODES:
            raise ValidationError(_("At most %(most)d codes at once.") % {"most": MOST_CODES})
    if wrong:
        raise ValidationError(
            _("Codes need at least %(least)d letters and digits, or somebody guesses one. Lines: %(lines)s.")
            % {"least": SHORTEST_IMPORTED, "lines": lines(wrong)}
        )
    if not codes:
        raise ValidationError(_("There is no code in this file."))
    return codes


def lines(numbers: list[int]) -> str:
    """Return line numbers as people read them, the first few of many."""
    shown = ", ".join(str(number) for number in numbers[:SHOWN_LINES])
    return shown if len(numbers) <= SHOWN_LINES else f"{shown}…"


def _text(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of a CSV file with their numbers."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1):
            yield number, [cell.strip() for cell in row]
    except csv.Error as error:
        raise ValidationError(_("This file is no table: save it again as CSV or .xlsx.")) from error


def _sheet(content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of the first sheet of a spreadsheet with their numbers."""
    try:
        # One more row names the columns.
        rows = read_first_sheet(io.BytesIO(content), MOST_CODES + 1)
    except FileRefused as error:
        raise ValidationError(str(error)) from error
    for row in rows:
        yield row.number, row.cells


def written(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a CSV file of codes and links, line by line, for a mailing of one’s own."""
    yield "\ufeffcode;link\r\n"
    for code, link in rows:
        yield f"{code};{link}\r\n"
