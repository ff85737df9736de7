"""The formats of a table in a file."""

from forms.exports.formats.csv_text import CsvFormat
from forms.exports.formats.json_lines import JsonLinesFormat
from forms.exports.formats.names import FormatName
from forms.exports.formats.xlsx import XlsxFormat
from forms.exports.table import Format


def make_format(name: str) -> Format:
    """Return what writes one file of this format; ``ValueError`` for a name that is none."""
    made: dict[FormatName, type[Format]] = {
        FormatName.CSV: CsvFormat,
        FormatName.XLSX: XlsxFormat,
        FormatName.JSON_LINES: JsonLinesFormat,
    }
    return made[FormatName(name)]()


__all__ = ["CsvFormat", "FormatName", "JsonLinesFormat", "XlsxFormat", "make_format"]
