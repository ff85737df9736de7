"""The screens of a form, and which of them one person goes through."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wagtail.blocks import StreamValue

from forms.fields.base import Question
from forms.logic.asking import asked
from forms.logic.marks import NEVER, Marks

PAGE = "page"


@dataclass
class Screen:
    """What stands between two “New page” blocks; ``head`` is the one that begins it, if one does."""

    # Its place among all screens of the form, from 1.
    number: int
    head: StreamValue.StreamChild | None = None
    children: list[StreamValue.StreamChild] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """What stands above it, empty for a first screen without a block."""
        return str(self.head.value["heading"]) if self.head else ""

    @cached_property
    def questions(self) -> list[StreamValue.StreamChild]:
        """What it may ask."""
        return [child for child in self.children if isinstance(child.block, Question)]

    @cached_property
    def ids(self) -> set[str]:
        """The ids of what it may ask."""
        return {child.id for child in self.questions}

    def shown(
        self, stream: Iterable[StreamValue.StreamChild], known: dict[str, Any]
    ) -> list[StreamValue.StreamChild]:
        """Return what is shown of it: not what the stored answers to other screens have ruled out.

        What depends on an answer to this very screen is shown whatever the answer is so far: without
        JavaScript, nothing else would ask it.
        """
        left = Marks(stream, self.children, known, "").conditions
        shown: list[StreamValue.StreamChild] = []
        in_section = True
        for child in self.children:
            is_possible = left.get(child.id) != (NEVER,)
            if child.block_type == "section":
                in_section = is_possible
            if in_section and is_possible:
                shown.append(child)
        return shown


def screens_of(stream: Iterable[StreamValue.StreamChild]) -> list[Screen]:
    """Return the screens of a form, in order; a form without a “New page” block has one."""
    screens: list[Screen] = []
    for child in stream:
        if child.block_type == PAGE:
            screens.append(Screen(len(screens) + 1, head=child))
            continue
        if not screens:
            screens.append(Screen(1))
        screens[-1].children.append(child)
    return screens


class Course:
    """The way through a form of somebody who answered so far as they did."""

    def __init__(self, stream: StreamValue, answers: dict[str, Any]) -> None:
        """Find the screens that are asked, given stored answers by question id."""
        self.stream = stream
        self.answers = answers
        self.screens = screens_of(stream)
        self.met = asked(stream, answers)
        self.open = [screen for screen in self.screens if self._is_open(screen)]
        self._shown: dict[int, list[StreamValue.StreamChild]] = {}

    def _is_open(self, screen: Screen) -> bool:
        if screen.head is not None and screen.head.id not in self.met:
            return False
        # A screen of hidden questions alone would be an empty one; a screen of texts alone is not.
        seen = {child.id for child in screen.questions if child.block.is_seen}
        return bool(seen & self.met) if screen.ids else True

    def known(self, screen: Screen) -> dict[str, Any]:
        """Return the stored answers to all other screens than this one."""
        return {pk: stored for pk, stored in self.answers.items() if pk not in screen.ids}

    def shown(self, screen: Screen) -> list[StreamValue.StreamChild]:
        """Return what a screen shows, given the answers to the others."""
        if screen.number not in self._shown:
            self._shown[screen.number] = screen.shown(self.stream, self.known(screen))
        return self._shown[screen.number]

    @property
    def total(self) -> int:
        """How many screens there are for this person, as far as their answers say."""
        return len(self.open)

    def at(self, number: int) -> Screen | None:
        """Return the screen of this number, None if there is none (any more)."""
        return self.screens[number - 1] if 0 < number <= len(self.screens) else None

    def nearest(self, number: int) -> Screen:
        """Return the last open screen up to this number, else the first one."""
        before = [screen for screen in self.open if screen.number <= number]
        return (before or self.open or self.screens)[-1 if before else 0]

    def place(self, screen: Screen) -> int:
        """Return the place of an open screen among the open ones, from 1."""
        return self.open.index(screen) + 1

    def after(self, number: int) -> Screen | None:
        """Return the next open screen, None after the last."""
        return next((screen for screen in self.open if screen.number > number), None)

    def before(self, number: int) -> Screen | None:
        """Return the open screen before, None before the first."""
        return next((screen for screen in reversed(self.open) if screen.number < number), None)

    def of(self, question_id: str) -> Screen | None:
        """Return the open screen that asks a question."""
        return next((screen for screen in self.open if question_id in screen.ids), None)
