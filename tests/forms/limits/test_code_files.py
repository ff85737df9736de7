"""Files of codes that cannot be read: each says why, none is an error of the server."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from forms.exchange.workbook import MOST_UNPACKED
from forms.invitations.files import read_codes
from tests.factories.xlsform import workbook

CODE = "LIME00000000001"
PARTS = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]


def spreadsheet() -> bytes:
    """Return a spreadsheet with a code in its third row."""
    return workbook(Feuille=[("nom", "code"), (), ("Habitant", CODE)]).getvalue()


def changed(part: str, data: bytes | None) -> bytes:
    """Return it with other content of one part, or without the part."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(spreadsheet())) as archive, zipfile.ZipFile(kept, "w") as made:
        for each in archive.infolist():
            content = data if each.filename == part else archive.read(each)
            if content is not None:
                made.writestr(each, content)
    return kept.getvalue()


def bomb() -> bytes:
    """Return it with a part that unpacks to more than the memory should hold."""
    kept = io.BytesIO(spreadsheet())
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (MOST_UNPACKED + 1))
    return kept.getvalue()


def without_sheet() -> bytes:
    """Return a spreadsheet that has a chart and no sheet."""
    book = Workbook()
    book.create_chartsheet("Graphique")
    book.remove(book.worksheets[0])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def scrambled() -> bytes:
    """Return a spreadsheet whose packed parts are no longer what was packed."""
    content = bytearray(spreadsheet())
    for at in range(60, len(content) // 2):
        if content[at : at + 2] != b"PK":
            content[at] ^= 0x5A
    return bytes(content)


def read(content: bytes) -> list[str]:
    return read_codes(SimpleUploadedFile("codes.xlsx", content))


def test_codes_are_found_in_their_column_of_the_first_sheet() -> None:
    assert read(spreadsheet()) == [CODE]


def test_a_short_code_is_named_by_the_number_of_its_row() -> None:
    with pytest.raises(ValidationError) as refused:
        read(workbook(Feuille=[("code",), (), ("1234",)]).getvalue())
    assert "3." in refused.value.messages[0]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("data", [b"<broken", b""])
def test_a_spreadsheet_with_a_damaged_part_is_refused(part: str, data: bytes) -> None:
    with pytest.raises(ValidationError):
        read(changed(part, data))


@pytest.mark.parametrize(
    "content",
    [
        changed("xl/workbook.xml", b"<?xml version='1.0'?><a/>"),
        changed("xl/worksheets/sheet1.xml", b"<?xml version='1.0'?><a/>"),
        changed("xl/workbook.xml", None),
        b"PK\x03\x04rien",
        b"\xd0\xcf\x11\xe0" + b"0" * 600,
        without_sheet(),
        scrambled(),
        spreadsheet()[:-40],
        ("code;x\n" + "a" * 200_000).encode(),
        b'"' + b"a" * 200_000,
    ],
)
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError):
        read(content)


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    with pytest.raises(ValidationError) as refused:
        read(bomb())
    assert "100" in refused.value.messages[0]
