"""A table in a text file, read row by row: a file of any size takes the same little memory."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.imports.encoding import encoding_of
from forms.imports.errors import ImportRefused, Problem
from portal.search.folding import fold

SEPARATORS = (",", ";", "\t")
# Characters; a longer line is no line of a table, and would have to be held in memory whole.
LINE_LIMIT = 2_000_000


@dataclass(frozen=True)
class Row:
    """The cells under the header's columns, without the blanks around them."""

    line: int
    cells: list[str]


class Table:
    """A header and the rows below it."""

    def __init__(self, file: TextIO, separator: str, size: int) -> None:
        """Read the header; ``ImportRefused`` if there is none."""
        self._file = file
        self._size = size
        self._reader = csv.reader(_lines(file), delimiter=separator, strict=True)
        self.header = _header(self._reader)

    @property
    def progress(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return min(1.0, self._file.buffer.tell() / self._size)

    def rows(self) -> Iterator[Row | Problem]:
        """Return the rows below the header, and in the place of a bad one what is wrong with it.

        Empty rows are left out. A quotation mark that is not closed spoils the lines up to the
        next one; reading goes on after them.
        """
        while True:
            first = self._reader.line_num + 1
            try:
                cells = [cell.strip() for cell in next(self._reader)]
            except StopIteration:
                return
            except csv.Error:
                reason = _(
                    "a quotation mark is not closed as it should be; nothing was taken from these lines"
                )
                yield Problem(first, self._reader.line_num, reason)
                continue
            if not any(cells):
                continue
            if len(cells) == len(self.header):
                yield Row(first, cells)
            else:
                yield Problem(first, self._reader.line_num, self._ragged(len(cells)))

    def _ragged(self, number: int) -> str:
        """Say that a row has more or fewer cells than the header."""
        return ngettext(
            "the row has %(cells)d cell, the header has %(columns)d",
            "the row has %(cells)d cells, the header has %(columns)d",
            number,
        ) % {"cells": number, "columns": len(self.header)}


def column_key(name: str) -> str:
    """Return what two names of one column have in common: case, accents and signs do not count."""
    return fold(name) or name.strip()


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open a file as a table; its encoding and its separator are found out.

    ``ImportRefused`` if it cannot be read, is no text, is empty or has no proper header.
    """
    if path.is_dir():
        raise ImportRefused(_("%(path)s is a directory, not a file.") % {"path": path})
    try:
        encoding = encoding_of(path)
        with path.open(encoding=encoding, newline="") as file:
            separator = _separator(file)
            file.seek(0)
            yield Table(file, separator, max(1, os.path.getsize(path)))
    except OSError as error:
        raise ImportRefused(
            _("%(path)s cannot be read: %(error)s.") % {"path": path, "error": error.strerror or error}
        ) from error


def _lines(file: TextIO) -> Iterator[str]:
    number = 0
    while line := file.readline(LINE_LIMIT):
        number += 1
        if len(line) == LINE_LIMIT:
            raise ImportRefused(
                _("Line %(line)d is longer than %(limit)d characters: this is no table.")
                % {"line": number, "limit": LINE_LIMIT}
            )
        yield line


def _separator(file: TextIO) -> str:
    """Return the separator that gives the first line the most columns."""
    line = file.readline(LINE_LIMIT)
    counts = {}
    for separator in SEPARATORS:
        try:
            counts[separator] = len(next(csv.reader([line], delimiter=separator), []))
        except csv.Error:
            counts[separator] = 0
    return max(SEPARATORS, key=lambda separator: counts[separator])


def _header(reader: Iterator[list[str]]) -> list[str]:
    """Return the names of the columns, some of which may be empty."""
    try:
        names = [cell.strip() for cell in next(reader, [])]
    except csv.Error as error:
        raise ImportRefused(
            _("The first line is no header: a quotation mark is not closed as it should be.")
        ) from error
    if not any(names):
        raise ImportRefused(_("The file is empty, or its first line, the header with the column names, is."))
    seen: set[str] = set()
    for name in filter(None, names):
        if column_key(name) in seen:
            raise ImportRefused(
                _("Two columns are called “%(name)s”: rename or remove one of them.") % {"name": name}
            )
        seen.add(column_key(name))
    return names
