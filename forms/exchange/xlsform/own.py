"""What a form of the portal says beyond XLSForm, in a column of its own that other tools leave alone.

A cell is a JSON object: the ``kind`` of block where the type does not say it, ``values`` that have no
language, ``texts`` by language, ``lists`` of items with their identifiers.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from forms.exchange.draft import Item, Piece, Texts
from forms.exchange.identifiers import ITEM_ID
from forms.exchange.report import Line
from forms.exchange.texts import number_of
from forms.fields import FormStreamBlock, Question

COLUMN = "parvis"
KIND, VALUES, TEXTS, LISTS = "kind", "values", "texts", "lists"
# What a cell of somebody else's may come to.
REFUSED = (
    ValueError, KeyError, TypeError, AttributeError, ValidationError, ArithmeticError, RecursionError,
)  # fmt: skip
# A group at the first level that is no page of its own, where the others are.
AS_SECTION = '{"kind": "section"}'
# What every block has, and what stands in columns of XLSForm.
COMMON = {"label", "help_text", "required", "code", "show_if", "options", "exclusive", "rows", "columns"}
# What the types and columns of XLSForm say of each kind of block.
CARRIED = {
    "section": {"heading", "intro"},
    "page": {"heading", "intro"},
    "note": {"text"},
    "short_text": {"max_length"},
    "long_text": {"min_length", "max_length"},
    "single_choice": {"display", "other", "random_order"},
    "multiple_choice": {"other", "random_order", "minimum", "maximum"},
    "image_choice": {"random_order"},
    "ranking": {"random_order", "minimum", "maximum"},
    "scale": {"low", "high"},
    "number": {"min_value", "max_value"},
}


def write_own(
    kind: str,
    plain_kind: str,
    block: blocks.StructBlock,
    by_language: dict[str, Any],
    lists: dict[str, dict[str, Texts]],
    implied: Mapping[str, Any],
) -> str:
    """Return the cell for a block; nothing where XLSForm's own columns say it all.

    ``plain_kind`` is the kind that its row has without the cell; ``by_language`` are the raw values
    of the block in each language, its own first; ``lists`` are those that no sheet of choices has;
    ``implied`` are values that such a row is read with.
    """
    raw = next(iter(by_language.values()))
    found: dict[str, Any] = {} if kind == plain_kind else {KIND: kind}
    for name, child in block.child_blocks.items():
        if name in COMMON | CARRIED.get(kind, set()):
            continue
        value = raw.get(name)
        if name in implied:
            if value == implied[name]:
                continue
        elif value in (None, "", [], False) or (not is_text(child) and value == child.get_default()):
            continue
        if is_text(child):
            texts = {code: each.get(name) for code, each in by_language.items() if each.get(name)}
            found.setdefault(TEXTS, {})[name] = texts
        else:
            found.setdefault(VALUES, {})[name] = value
    if lists:
        found[LISTS] = lists
    return json.dumps(found, ensure_ascii=False, default=str) if found else ""


def is_text(block: blocks.Block) -> bool:
    """Whether a block holds a text that is translated."""
    return type(block) is blocks.CharBlock


def read_own(cell: str, piece: Piece, line: Line) -> None:
    """Bring a block to what its cell says; what does not fit is left out, and reported."""
    if not cell:
        return
    try:
        own = json.loads(cell)
        kind = own.get(KIND, piece.kind)
        block = FormStreamBlock.base_blocks[kind]
        if kind != piece.kind and not isinstance(block, Question):
            raise ValueError(kind)
        values, texts = own.get(VALUES, {}), own.get(TEXTS, {})
        for name, value in values.items():
            child = block.child_blocks[name]
            cleaned = child.clean(child.to_python(value))
            if isinstance(cleaned, Decimal) and number_of(str(cleaned)) is None:
                raise ValueError(name)
        for name, found in texts.items():
            for text in found.values():
                block.child_blocks[name].clean(text)
        lists = {name: _items(block.child_blocks[name], found) for name, found in own.get(LISTS, {}).items()}
    except REFUSED:
        line.approximate("own_dropped")
        return
    piece.kind = kind
    piece.values |= values
    piece.lists |= lists
    piece.texts |= {name: dict(found) for name, found in texts.items()}


def _items(block: blocks.ListBlock, found: dict[str, Texts]) -> list[Item]:
    """Return the items of a list; an error of the caller's kinds for what is none."""
    for key, texts in found.items():
        if not ITEM_ID.fullmatch(key):
            raise ValueError(key)
        for text in texts.values():
            block.child_block.clean(text)
    return [Item(key, dict(texts)) for key, texts in found.items()]
