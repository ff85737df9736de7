"""Choices of XLSForm as questions with options, several of them where a filter asks for that."""

from dataclasses import dataclass

from forms.exchange.assembling import lines_of
from forms.exchange.draft import Item, Piece
from forms.exchange.errors import NotTaken
from forms.exchange.expressions.logic import ALWAYS, Any, Logic
from forms.exchange.expressions.subjects import Answered, Names
from forms.exchange.identifiers import items
from forms.exchange.report import Line
from forms.exchange.texts import cut
from forms.exchange.xlsform.choices import MOST_QUESTIONS, choices_of, read_filter
from forms.exchange.xlsform.questions import TRUE, block, limits, parameters
from forms.exchange.xlsform.sheets import Record, Sheets
from forms.exchange.xlsform.tree import Node
from forms.exchange.xlsform.types import ONE, RANK, SEVERAL
from forms.fields.other import OTHER
from forms.logic.conditions import Operator, Test

# Appearances of a list that is not seen at once.
LISTS = ("minimal", "autocomplete", "search", "compact-minimal")


@dataclass(frozen=True)
class Select:
    """One question made of a choice: what its name ends with, if there are several, and who is asked it."""

    piece: Piece
    keys: dict[str, str]
    suffix: str = ""
    condition: Logic = ALWAYS


def selects(node: Node, line: Line, sheets: Sheets, names: Names) -> list[Select]:
    """Return the questions that a choice becomes: one, or one for each answer that its filter depends on.

    ``NotTaken`` if the file has no such list.
    """
    records = sheets.choices.get(node.written.choices)
    if not records:
        raise NotTaken("list_missing", list=node.written.choices)
    filtered = node.record.get("choice_filter")
    if not filtered:
        return [_select(node, line, records)]
    try:
        left, asked = read_filter(filtered, records)
        if asked is None:
            if not left:
                raise NotTaken("filter_empty")
            line.approximate("filter_fixed")
            return [_select(node, line, left)]
        return _split(node, line, left, names, asked.question, asked.column)
    except NotTaken as error:
        line.approximate("filter_dropped", expression=cut(filtered, 200))
        line.approximate(error.reason, **error.params)
        return [_select(node, line, records)]


def _split(
    node: Node, line: Line, records: list[Record], names: Names, question: str, column: str
) -> list[Select]:
    """Return a question for each answer to an earlier one, with the choices that go with it."""
    tests: dict[str, list[Test]] = {}
    for subject in names.find(question):
        if subject.answered != Answered.ONE:
            raise NotTaken("filter_kind")
        for name, key in subject.keys.items():
            tests.setdefault(name, []).append(Test(subject.question, Operator.EQUALS, (key,), subject.part))
    found = []
    for name, alternatives in tests.items():
        left = [record for record in records if record.get(column) == name]
        if left:
            found.append(Select(*_made(node, line, left), suffix=f"_{name}", condition=any_of(alternatives)))
    if not found or len(found) > MOST_QUESTIONS:
        raise NotTaken("filter_kind")
    line.approximate("filter_split", number=len(found), other=question)
    return found


def any_of(tests: list[Test]) -> Logic:
    """Return that any of these holds."""
    return tests[0] if len(tests) == 1 else Any(tuple(tests))


def _select(node: Node, line: Line, records: list[Record]) -> Select:
    return Select(*_made(node, line, records))


def _made(node: Node, line: Line, records: list[Record]) -> tuple[Piece, dict[str, str]]:
    """Return the block, and the identifier of each choice by its name."""
    options, keys = items(choices_of(records))
    options = lines_of(options)
    if any(name in record.texts for record in records for name in ("image", "audio", "video")):
        line.approximate("choice_media")
    if len(options) < 2 and not node.written.other:
        line.approximate("one_option")
    changed = [name for name, key in keys.items() if name != key and name != OTHER]
    if changed:
        line.approximate("choice_changed", names=cut(", ".join(changed), 200))
    shuffled = parameters(node).get("randomize", "").casefold() in TRUE
    values: dict[str, object] = {"random_order": shuffled, "stay_last": 0}
    made = {ONE: _one, SEVERAL: _several, RANK: _rank}[node.written.type]
    piece = made(node, line, options, keys, values)
    if node.written.other and node.written.type != RANK:
        piece.values["other"] = True
        keys = {**keys, OTHER: OTHER}
    return piece, keys


def _one(
    node: Node, line: Line, options: list[Item], keys: dict[str, str], values: dict[str, object]
) -> Piece:
    limits(node, line)
    appearance = node.record.get("appearance").casefold()
    display = "list" if any(word in appearance for word in LISTS) else "radio"
    piece = block("single_choice", node, line, display=display, **values)
    piece.lists["options"] = options
    return piece


def _several(
    node: Node, line: Line, options: list[Item], keys: dict[str, str], values: dict[str, object]
) -> Piece:
    found = limits(node, line)
    alone = [keys[name] for name in found.exclusive if name in keys]
    values |= {"minimum": found.fewest or None, "maximum": found.most}
    piece = block("multiple_choice", node, line, **values)
    piece.lists["options"] = [item for item in options if item.id not in alone]
    piece.lists["exclusive"] = [item for item in options if item.id in alone]
    return piece


def _rank(
    node: Node, line: Line, options: list[Item], keys: dict[str, str], values: dict[str, object]
) -> Piece:
    limits(node, line)
    piece = block("ranking", node, line, **values)
    piece.lists["options"] = options
    return piece
