"""What a shown form says of its conditions: words for people, attributes for the script that hides.

The script (static/js/logic/form.js) decides as the server does what is shown on one screen. What
depends on answers given on another screen is decided here: these answers are not in the page.
"""

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from wagtail.blocks import StreamValue

from forms.fields.base import Question
from forms.logic.asking import Asking, conditions_of
from forms.logic.conditions import Conditions, Operator, Test, write_conditions
from forms.logic.subjects import Subject, kind_of, subjects_of
from forms.logic.words import describe_by, words_of

# Holds for no answer: what another screen's answers have ruled out.
NEVER = (Test("", Operator.ANSWERED),)


class Marks:
    """The conditions of the blocks that one screen shows."""

    def __init__(
        self,
        stream: Iterable[StreamValue.StreamChild],
        children: list[StreamValue.StreamChild],
        known: dict[str, Any],
        prefix: str,
    ) -> None:
        """Take a form, what is shown of it, stored answers of other screens, and what names begin with."""
        self.stream = stream
        self.prefix = prefix
        # Whether the page says why something is hidden: in an editor's preview alone.
        self.explains = False
        self.shown = {child.id for child in children}
        self.known = known
        conditional = [child for child in children if conditions_of(child)]
        elsewhere = self._elsewhere() if conditional else None
        # What is left of each block's conditions once the answers of other screens are known.
        self.conditions: dict[str, Conditions] = {}
        for child in conditional:
            left = self._left(conditions_of(child), elsewhere or Asking())
            if left is not None:
                self.conditions[child.id] = left
        self.named = {test.question for left in self.conditions.values() for group in left for test in group}

    @property
    def is_live(self) -> bool:
        """Whether anything on this screen depends on an answer to it."""
        return bool(self.conditions)

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """The blocks of the whole form by id, whose words conditions use."""
        return {subject.id: subject for subject in subjects_of(self.stream)}

    def words(self, child: StreamValue.StreamChild) -> str:
        """Return on which answers a block depends, nothing for most blocks."""
        left = self.conditions.get(child.id)
        if not left or left == (NEVER,):
            return ""
        return describe_by(write_conditions(left), self.subjects)

    def attributes(self, child: StreamValue.StreamChild) -> dict[str, str]:
        """Return what the script needs to know of a block; nothing where there is nothing to decide."""
        if not self.is_live:
            return {}
        is_question = isinstance(child.block, Question)
        if is_question and child.id not in self.conditions and child.id not in self.named:
            return {}
        marks = {"data_logic": child.block_type if child.block_type in ("page", "section") else "block"}
        if is_question:
            marks["data_logic_id"] = child.id
            marks["data_logic_name"] = f"{self.prefix}{child.id}"
            marks["data_logic_kind"] = kind_of(child.block)
        if child.id in self.conditions:
            groups = [[self._as_json(test) for test in group] for group in self.conditions[child.id]]
            marks["data_logic_if"] = json.dumps(groups)
            if self.explains:
                marks["data_logic_why"] = json.dumps(self._why(child))
        elif not is_question and child.block_type not in ("page", "section"):
            return {}
        return marks

    def _why(self, child: StreamValue.StreamChild) -> list[list[str]]:
        """Return each test of a block's conditions in words."""
        return [[words_of(test, self.subjects) for test in group] for group in self.conditions[child.id]]

    def _as_json(self, test: Test) -> dict[str, Any]:
        """Return a test with what its value measures, which the server alone can say."""
        subject = self.subjects.get(test.question)
        measure = None
        if subject is not None and subject.is_question and test.values:
            measure = subject.child.block.measure_of(subject.child.value, test.value)
        return test.as_json() | {"measure": None if measure is None else float(measure)}

    def _elsewhere(self) -> Asking:
        """Return what the answers on other screens say."""
        asking = Asking()
        for child in self.stream:
            if child.id not in self.shown and asking.meets(child) and child.id in self.known:
                asking.answer(child, self.known[child.id])
        return asking

    def _left(self, conditions: Conditions, elsewhere: Asking) -> Conditions | None:
        """Return the tests that this screen decides; None if the others hold without them."""
        left = []
        for group in conditions:
            here = tuple(test for test in group if test.question in self.shown)
            if all(elsewhere.test(test) for test in group if test.question not in self.shown):
                if not here:
                    return None
                left.append(here)
        return tuple(left) or (NEVER,)
