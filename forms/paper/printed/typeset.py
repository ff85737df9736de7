"""Have typst set what was described: a tagged PDF (PDF/UA-1), without any server or font from elsewhere.

Texts reach typst as JSON and are strings there: whatever an editor wrote, nothing is read as markup.
"""

import io
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
from django.conf import settings

from forms.paper.printed.describe import CUT, LONGEST_WORD

SOURCES = Path(__file__).parent
COMPILER = SOURCES / "compiler.py"
MAIN, DATA, PDF = "form.typ", "form.json", "form.pdf"
LONGEST_SECONDS = 120
FOLDERS = ("@expo-google-fonts/figtree", "dejavu-fonts-ttf/ttf")
# The second has Greek, Cyrillic, Arabic, Hebrew and the signs; what neither has may be on the server.
FONTS = ["Figtree", "DejaVu Sans"]
# What stands for a character that no font has.
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# How typst names what it could not set; PDF/UA-1 allows no character without a shape.
NOT_SET = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
MOST_TRIES = 20
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
# Marks of emoji, and what turns the direction of a text.
UNSEEN = re.compile("[\ufe00-\ufe0f\u200d\u202a-\u202e\u2066-\u2069]")


class NotPrintable(Exception):
    """Typst could not set the form."""


def sheet(code: str) -> dict[str, str]:
    """Return what a sheet adds to the form: its code, printed and as a QR code; none for a blank one."""
    return {"code": code, "image": qr_code(code) if code else ""}


def qr_code(text: str) -> str:
    """Return a QR code as SVG: lines, sharp at any size."""
    buffer = io.BytesIO()
    segno.make(text, micro=False, error="m").save(
        buffer, kind="svg", xmldecl=False, border=0, omitsize=True, nl=False
    )
    return buffer.getvalue().decode()


@dataclass(frozen=True)
class Set:
    """A PDF, and how many pages one sheet has in it."""

    pdf: bytes
    pages: int


def typeset(data: dict[str, Any], codes: Sequence[str], *, two_sided: bool = False, logo: bytes = b"") -> Set:
    """Return the PDF of a sheet for each code; an empty code makes one on which a reference can be written.

    ``two_sided`` begins each on the front of a leaf. ``NotPrintable`` if typst refuses, which it does to no
    text of an editor.
    """
    full = _clean(data) | {
        "fonts": FONTS,
        "two_sided": two_sided,
        "address_code": qr_code(data["address"]) if data["address"] else "",
        "logo": logo_name(logo),
    }
    with tempfile.TemporaryDirectory(prefix="parvis-paper-") as folder:
        root = Path(folder)
        for source in SOURCES.glob("*.typ"):
            (root / source.name).write_bytes(source.read_bytes())
        if logo:
            (root / full["logo"]).write_bytes(logo)
        # One sheet tells the number of its pages, which all of them say (“2/4”).
        _write(root, full | {"pages": 0, "sheets": [sheet("")]})
        pages = _pages(root)
        pdf = _compiled(root, _written(full | {"pages": pages, "sheets": [sheet(code) for code in codes]}))
        return Set(pdf, pages)


def document(source: Path, data: dict[str, Any], *, images: Sequence[str] = (), logo: bytes = b"") -> bytes:
    """Return the PDF of another document, whose ``source`` reads its data and images as the form does.

    ``NotPrintable`` if typst refuses.
    """
    full = _clean(data) | {
        "fonts": FONTS,
        "images": list(images),
        "logo": logo_name(logo),
    }
    with tempfile.TemporaryDirectory(prefix="parvis-paper-") as folder:
        root = Path(folder)
        (root / MAIN).write_bytes(source.read_bytes())
        (root / "shapes.typ").write_bytes((SOURCES / "shapes.typ").read_bytes())
        if logo:
            (root / full["logo"]).write_bytes(logo)
        return _compiled(root, _written(full))


def _pages(root: Path) -> int:
    try:
        return int(json.loads(_run("pages", root)))
    except _Refused as error:
        raise NotPrintable(str(error)) from error


def _written(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _write(root: Path, data: dict[str, Any]) -> None:
    (root / DATA).write_text(_written(data), encoding="utf-8")


def _compiled(root: Path, written: str) -> bytes:
    """Compile, taking out of the texts what no font has."""
    for _try in range(MOST_TRIES):
        (root / DATA).write_text(written, encoding="utf-8")
        try:
            _run("pdf", root)
        except _Refused as error:
            missing = {character for text in NOT_SET.findall(str(error)) for character in _unescaped(text)}
            missing = {character for character in missing if ord(character) > 0x7F and character != UNKNOWN}
            if not missing:
                raise NotPrintable(str(error)) from error
            written = written.translate({ord(character): UNKNOWN for character in missing})
        else:
            return (root / PDF).read_bytes()
    raise NotPrintable("too many characters without a shape")


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _run(command: str, root: Path) -> str:
    """Have the compiler carry out a command and return what it prints; ``_Refused`` with typst's words."""
    fonts = [str(settings.BASE_DIR / "node_modules" / folder) for folder in FOLDERS]
    arguments = [sys.executable, "-X", "utf8", str(COMPILER), command, str(root), *fonts]
    try:
        done = subprocess.run(  # noqa: S603 - nothing of it was typed by anybody
            arguments, capture_output=True, encoding="utf-8", timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrintable("it took too long") from error
    if done.returncode:
        raise _Refused(done.stderr)
    return done.stdout


class _Refused(Exception):
    """Typst refuses the form as it is."""


def _clean(value: Any) -> Any:
    """Return data whose texts can be set: long words can be cut, what shows nothing is left out."""
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_clean(each) for each in value]
    if not isinstance(value, str):
        return value
    text = UNSEEN.sub("", unicodedata.normalize("NFC", value))
    text = "".join(UNKNOWN if _has_no_shape(character) else character for character in text)
    return LONG_WORD.sub(lambda word: CUT.join(re.findall(f".{{1,{LONGEST_WORD}}}", word[0])), text)


def _has_no_shape(character: str) -> bool:
    """Whether a character stands for nothing, is nobody's, or is a picture."""
    category = unicodedata.category(character)
    return category in ("Cn", "Co", "Cs") or (category == "Cc" and character not in "\n\t")


def logo_name(logo: bytes) -> str:
    """Return the name of a logo's file, whose ending tells typst its format; none without a logo."""
    if not logo:
        return ""
    return "logo.png" if logo.startswith(b"\x89PNG") else "logo.svg"
