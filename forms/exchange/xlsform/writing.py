"""A form of the portal as an XLSForm."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from wagtail.blocks import StreamValue


@dataclass(frozen=True)
class Version:
    """A form in one of its languages."""

    language: str
    title: str
    form: StreamValue


def write_xlsform(versions: Sequence[Version], name: str) -> bytes:
    """Return the file; the first version is the one that the others are translations of."""
    book = Workbook()
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()
