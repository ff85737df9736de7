"""A form of the portal as an XLSForm."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.blocks import StreamValue

from forms.exchange.draft import RICH, Texts
from forms.exchange.identifiers import code_of, name_of
from forms.exchange.languages import language_name
from forms.exchange.texts import plain
from forms.exchange.xlsform.matrices import ROW_OF
from forms.exchange.xlsform.own import AS_SECTION, COLUMN, write_own
from forms.exchange.xlsform.relevance import Named, relevance
from forms.exchange.xlsform.rows import YES_NO, Made, row_of
from forms.exchange.xlsform.types import ONE, SEVERAL
from forms.fields.base import Question
from forms.fields.choices import YesNo
from forms.fields.other import OTHER
from forms.logic.kinds import Kind
from forms.logic.subjects import kind_of

MATRICES = {"matrix_single": ONE, "matrix_multiple": SEVERAL}
LISTS = ("options", "exclusive")
HEADINGS = {"page": "heading", "section": "heading", "note": "text"}
HELPS = {"page": "intro", "section": "intro"}
COLUMNS = ("required", "relevant", "constraint", "appearance", "parameters", COLUMN)
Row = dict[str, str]


@dataclass(frozen=True)
class Version:
    """A form in one of its languages."""

    language: str
    title: str
    form: StreamValue


@dataclass
class _Block:
    """A block with its raw values in each language, the first language first."""

    child: StreamValue.StreamChild
    raw: dict[str, dict[str, Any]]

    @property
    def own(self) -> dict[str, Any]:
        """The values in the first language."""
        return next(iter(self.raw.values()))

    def texts(self, name: str) -> Texts:
        """Return a text in each language."""
        found = {code: str(raw.get(name) or "") for code, raw in self.raw.items()}
        return {code: plain(text) if name in RICH else text for code, text in found.items() if text}

    def items(self, name: str) -> dict[str, Texts]:
        """Return the items of a list by identifier, each in every language."""
        found: dict[str, Texts] = {item["id"]: {} for item in self.own.get(name) or []}
        for code, raw in self.raw.items():
            for item in raw.get(name) or []:
                # The words of an option, which may have an image beside them.
                value = item["value"]
                words = str((value.get("words") if isinstance(value, dict) else value) or "")
                if item["id"] in found and words:
                    found[item["id"]][code] = words
        return found


def write_xlsform(versions: Sequence[Version], name: str) -> bytes:
    """Return the file; the first version is the one that the others are translations of."""
    writer = _Writer(versions)
    writer.write()
    book = Workbook()
    book.remove(book.worksheets[0])
    codes = [version.language for version in versions]
    _sheet(book, "survey", ("type", "name"), COLUMNS, writer.survey, codes)
    _sheet(book, "choices", ("list_name", "name"), (), writer.choices, codes)
    settings = {"form_title": versions[0].title, "form_id": re.sub(r"[^A-Za-z0-9_]+", "_", name) or "form"}
    if len(codes) > 1:
        settings["default_language"] = _heading(codes[0])
    if writer.has_pages:
        settings["style"] = "pages"
    sheet = book.create_sheet("settings")
    _append(sheet, list(settings))
    _append(sheet, list(settings.values()))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _heading(code: str) -> str:
    return f"{language_name(code)} ({code})"


@dataclass
class _Line:
    """A row with its texts, before it is known which columns the sheet has."""

    cells: Row
    texts: dict[str, Texts] = field(default_factory=dict)


def _sheet(
    book: Workbook,
    title: str,
    first: Sequence[str],
    last: Sequence[str],
    lines: list[_Line],
    codes: Sequence[str],
) -> None:
    """Write a sheet with the columns that any of its rows needs."""
    sheet = book.create_sheet(title)
    worded = [
        (name, code)
        for name in ("label", "hint")
        for code in codes
        if name == "label" or any(code in line.texts.get(name, {}) for line in lines)
    ]
    used = [name for name in last if any(line.cells.get(name) for line in lines)]
    many = len(codes) > 1
    headings = [f"{name}::{_heading(code)}" if many else name for name, code in worded]
    _append(sheet, [*first, *headings, *used])
    for line in lines:
        texts = [line.texts.get(name, {}).get(code, "") for name, code in worded]
        row = [*(line.cells.get(name, "") for name in first), *texts]
        _append(sheet, [*row, *(line.cells.get(name, "") for name in used)])


def _append(sheet: Any, values: list[str]) -> None:
    """Add a row of texts: what begins like a formula stays a text, control characters are left out."""
    sheet.append([ILLEGAL_CHARACTERS_RE.sub("", value) or None for value in values])
    for cell in sheet[sheet.max_row]:
        if cell.value is not None:
            cell.data_type = "s"


class _Writer:
    """One pass through a form."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self.survey: list[_Line] = []
        self.choices: list[_Line] = []
        self._languages = [version.language for version in versions]
        self._blocks = list(_blocks(versions))
        self.has_pages = any(block.child.block_type == "page" for block in self._blocks)
        taken = {block.own["code"] for block in self._blocks if block.own.get("code")}
        self._names = {
            block.child.id: block.own.get("code") or self._made_up(number, taken)
            for number, block in enumerate(self._blocks, start=1)
        }
        self._rows: dict[tuple[str, str], str] = {}
        self._named: dict[tuple[str, str], Named] = {}
        self._lists: dict[Any, str] = {}
        self._taken = taken
        self._open: list[str] = []

    @staticmethod
    def _made_up(number: int, taken: set[str]) -> str:
        name = code_of(f"q{number}", taken)
        taken.add(name)
        return name

    def write(self) -> None:
        """Fill the sheets."""
        for block in self._blocks:
            kind = block.child.block_type
            if kind in ("page", "section"):
                self._group(block)
            elif kind in MATRICES:
                self._matrix(block)
            else:
                self._row(block)
        self._close(0)

    def _relevant(self, block: _Block) -> Row:
        found = relevance(block.own.get("show_if"), self._named)
        return {"relevant": found} if found else {}

    def _line(self, block: _Block, cells: Row) -> None:
        kind = block.child.block_type
        texts = {"label": block.texts(HEADINGS.get(kind, "label"))}
        if hint := block.texts(HELPS.get(kind, "help_text")):
            texts["hint"] = hint
        self.survey.append(_Line(cells, texts))

    # Groups.

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            self._open.pop()
            self.survey.append(_Line({"type": "end_group"}))

    def _group(self, block: _Block) -> None:
        kind = block.child.block_type
        self._close(0 if kind == "page" else self._open.count("page"))
        cells = {"type": "begin_group", "name": self._names[block.child.id], **self._relevant(block)}
        ends = kind == "section" and not block.own.get("heading") and not block.own.get("intro")
        if ends and "relevant" not in cells:
            # It only ends the one before.
            return
        if kind == "page":
            cells["appearance"] = "field-list"
        elif self.has_pages and not self._open:
            # A group at the first level is a page of its own, unless it says otherwise.
            cells[COLUMN] = AS_SECTION
        self._line(block, cells)
        self._open.append(kind)

    # Questions.

    def _row(self, block: _Block) -> None:
        child = block.child
        name = self._names[child.id]
        made = row_of(child.block_type, block.own, name)
        cells = {"type": self._type(block, made, name), "name": name, **made.cells, **self._relevant(block)}
        if block.own.get("required"):
            cells["required"] = "yes"
        lists = {} if made.lists else {each: found for each in LISTS if (found := block.items(each))}
        if own := write_own(child.block_type, made.kind, child.block, block.raw, lists, made.implied):
            cells[COLUMN] = own
        self._line(block, cells)
        self._know(block)

    def _type(self, block: _Block, made: Made, name: str) -> str:
        if not made.lists:
            return made.type
        if made.lists == (YES_NO,):
            items = {key: self._words(words) for key, words in YesNo.WORDS.items()}
        else:
            items = {key: texts for each in made.lists for key, texts in block.items(each).items()}
        other = " or_other" if block.own.get("other") else ""
        return f"{made.type} {self._list(items, name)}{other}"

    def _words(self, words: Any) -> Texts:
        found = {}
        for code in self._languages:
            with translation.override(code):
                found[code] = str(words)
        return found

    def _list(self, items: dict[str, Texts], name: str) -> str:
        """Return the name of a list of choices, one for all questions that have the same."""
        key = tuple((item, tuple(sorted(texts.items()))) for item, texts in items.items())
        if key not in self._lists:
            self._lists[key] = name
            for item, texts in items.items():
                self.choices.append(_Line({"list_name": name, "name": name_of(item)}, {"label": texts}))
        return self._lists[key]

    def _know(self, block: _Block) -> None:
        """Let later conditions name a question."""
        child = block.child
        if not isinstance(child.block, Question):
            return
        keys = [item for name in LISTS for item in block.items(name)]
        choices = {key: name_of(key) for key in keys} | {OTHER: OTHER}
        self._named[child.id, ""] = Named(self._names[child.id], kind_of(child.block), choices)

    def _matrix(self, block: _Block) -> None:
        """Write a table: a group with a question for each of its rows."""
        child = block.child
        name, kind = self._names[child.id], child.block_type
        cells = {"type": "begin_group", "name": name, "appearance": "table-list", **self._relevant(block)}
        if own := write_own(kind, kind, child.block, block.raw, {}, {}):
            cells[COLUMN] = own
        self._line(block, cells)
        columns = block.items("columns")
        listed = self._list(columns, name)
        compared = Kind.SEVERAL if kind == "matrix_multiple" else Kind.ONE
        for row, texts in block.items("rows").items():
            row_name = row if row not in self._taken else f"{name}{ROW_OF}{row}"
            row_name = code_of(row_name, self._taken)
            self._taken.add(row_name)
            line = {"type": f"{MATRICES[kind]} {listed}", "name": row_name}
            if block.own.get("required"):
                line["required"] = "yes"
            self.survey.append(_Line(line, {"label": texts}))
            names = {key: name_of(key) for key in columns}
            self._named[child.id, row] = Named(row_name, compared, names)
        self.survey.append(_Line({"type": "end_group"}))


def _blocks(versions: Sequence[Version]) -> Iterator[_Block]:
    """Yield each block of the first version with its values in all of them."""
    raws = {
        version.language: {
            child.id: child.block.get_prep_value(child.value) for child in version.form if child.id
        }
        for version in versions
    }
    for child in versions[0].form:
        yield _Block(child, {code: raw[child.id] for code, raw in raws.items() if child.id in raw})
