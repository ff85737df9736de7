"""Files of which nothing is taken, each with a reason in words."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from forms.exchange.errors import FileRefused
from forms.exchange.limesurvey.reading import read_limesurvey
from forms.exchange.workbook import MOST_UNPACKED
from forms.exchange.xlsform.reading import read_xlsform
from tests.factories.xlsform import asking, travel, workbook


def refusal(read: Callable[[Any, str], Any], source: Any) -> str:
    """Return what a reader says of a file."""
    with translation.override("en"), pytest.raises(FileRefused) as refused:
        read(source, "essai")
    return str(refused.value)


def bomb() -> io.BytesIO:
    """Return a small spreadsheet with a part that unpacks to more than the memory should hold."""
    kept = io.BytesIO(travel().getvalue())
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (MOST_UNPACKED + 1))
    return kept


def with_entities() -> io.BytesIO:
    """Return a spreadsheet whose workbook declares entities."""
    kept = io.BytesIO()
    with zipfile.ZipFile(travel()) as archive, zipfile.ZipFile(kept, "w") as made:
        for part in archive.infolist():
            data = archive.read(part)
            if part.filename == "xl/workbook.xml":
                data = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + data.split(b"?>", 1)[-1]
            made.writestr(part, data)
    return kept


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (io.BytesIO(b"type,name,label\ntext,a,b"), ".xlsx"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0" + b"0" * 600), ".xls"),
        (io.BytesIO(b"0" * (11 * 2**20)), "MB"),
        (workbook(feuille=[("a", "b"), (1, 2)]), "survey"),
        (workbook(survey=[("name", "label"), ("a", "b")]), "type"),
        (asking(("text", "a", "?"), ("text", "a", "?")), "“a”"),
        (asking(("begin group", "g", "?"), ("text", "a", "?")), "2"),
        (asking(("text", "a", "?"), ("end group",)), "3"),
        (asking(("text", "a", "?", "${b} = 'x'"), ("text", "b", "?", "${a} = 'x'")), "“b”"),
        (asking(("text", "a", "?", "${a} = 'x'")), "“a”"),
        (asking(("start", "s"), ("calculate", "c")), ""),
        (workbook(survey=[("type", "name"), ("text", "a")],
                  choices=[("list_name", "name"), ("l", "x"), ("l", "x")]),
         "“x”"),
    ],
)  # fmt: skip
def test_a_spreadsheet_that_cannot_be_taken_says_why(source: io.BytesIO, word: str) -> None:
    assert word in refusal(read_xlsform, source)


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    assert "100" in refusal(read_xlsform, bomb())


def test_entities_in_a_spreadsheet_are_not_expanded() -> None:
    refusal(read_xlsform, with_entities())


@pytest.mark.parametrize(
    ("source", "word"),
    [
        (b"<html></html>", "LimeSurvey"),
        (b"not xml", "XML"),
        (b'<!DOCTYPE d [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><document>&c;</document>', "LimeSurvey"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><document/>', "LimeSurvey"),
        (b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", ""),
    ],
)
def test_a_survey_that_cannot_be_taken_says_why(source: bytes, word: str) -> None:
    assert word in refusal(read_limesurvey, io.BytesIO(source))


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    assert "absent.xlsx" in refusal(read_xlsform, tmp_path / "absent.xlsx")
    assert "absent.lss" in refusal(read_limesurvey, tmp_path / "absent.lss")
