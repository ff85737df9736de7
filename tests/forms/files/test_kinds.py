"""What a file is, by its content."""

import io
import zipfile

import pytest
from PIL import Image

from forms.files import images
from forms.files.images import NotAnImage, TooManyPixels, remade
from forms.files.kinds import KINDS, Family, accepted, kind_of
from tests.forms.files.making import PDF, package, photograph

ODT = "application/vnd.oasis.opendocument.text"


def extension(content: bytes) -> str:
    kind = kind_of(io.BytesIO(content))
    return kind.extension if kind else ""


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "heic"])
def test_an_image_is_told_by_its_first_bytes(kind: str) -> None:
    assert extension(photograph(kind)) == kind


def test_documents_are_told_by_their_marks_and_parts() -> None:
    assert extension(PDF) == "pdf"
    assert extension(package("[Content_Types].xml", "word/document.xml")) == "docx"
    assert extension(package("[Content_Types].xml", "xl/workbook.xml")) == "xlsx"
    assert extension(package("content.xml", mimetype=ODT)) == "odt"
    assert extension("Bonjour,\nà bientôt\t!".encode()) == "txt"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"\x7fELF",
        b"#!/bin/sh\nrm -rf /",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\xef\xbb\xbf  <!DOCTYPE html><script>alert(1)</script>",
        b"{\\rtf1 x}",
        b"caf\xe9 en latin 1",
        b"nul \x00 byte",
        b"GIF89a\x01\x00",
        b"PK\x03\x04 cut off",
    ],
)
def test_anything_else_is_not_taken(content: bytes) -> None:
    assert extension(content) == ""


def test_neither_archives_nor_documents_with_programs_are_taken() -> None:
    assert extension(package("a.txt", "b.txt")) == ""
    assert extension(package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")) == ""
    assert extension(package("content.xml", "Basic/Standard/Module1.xml", mimetype=ODT)) == ""
    assert extension(package("content.xml", mimetype="application/zip")) == ""


def test_a_package_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", b"0" * 50_000_000)
    assert extension(bomb.getvalue()) == ""


def test_a_browser_offers_what_is_taken_and_leaves_heic_to_be_converted() -> None:
    offered = accepted([Family.IMAGE, Family.TEXT]).split(",")
    assert {"image/jpeg", ".png", ".txt", ".csv"} <= set(offered)
    assert not any("heic" in each or "pdf" in each for each in offered)


@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "heic"])
def test_an_image_is_turned_upright_and_forgets_all_but_its_pixels(kind: str) -> None:
    content, became = remade(io.BytesIO(photograph(kind)), KINDS[kind])
    assert became.extension == ("jpg" if kind == "heic" else kind)
    assert b"SECRET-CAMERA" not in content
    with Image.open(io.BytesIO(content)) as image:
        # It lay on its side: what was left is up now. A HEIC file has been turned by its decoder.
        assert image.size == (40, 60)
        red, _green, blue = image.convert("RGB").getpixel((20, 50))  # type: ignore[misc]
        assert red > blue
        assert not image.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)


def test_a_transparent_image_stays_so() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(written, "PNG")
    content, _kind = remade(written, KINDS["png"])
    with Image.open(io.BytesIO(content)) as image:
        assert image.mode == "RGBA"


def test_what_only_begins_like_an_image_is_refused() -> None:
    for content in (b"\xff\xd8\xff\xe0 no more", photograph()[:200]):
        with pytest.raises(NotAnImage):
            remade(io.BytesIO(content), KINDS["jpg"])
    # One that says another kind is not read as what it is.
    with pytest.raises(NotAnImage):
        remade(io.BytesIO(photograph("png")), KINDS["jpg"])


def test_an_image_of_too_many_pixels_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MOST_PIXELS", 2_000)
    with pytest.raises(TooManyPixels):
        remade(io.BytesIO(photograph()), KINDS["jpg"])


def test_a_large_image_is_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "LONGEST_SIDE", 30)
    content, _kind = remade(io.BytesIO(photograph()), KINDS["jpg"])
    with Image.open(io.BytesIO(content)) as image:
        assert max(image.size) == 30
