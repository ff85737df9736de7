"""From an XLSForm to a questionnaire."""

from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from forms.exchange.assembling import Assembly, Part, both, report_media, subject_of
from forms.exchange.draft import Draft, Texts, words
from forms.exchange.errors import FileRefused, NotTaken
from forms.exchange.expressions.logic import ALWAYS, Logic
from forms.exchange.expressions.parser import XPATH
from forms.exchange.report import Line
from forms.exchange.texts import one_line
from forms.exchange.xlsform.choices import refuse_twice
from forms.exchange.xlsform.matrices import is_matrix, matrix
from forms.exchange.xlsform.own import AS_SECTION, COLUMN, read_own
from forms.exchange.xlsform.questions import MAKERS, REFUSALS
from forms.exchange.xlsform.selects import selects
from forms.exchange.xlsform.sheets import Record, Sheets, read_sheets
from forms.exchange.xlsform.tree import Node, read_tree
from forms.exchange.xlsform.types import ONE, RANK, SEVERAL

CHOICES = {ONE, SEVERAL, RANK}
# Columns of a question that have no counterpart, and what is said about each.
DROPPED = {
    "default": "default_dropped",
    "readonly": "readonly_dropped",
    "trigger": "trigger_dropped",
    "repeat_count": "repeat_count_dropped",
    "calculation": "calculation_dropped",
}
DROPPED_TEXTS = {
    "constraint_message": "message_dropped",
    "required_message": "message_dropped",
    "guidance_hint": "guidance_dropped",
    "image": "media_dropped",
    "audio": "media_dropped",
    "video": "media_dropped",
}


def read_xlsform(source: Path | IO[bytes], name: str) -> Draft:
    """Return the questionnaire of an XLSForm; ``FileRefused`` if nothing of it can be taken."""
    sheets = read_sheets(source)
    refuse_twice(sheets)
    tree = read_tree(sheets)
    draft = Draft()
    draft.report.file = name
    title = sheets.settings.get("form_title") or sheets.settings.get("form_id") or Path(name).stem
    draft.title = {"": title}
    reader = _Reader(draft, sheets)
    reader.read(tree)
    if not any(piece.kind not in ("page", "section", "note") for piece in draft.pieces):
        raise FileRefused(_("None of the questions of this file can be taken."))
    draft.languages = _languages(sheets)
    return draft


def _languages(sheets: Sheets) -> list[str]:
    records: list[Record] = [*sheets.survey, *(r for found in sheets.choices.values() for r in found)]
    return list(dict.fromkeys(code for r in records for texts in r.texts.values() for code in texts if code))


class _Reader:
    """One pass through the questions."""

    def __init__(self, draft: Draft, sheets: Sheets) -> None:
        self._sheets = sheets
        self._made = Assembly(draft, XPATH)
        self._report = draft.report
        self._paged = "pages" in sheets.settings.get("style").split()
        self._depth = 0

    def read(self, nodes: list[Node]) -> None:
        """Take the questions and groups at one level."""
        if not self._depth:
            self._made.names.everything = set(_all_names(nodes))
        for node in nodes:
            if node.written.type.startswith("begin_"):
                self._group(node)
            else:
                self._question(node)

    def _line(self, node: Node) -> Line:
        label = one_line(words(node.record.texts.get("label", {}), ()))
        line = Line(str(node.record.number), node.name, label, node.record.get("type"))
        self._report.lines.append(line)
        self._made.names.current = node.name
        return line

    def _condition(self, node: Node, line: Line) -> Logic:
        return self._made.logic(node.record.get("relevant"), line)

    # Groups.

    def _group(self, node: Node) -> None:
        line = self._line(node)
        if is_matrix(node, self._sheets):
            self._matrix(node, line)
            return
        if node.written.type == "begin_repeat":
            line.approximate("repeat_once")
        self._dropped(node, line)
        condition = self._condition(node, line)
        part = self._part(node, condition)
        made = self._made.begin(part, node.name, node.record.texts.get("hint", {}))
        if made:
            line.became.append(made.kind)
        elif node.record.get("name"):
            line.approximate("group_silent")
        self._depth += 1
        self.read(node.children)
        self._depth -= 1
        self._made.end()

    def _part(self, node: Node, condition: Logic) -> Part:
        """Return how a group is shown: as a page of its own, as a section, or not at all."""
        heading = node.record.texts.get("label", {})
        if self._paged and not self._depth and node.record.get(COLUMN) != AS_SECTION:
            return Part("page", heading or {"": node.name}, condition)
        if not heading and condition == ALWAYS:
            return Part("", {}, self._made.around)
        return Part("section", heading, both(self._made.around, condition))

    def _matrix(self, node: Node, line: Line) -> None:
        self._dropped(node, line)
        condition = self._condition(node, line)
        piece, rows, keys = matrix(node, line, self._sheets)
        read_own(node.record.get(COLUMN), piece, line)
        self._made.add(piece, node.name, line, condition)
        for child in node.children:
            self._made.know(child.name, subject_of(piece, keys, rows[child.name]))

    # Questions.

    def _question(self, node: Node) -> None:
        line = self._line(node)
        kind = node.written.type
        try:
            if kind in CHOICES:
                self._choice(node, line)
            elif make := MAKERS.get(kind):
                self._dropped(node, line)
                condition = self._condition(node, line)
                piece = make(node, line)
                read_own(node.record.get(COLUMN), piece, line)
                self._made.add(piece, node.name, line, condition)
                if kind != "note":
                    self._made.know(node.name, subject_of(piece))
            else:
                raise NotTaken(REFUSALS.get(kind, "type_unknown"), type=node.record.get("type"))
        except NotTaken as error:
            line.refuse(error.reason, **error.params)
            self._made.names.refused.add(node.name)

    def _choice(self, node: Node, line: Line) -> None:
        condition = self._condition(node, line)
        found = selects(node, line, self._sheets, self._made.names)
        self._dropped(node, line)
        subjects = []
        for select in found:
            read_own(node.record.get(COLUMN), select.piece, line)
            self._made.add(select.piece, node.name + select.suffix, line, both(condition, select.condition))
            subjects.append(subject_of(select.piece, select.keys))
        self._made.know(node.name, *subjects)

    def _dropped(self, node: Node, line: Line) -> None:
        """Report the columns that have no counterpart here."""
        for name, reason in DROPPED.items():
            if node.record.get(name) and not (name == "readonly" and node.written.type == "note"):
                line.approximate(reason, text=node.record.get(name))
        for name, reason in DROPPED_TEXTS.items():
            if name in node.record.texts:
                line.approximate(reason)
        report_media(line, *(node.record.texts.get(name, {}) for name in ("label", "hint")))
        self._piped(node, line)

    @staticmethod
    def _piped(node: Node, line: Line) -> None:
        texts: list[Texts] = [node.record.texts.get(name, {}) for name in ("label", "hint")]
        if any("${" in text for found in texts for text in found.values()):
            line.approximate("piping")


def _all_names(nodes: list[Node]) -> list[str]:
    return [name for node in nodes for name in (node.name, *_all_names(node.children))]
