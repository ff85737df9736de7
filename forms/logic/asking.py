"""What a form asks somebody who answered so far as they did."""

from collections.abc import Iterable
from typing import Any

from wagtail.blocks import StreamValue

from forms.fields.base import Question
from forms.logic.conditions import Compared, Conditions, Test, read_conditions


class Asking:
    """One pass through a form in its order: what is asked follows from the answers before it.

    A question that is not asked counts as unanswered, whatever was sent for it. Conditions that
    cannot be read, or that name a question that does not come before, are taken for unanswered.
    """

    def __init__(self) -> None:
        """Stand at the beginning of the form."""
        self._page = True
        self._section = True
        self._compared: dict[str, tuple[StreamValue.StreamChild, Any]] = {}

    def meets(self, child: StreamValue.StreamChild) -> bool:
        """Go on to a page, section or question and return whether it is asked.

        An answer to it is then said by ``answer``, before the next one is met.
        """
        if child.block_type == "page":
            self._page, self._section = self._holds(child), True
            return self._page
        if child.block_type == "section":
            self._section = self._page and self._holds(child)
            return self._section
        return self._page and self._section and self._holds(child)

    def answer(self, child: StreamValue.StreamChild, stored: Any) -> None:
        """Know the stored answer to a question that was asked; None is no answer."""
        if stored is not None:
            self._compared[child.id] = (child, stored)

    def _holds(self, child: StreamValue.StreamChild) -> bool:
        conditions = conditions_of(child)
        return not conditions or any(all(self.test(test) for test in group) for group in conditions)

    def test(self, test: Test) -> bool:
        """Whether a test holds for the answers so far."""
        if test.question not in self._compared:
            return test.holds(Compared(), None)
        child, stored = self._compared[test.question]
        compared = child.block.compared(child.value, stored, test.part)
        return test.holds(compared, child.block.measure_of(child.value, test.value))


def conditions_of(child: StreamValue.StreamChild) -> Conditions:
    """Return the conditions of a page, section or question; none for those that cannot be read."""
    try:
        return read_conditions(child.value.get("show_if"))
    except ValueError:
        return ()


def asked(stream: Iterable[StreamValue.StreamChild], answers: dict[str, Any]) -> set[str]:
    """Return the ids of the pages, sections and questions that are asked, given stored answers."""
    asking = Asking()
    found = set()
    for child in stream:
        if asking.meets(child):
            found.add(child.id)
            if isinstance(child.block, Question):
                asking.answer(child, answers.get(child.id))
    return found
