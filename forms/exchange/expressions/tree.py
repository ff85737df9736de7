"""What an expression is made of once it is parsed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True)
class Name:
    """A question."""

    name: str


@dataclass(frozen=True)
class Word:
    """A word that names no question: a column of a list of choices."""

    name: str


@dataclass(frozen=True)
class Current:
    """The answer to the question itself."""


@dataclass(frozen=True)
class Text:
    """A text."""

    value: str


@dataclass(frozen=True)
class Number:
    """A number."""

    value: Decimal


@dataclass(frozen=True)
class Call:
    """A function with what it is given."""

    name: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Compare:
    """A comparison; ``operator`` is one of ``= != < <= > >=``."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Reckon:
    """A sum, a product…: its value is not known before somebody answers."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class And:
    """All of several."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Or:
    """Any of several."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not:
    """The opposite."""

    part: "Node"


Node: TypeAlias = Name | Word | Current | Text | Number | Call | Compare | Reckon | And | Or | Not
