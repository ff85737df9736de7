"""A questionnaire as a file gives it, ready to become a page in any of its languages."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from forms.exchange.report import Report
from forms.exchange.texts import paragraphs

# The words in each language, by its code; those in no named language under "".
Texts = dict[str, str]
UNNAMED = ""
# Texts of several paragraphs, which a block keeps as HTML.
RICH = frozenset({"intro", "text"})
# The name of the words of an item, in blocks whose items have something beside them.
ITEM_WORDS = {"image_choice": "words"}


def words(texts: Texts, languages: Sequence[str]) -> str:
    """Return the words in the first of these languages that has any, else in any language at all."""
    return next((texts[code] for code in (*languages, *texts) if texts.get(code)), "")


@dataclass
class Item:
    """One item of a list: an option, a row or a column of a matrix."""

    id: str
    texts: Texts


@dataclass
class Piece:
    """One block of the form: what has no language, and its texts in each."""

    kind: str
    code: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, Texts] = field(default_factory=dict)
    lists: dict[str, list[Item]] = field(default_factory=dict)
    show_if: list[list[dict[str, Any]]] = field(default_factory=list)
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    def raw(self, languages: Sequence[str]) -> dict[str, Any]:
        """Return the block as a StreamField keeps it, in the first language that each text has."""
        value = {**self.values, "code": self.code, "show_if": self.show_if}
        for name, texts in self.texts.items():
            text = words(texts, languages)
            value[name] = paragraphs(text) if name in RICH else text
        for name, items in self.lists.items():
            value[name] = [
                {"type": "item", "id": item.id, "value": self._item(words(item.texts, languages))}
                for item in items
            ]
        return {"type": self.kind, "id": self.id, "value": value}

    def _item(self, text: str) -> str | dict[str, str]:
        """Return the value of an item, with its words where they stand beside something."""
        name = ITEM_WORDS.get(self.kind)
        return {name: text} if name else text

    def paths(self) -> dict[str, Texts]:
        """Return the texts by where they stand below the form, as wagtail-localize names it."""
        found = {f"{self.id}.{name}": texts for name, texts in self.texts.items()}
        below = f".{ITEM_WORDS[self.kind]}" if self.kind in ITEM_WORDS else ""
        for name, items in self.lists.items():
            found |= {f"{self.id}.{name}.{item.id}{below}": item.texts for item in items}
        return found


@dataclass
class Draft:
    """A whole questionnaire."""

    title: Texts = field(default_factory=dict)
    lead: Texts = field(default_factory=dict)
    thanks: Texts = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    # The languages of the file, its own first.
    languages: list[str] = field(default_factory=list)
    report: Report = field(default_factory=Report)

    def raw_form(self, languages: Sequence[str]) -> list[dict[str, Any]]:
        """Return the form as a StreamField keeps it."""
        return [piece.raw(languages) for piece in self.pieces]

    def form_texts(self) -> dict[str, Texts]:
        """Return all texts of the form by where they stand in it."""
        found: dict[str, Texts] = {}
        for piece in self.pieces:
            found |= piece.paths()
        return found
