"""The blocks of a form as its logic sees them: numbered, named, and what can be asked of their answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import ListBlock, StreamValue

from forms.fields.base import Question
from forms.logic.kinds import Kind

SHORT = 80
# What has more choices is written in conditions as a key, such as the code of a commune.
MOST_CHOICES = 300


@dataclass(frozen=True)
class Subject:
    """A page, a section, a note or a question."""

    child: StreamValue.StreamChild
    # Its place in the form.
    index: int
    # Of a question that residents see among these, of a page among the pages (from two); else 0.
    number: int
    # The page and the section that it stands on, by id.
    parents: tuple[str, ...] = ()
    # The id of each row with its words, for a question that is answered row by row.
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The block's id."""
        return self.child.id

    @property
    def is_question(self) -> bool:
        """Whether it asks something."""
        return isinstance(self.child.block, Question)

    @property
    def title(self) -> str:
        """Its words, shortened."""
        return title_of(self.child)

    @property
    def kind(self) -> Kind:
        """How its answers are compared."""
        return kind_of(self.child.block)

    def kind_of(self, part: str) -> Kind:
        """Return how its answers, or those to one row of it, are compared."""
        if not part:
            return self.kind
        return Kind.SEVERAL if self.choices(part) else Kind.NUMBER

    def choices(self, part: str = "") -> dict[str, str]:
        """Return the keys that can be compared, with their words; none where anything may be written."""
        if part:
            return _items(self.child, "columns")
        if not self.is_question or self.kind in (Kind.NUMBER, Kind.DAY, Kind.TEXT, Kind.GIVEN):
            return {}
        choices = self.child.block.bucket_labels(self.child.value)
        return choices if len(choices) <= MOST_CHOICES else {}


def title_of(child: StreamValue.StreamChild) -> str:
    """Return the words of a block in one short line."""
    value = child.value
    words = str(value.get("label") or value.get("heading") or _plain(value.get("text")) or "").strip()
    if not words:
        return str(_("Untitled question")) if isinstance(child.block, Question) else str(child.block.label)
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"


def _plain(text: Any) -> str:
    """Return the words of a text between questions."""
    return " ".join(strip_tags(getattr(text, "source", "")).split())


def kind_of(block: Question) -> Kind:
    """Return how the answers to a type of question are compared: as it says, or as what it does shows."""
    if block.compared_as is not None:
        return block.compared_as
    is_measured = type(block).measure is not Question.measure
    if block.is_countable:
        return Kind.GRADE if is_measured else Kind.SEVERAL
    if is_measured:
        return Kind.NUMBER
    return Kind.TEXT if block.is_free_text else Kind.GIVEN


def _items(child: StreamValue.StreamChild, name: str) -> dict[str, str]:
    if not isinstance(child.block.child_blocks.get(name), ListBlock):
        return {}
    items = child.value.get(name)
    bound = items.bound_blocks if items else []
    return {item.id: str(item.value) for item in bound if item.id and item.value}


def subjects_of(stream: Iterable[StreamValue.StreamChild]) -> list[Subject]:
    """Return all blocks of a form, in order, questions and pages each numbered from one."""
    found: list[Subject] = []
    page = section = ""
    pages, questions = 1, 0
    for index, child in enumerate(stream):
        number, parents = 0, tuple(parent for parent in (page, section) if parent)
        if child.block_type == "page":
            pages += 1
            number, parents, page, section = pages, (), child.id, ""
        elif child.block_type == "section":
            parents, section = (page,) if page else (), child.id
        elif isinstance(child.block, Question) and child.block.is_seen:
            questions += 1
            number = questions
        parts = child.block.parts(child.value) if isinstance(child.block, Question) else {}
        found.append(Subject(child, index, number, parents, parts))
    return found


def numbers_of(stream: Iterable[StreamValue.StreamChild]) -> dict[str, int]:
    """Return the number of each question by its id."""
    return {subject.id: subject.number for subject in subjects_of(stream) if subject.is_question}
