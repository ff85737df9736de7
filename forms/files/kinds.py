"""What a file is, found out by its content: neither its name nor what a browser says of it counts."""

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.db import models
from django.utils.translation import gettext_lazy as _

HEAD = 1_024
# A text is read whole, so it has a limit of its own.
LONGEST_TEXT = 2 * 1024 * 1024
# C0 controls that no text holds (tab, line feed, form feed, carriage return and escape may stand).
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
# The package of an office document names its parts; more than this is no letter.
MOST_PARTS = 5_000
LONGEST_TYPE = 100


class Family(models.TextChoices):
    """The kinds among which editors choose."""

    IMAGE = "image", _("Photographs and images (JPEG, PNG, WebP, HEIC)")
    PDF = "pdf", _("PDF documents")
    OFFICE = "office", _("Office documents (Word, Excel, PowerPoint, OpenDocument)")
    TEXT = "text", _("Plain text (TXT, CSV)")


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its family, what it is called and how it is served."""

    family: Family
    # The ending of its name.
    extension: str
    content_type: str


OOXML = "application/vnd.openxmlformats-officedocument"
ODF = "application/vnd.oasis.opendocument"
KINDS = {
    kind.extension: kind
    for kind in (
        FileKind(Family.IMAGE, "jpg", "image/jpeg"),
        FileKind(Family.IMAGE, "png", "image/png"),
        FileKind(Family.IMAGE, "webp", "image/webp"),
        FileKind(Family.IMAGE, "heic", "image/heic"),
        FileKind(Family.PDF, "pdf", "application/pdf"),
        FileKind(Family.OFFICE, "docx", f"{OOXML}.wordprocessingml.document"),
        FileKind(Family.OFFICE, "xlsx", f"{OOXML}.spreadsheetml.sheet"),
        FileKind(Family.OFFICE, "pptx", f"{OOXML}.presentationml.presentation"),
        FileKind(Family.OFFICE, "odt", f"{ODF}.text"),
        FileKind(Family.OFFICE, "ods", f"{ODF}.spreadsheet"),
        FileKind(Family.OFFICE, "odp", f"{ODF}.presentation"),
        FileKind(Family.TEXT, "txt", "text/plain; charset=utf-8"),
    )
}
# Brands of HEIF files with one still image (ISO/IEC 23008-12, annex B; https://github.com/nokiatech/heif).
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
OFFICE_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
# Programs inside a document.
MACROS = "vbaproject.bin"


def kind_of(file: BinaryIO) -> FileKind | None:
    """Return what a file is, None for what is not taken; it is read from its beginning.

    A page, a drawing (SVG), a program or an archive is never taken, and no document with macros is.
    """
    file.seek(0)
    head = file.read(HEAD)
    extension = _by_mark(head) or (_office(file) if head.startswith(b"PK\x03\x04") else "")
    if not extension and _is_text(file, head):
        extension = "txt"
    return KINDS.get(extension)


def accepted(families: Iterable[str]) -> str:
    """Return what a browser offers to choose from.

    Without HEIC: a telephone then sends its photographs as JPEG.
    """
    chosen = set(families)
    kinds = [kind for kind in KINDS.values() if kind.family in chosen and kind.extension != "heic"]
    names = [f".{kind.extension}" for kind in kinds]
    types = [kind.content_type for kind in kinds if kind.family == Family.IMAGE]
    more = [".jpeg"] * (Family.IMAGE in chosen) + [".csv"] * (Family.TEXT in chosen)
    return ",".join([*types, *names, *more])


def _by_mark(head: bytes) -> str:
    """Return the ending of what its first bytes tell."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS:
        return "heic"
    return "pdf" if head.startswith(b"%PDF-") else ""


def _office(file: BinaryIO) -> str:
    """Return the ending of an office document, by the parts that its package lists; nothing is unpacked.

    OpenDocument says what it is in a part of its own (ODF 1.3, part 2, section 3.3), which is stored
    as it is.
    """
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            names = [part.filename for part in parts]
            if len(names) > MOST_PARTS or any(name.lower().endswith(MACROS) for name in names):
                return ""
            if parts[0].filename == "mimetype" and parts[0].file_size <= LONGEST_TYPE:
                written = package.read("mimetype").decode("ascii", "replace").strip()
                has_programs = any(name.startswith(("Basic/", "Scripts/")) for name in names)
                return "" if has_programs else _by_type(written)
            if "[Content_Types].xml" not in names:
                return ""
            return next((OFFICE_PARTS[name] for name in names if name in OFFICE_PARTS), "")
    # What a damaged or a hostile package raises.
    except (zipfile.BadZipFile, IndexError, NotImplementedError, RuntimeError, ValueError, OSError):
        return ""


def _by_type(content_type: str) -> str:
    found = (kind.extension for kind in KINDS.values() if kind.content_type == content_type)
    return next(found, "")


def _is_text(file: BinaryIO, head: bytes) -> bool:
    """Whether all of it is text in UTF-8 that is no page and no drawing."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\f").lower()
    if not start or start.startswith((b"<", b"#!", b"{\\rtf")):
        return False
    file.seek(0)
    content = file.read(LONGEST_TEXT + 1)
    if len(content) > LONGEST_TEXT:
        return False
    try:
        return not CONTROLS.search(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False
