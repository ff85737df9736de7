"""The lists of choices of an XLSForm, and the filters on them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from forms.exchange.draft import Texts
from forms.exchange.errors import FileRefused, NotTaken
from forms.exchange.expressions.parser import XPATH, parse
from forms.exchange.expressions.tree import And, Compare, Name, Node, Not, Number, Or, Text, Word
from forms.exchange.xlsform.sheets import Record, Sheets

# More questions in the place of one would be no help to anybody.
MOST_QUESTIONS = 40


@dataclass(frozen=True)
class Filter:
    """Choices that depend on an earlier answer: the question, and the column that it must equal."""

    question: str
    column: str


def choices_of(records: list[Record]) -> dict[str, Texts]:
    """Return each name with its words, the first of several; what has no words shows its name."""
    found: dict[str, Texts] = {}
    for record in records:
        name = record.get("name") or record.get("label")
        if name:
            found.setdefault(name, record.texts.get("label") or {"": name})
    return found


def refuse_twice(sheets: Sheets) -> None:
    """Raise ``FileRefused`` for a name that two choices of a list share, unless the settings allow it."""

    if sheets.settings.get("allow_choice_duplicates").casefold() in ("yes", "true", "true()"):
        return
    for name, records in sheets.choices.items():
        seen: dict[str, int] = {}
        for record in records:
            choice = record.get("name")
            if choice in seen:
                raise FileRefused(
                    _("The list “%(list)s” has “%(name)s” twice, in rows %(first)d and %(second)d.")
                    % {"list": name, "name": choice, "first": seen[choice], "second": record.number}
                )
            seen[choice] = record.number


def read_filter(expression: str, records: list[Record]) -> tuple[list[Record], Filter | None]:
    """Return the choices that a filter leaves whatever is answered, and what else it depends on.

    ``NotTaken`` for a filter of another kind than ``column = 'value'`` and ``${question} = column``.
    """
    columns = {name for record in records for name in record.cells}
    asked: Filter | None = None
    tree = parse(expression, XPATH)
    for part in tree.parts if isinstance(tree, And) else (tree,):
        found = _question(part)
        if found is None:
            records = [record for record in records if _holds(part, record, columns)]
        elif asked is None:
            asked = found
        else:
            raise NotTaken("filter_kind")
    return records, asked


def _question(node: Node) -> Filter | None:
    match node:
        case Compare("=", Name(question), Word(column)) | Compare("=", Word(column), Name(question)):
            return Filter(question, column)
    return None


def _holds(node: Node, record: Record, columns: set[str]) -> bool:
    match node:
        case And(parts):
            return all(_holds(part, record, columns) for part in parts)
        case Or(parts):
            return any(_holds(part, record, columns) for part in parts)
        case Not(part):
            return not _holds(part, record, columns)
        case Compare("=" | "!=" as operator, left, right):
            same = _value(left, record, columns) == _value(right, record, columns)
            return same == (operator == "=")
    raise NotTaken("filter_kind")


def _value(node: Node, record: Record, columns: set[str]) -> str:
    match node:
        case Text(value):
            return value
        case Number(value):
            return f"{value:f}"
        case Word(name):
            # A word that is no column is meant as a text, as in ``region=north``.
            return record.get(name) if name in columns else name
    raise NotTaken("filter_kind")
