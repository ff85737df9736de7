"""In which encoding a file is written."""

import codecs
import re
from pathlib import Path

from django.utils.translation import gettext as _

from forms.imports.errors import ImportRefused

CHUNK_BYTES = 1 << 20
UTF_8 = "utf-8-sig"
WINDOWS = "cp1252"
# How Python stands in for bytes that are not UTF-8, and the bytes that Windows-1252 leaves out.
NOT_UTF_8 = re.compile("[\udc80-\udcff]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file: UTF-8 (with or without a mark), else Windows-1252.

    The whole file is looked at, a piece at a time. ``ImportRefused`` if it is not text in either,
    or is UTF-8 that was damaged: read as Windows-1252, each of its accents would be two signs.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = bad = 0
    first_bad = first_foreign = 0
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            if (zero := chunk.find(b"\0")) >= 0:
                raise ImportRefused(
                    _(
                        "Line %(line)d holds a NUL byte: this is no text in UTF-8 or Windows-1252. "
                        "Save the table as “CSV UTF-8”."
                    )
                    % {"line": line + chunk.count(b"\n", 0, zero)}
                )
            if not chunk.isascii():
                text = decoder.decode(chunk)
                found = NOT_UTF_8.search(text)
                if found and not first_bad:
                    first_bad = line + text.count("\n", 0, found.start())
                broken = len(NOT_UTF_8.findall(text))
                bad += broken
                good += len(NOT_ASCII.findall(text)) - broken
                foreign = NOT_WINDOWS.search(chunk)
                if foreign and not first_foreign:
                    first_foreign = line + chunk.count(b"\n", 0, foreign.start())
            line += chunk.count(b"\n")
    if decoder.decode(b"", final=True):
        bad, first_bad = bad + 1, first_bad or line
    if not bad:
        return UTF_8
    if good > bad:
        raise ImportRefused(
            _("Line %(line)d is not in UTF-8, although the rest of the file is: correct it first.")
            % {"line": first_bad}
        )
    if first_foreign:
        raise ImportRefused(
            _("Line %(line)d is neither in UTF-8 nor in Windows-1252. Save the table as “CSV UTF-8”.")
            % {"line": first_foreign}
        )
    return WINDOWS
