"""The logic of a form as an editor reads it: its pages, sections and questions, conditions in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from wagtail.blocks import StreamValue

from forms.logic.reach import found_in
from forms.logic.subjects import Subject, subjects_of
from forms.logic.words import describe_by


@dataclass(frozen=True)
class Line:
    """A section, a question or a text between them."""

    subject: Subject
    # Its conditions in words, empty for what is always shown.
    words: str
    # What is wrong with them, and whether nobody ever sees it.
    remarks: tuple[str, ...] = ()

    @property
    def is_section(self) -> bool:
        """Whether what follows stands under it."""
        return self.subject.child.block_type == "section"


@dataclass
class Screen:
    """A page of the form with what stands on it; the first one may have no block of its own."""

    number: int
    head: Line | None = None
    lines: list[Line] = field(default_factory=list)


class Outline:
    """The outline of one form."""

    def __init__(self, stream: StreamValue) -> None:
        """Read a form, finished or not."""
        self.stream = stream

    @cached_property
    def screens(self) -> list[Screen]:
        """The pages in order; one for a form that has none."""
        screens: list[Screen] = []
        for line in self.lines:
            if line.subject.child.block_type == "page":
                screens.append(Screen(len(screens) + 1, head=line))
                continue
            if not screens:
                screens.append(Screen(1))
            screens[-1].lines.append(line)
        return screens

    @cached_property
    def lines(self) -> list[Line]:
        """All blocks in order."""
        subjects = subjects_of(self.stream)
        by_id = {subject.id: subject for subject in subjects}
        remarks: dict[int, list[str]] = {}
        for fault in found_in(self.stream, subjects):
            remarks.setdefault(fault.index, []).append(fault.text)
        return [
            Line(
                subject,
                describe_by(subject.child.value.get("show_if"), by_id),
                tuple(remarks.get(subject.index, ())),
            )
            for subject in subjects
        ]

    @property
    def number_conditional(self) -> int:
        """How many blocks are asked on conditions."""
        return sum(bool(line.words) for line in self.lines)

    @property
    def remarks(self) -> Iterable[tuple[str, str]]:
        """Return what is wrong, each with the id of its block."""
        return [(text, line.subject.id) for line in self.lines for text in line.remarks]
