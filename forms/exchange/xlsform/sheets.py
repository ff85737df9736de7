"""The sheets of an XLSForm, with the many names that their columns may have."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from forms.exchange.draft import UNNAMED, Texts
from forms.exchange.errors import FileRefused
from forms.exchange.languages import language_code
from forms.exchange.workbook import Row, read_workbook

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
# Older files have the choices in sheets of these names.
OTHER_CHOICES = ("select choices", "choices and columns", "select")
# Columns with a text for each language.
TRANSLATED = frozenset(
    {"label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio", "video"}
)
# Other names of columns: pyxform's aliases.
ALIASES = {
    "caption": "label", "relevance": "relevant", "read_only": "readonly", "command": "type", "tag": "name",
    "value": "name", "constraining_message": "constraint_message", "requiredmsg": "required_message",
    "jr:constraintmsg": "constraint_message", "jr:requiredmsg": "required_message",
    "calculate": "calculation", "count": "repeat_count", "jr:count": "repeat_count", "listname": "list_name",
    "title": "form_title", "set_form_title": "form_title", "set_form_id": "form_id", "id_string": "form_id",
    "big_image": "image",
}  # fmt: skip
# What may stand before a name without meaning anything else.
PREFIXES = {"bind", "control", "body", "media", "instance"}
BLANKS = re.compile(r"[\s\-]+")


@dataclass(frozen=True)
class Column:
    """A column: its name, and its language where it has texts."""

    name: str
    language: str = UNNAMED


@dataclass
class Record:
    """A row of a sheet by the names of its columns."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a cell, nothing for an empty one."""
        return self.cells.get(name, "")


@dataclass
class Sheets:
    """All that is read of a file."""

    survey: list[Record]
    choices: dict[str, list[Record]]
    settings: Record
    # The columns that the sheets have beside the usual ones.
    columns: set[str]


def read_sheets(source: Path | IO[bytes]) -> Sheets:
    """Return the sheets of an XLSForm; ``FileRefused`` for any other file."""
    found = read_workbook(source, {SURVEY, CHOICES, SETTINGS, *OTHER_CHOICES})
    if not found.get(SURVEY):
        raise FileRefused(
            _("The file has no sheet “survey” with the questions: this is no XLSForm, or an empty one.")
        )
    settings = _records(found.get(SETTINGS, []))[:1]
    known = settings[0] if settings else Record(0)
    default = known.get("default_language")
    language = language_code(default) if default and default.casefold() != "default" else UNNAMED
    survey = _records(found[SURVEY], language)
    columns = {name for record in survey for name in record.cells}
    if not any(record.get("type") for record in survey):
        raise FileRefused(
            _("The sheet “survey” has no column “type”, or nothing stands in it: this is no XLSForm.")
        )
    choices: dict[str, list[Record]] = {}
    for name in (CHOICES, *OTHER_CHOICES):
        for record in _records(found.get(name, []), language):
            choices.setdefault(record.get("list_name"), []).append(record)
    return Sheets(survey, choices, known, columns)


def column_of(header: str) -> Column:
    """Return what a header stands for: ``label::Français (fr)``, ``media::image``, ``bind:relevant``."""
    parts = [part.strip() for part in re.split(r"::|:", header) if part.strip()]
    if header.strip().startswith("jr:"):
        parts = [header.strip()]
    while len(parts) > 1 and parts[0].casefold() in PREFIXES:
        parts = parts[1:]
    if len(parts) > 1 and parts[0].casefold() == "jr":
        parts = [f"jr:{parts[1]}", *parts[2:]]
    name = BLANKS.sub("_", parts[0].casefold()) if parts else ""
    name = ALIASES.get(name, name)
    if name in TRANSLATED and len(parts) > 1:
        return Column(name, language_code(parts[1]))
    return Column("::".join([name, *parts[1:]]) if len(parts) > 1 else name)


def _records(rows: list[Row], default: str = UNNAMED) -> list[Record]:
    """Return the rows below the first one by its names."""
    if not rows:
        return []
    columns = [column_of(cell) for cell in rows[0].cells]
    found = []
    for row in rows[1:]:
        record = Record(row.number)
        for column, cell in zip(columns, row.cells, strict=False):
            if not cell or not column.name:
                continue
            if column.name in TRANSLATED:
                language = column.language or default
                record.texts.setdefault(column.name, {}).setdefault(language, cell)
            else:
                record.cells.setdefault(column.name, cell)
        found.append(record)
    return found
