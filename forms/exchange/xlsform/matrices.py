"""Groups of XLSForm that are shown as one table: a matrix here."""

from forms.exchange.assembling import asking, lines_of
from forms.exchange.draft import Item, Piece
from forms.exchange.identifiers import item_ids, items
from forms.exchange.report import Line
from forms.exchange.texts import cut
from forms.exchange.xlsform.choices import choices_of
from forms.exchange.xlsform.questions import is_required, labels
from forms.exchange.xlsform.sheets import Sheets
from forms.exchange.xlsform.tree import Node
from forms.exchange.xlsform.types import ONE, SEVERAL
from forms.fields.matrix import MOST_COLUMNS, MOST_ROWS

KINDS = {ONE: "matrix_single", SEVERAL: "matrix_multiple"}
# Stands between the name of a table and that of a row whose own name another question has.
ROW_OF = "__"
# What a row of a table cannot have for itself.
OWN = ("relevant", "constraint", "choice_filter")


def is_matrix(node: Node, sheets: Sheets) -> bool:
    """Whether a group is a table of choices from one list, row by row."""
    if "table-list" not in node.record.get("appearance") or not node.children:
        return False
    first = node.children[0].written
    records = sheets.choices.get(first.choices, [])
    return (
        first.type in KINDS
        and 2 <= len(choices_of(records)) <= MOST_COLUMNS
        and len(node.children) <= MOST_ROWS
        and all(child.written == first and not first.other for child in node.children)
        and not any(child.record.get(name) for child in node.children for name in OWN)
    )


def matrix(node: Node, line: Line, sheets: Sheets) -> tuple[Piece, dict[str, str], dict[str, str]]:
    """Return the block, the identifiers of its rows by name, and those of its columns."""
    first = node.children[0].written
    own = [child.name.removeprefix(f"{node.name}{ROW_OF}") for child in node.children]
    made = item_ids(own)
    rows = {child.name: made[name] for child, name in zip(node.children, own, strict=True)}
    columns, keys = items(choices_of(sheets.choices[first.choices]))
    required = {is_required(child, line) for child in node.children}
    if len(required) > 1:
        line.approximate("rows_required")
    hint = node.record.texts.get("hint", {})
    piece = asking(KINDS[first.type], labels(node, line), hint, required=required == {True})
    piece.lists = {
        "rows": lines_of([Item(rows[child.name], labels(child, line)) for child in node.children]),
        "columns": lines_of(columns),
    }
    changed = [name for name, key in {**made, **keys}.items() if name != key]
    if changed:
        line.approximate("choice_changed", names=cut(", ".join(changed), 200))
    if any("hint" in child.record.texts for child in node.children):
        line.approximate("rows_hints")
    return piece, rows, keys
