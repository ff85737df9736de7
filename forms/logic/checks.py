"""What is wrong with the conditions of a form: said to the editor on the block that has them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from forms.logic.asking import conditions_of
from forms.logic.conditions import Operator, Test, read_conditions
from forms.logic.kinds import ALLOWED, GIVEN
from forms.logic.subjects import Subject, subjects_of
from forms.logic.words import quoted


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, on the block of this place in the form."""

    index: int
    text: str
    # Whether it is only not finished yet, as a draft may be.
    is_unfinished: bool = False


def faults_of(
    stream: Iterable[StreamValue.StreamChild], deleted: Mapping[str, str] | None = None
) -> list[Fault]:
    """Return all faults of a form's conditions, in the form's order.

    ``deleted`` are the words of questions that the editor has just taken out, by id.
    """
    return Checks(subjects_of(stream), deleted or {}).faults()


class Checks:
    """The checks of one form."""

    def __init__(self, subjects: list[Subject], deleted: Mapping[str, str]) -> None:
        """Know the form's blocks."""
        self.subjects = subjects
        self.deleted = deleted
        self.by_id = {subject.id: subject for subject in subjects if subject.id}

    def faults(self) -> list[Fault]:
        """Return each fault once."""
        return list(dict.fromkeys(fault for subject in self.subjects for fault in self._of(subject)))

    def _of(self, subject: Subject) -> Iterator[Fault]:
        try:
            conditions = read_conditions(subject.child.value.get("show_if"))
        except ValueError:
            yield Fault(subject.index, _("These conditions cannot be read."))
            return
        for group in conditions:
            for test in group:
                yield from self._of_test(subject, test)

    def _of_test(self, subject: Subject, test: Test) -> Iterator[Fault]:
        names = {"this": quoted(subject.title)}
        if not test.question:
            yield Fault(subject.index, _("%(this)s: choose the question of each condition.") % names, True)
            return
        other = self.by_id.get(test.question)
        if other is None or not other.is_question:
            yield Fault(subject.index, self._missing(test, names))
            return
        names |= {"other": quoted(other.title)}
        if other.index >= subject.index:
            yield Fault(subject.index, self._not_before(subject, other, names))
            return
        yield from _of_answer(subject, other, test, names)

    def _missing(self, test: Test, names: dict[str, str]) -> str:
        if test.question in self.deleted:
            deleted = names | {"other": quoted(self.deleted[test.question])}
            text = _(
                "%(this)s depends on the answer to %(other)s, which has been deleted. "
                "Change the condition, or put the question back."
            )
            return text % deleted
        text = _("%(this)s depends on a question that is no longer in the form. Change the condition.")
        return text % names

    def _not_before(self, subject: Subject, other: Subject, names: dict[str, str]) -> str:
        if other.id == subject.id:
            return _("%(this)s depends on its own answer. Change the condition.") % names
        if self._leads_to(other, subject.id, set()):
            text = _("%(this)s and %(other)s depend on each other. Change the condition of one of them.")
            return text % names
        text = _(
            "%(this)s depends on the answer to %(other)s, which comes after it. "
            "Move %(other)s up, or change the condition."
        )
        return text % names

    def _leads_to(self, subject: Subject, wanted: str, seen: set[str]) -> bool:
        """Whether a block depends on another one, however many stand between them."""
        if subject.id in seen:
            return False
        seen.add(subject.id)
        for place in (subject.id, *subject.parents):
            for group in conditions_of(self.by_id[place].child):
                for test in group:
                    if test.question == wanted:
                        return True
                    found = self.by_id.get(test.question)
                    if found and self._leads_to(found, wanted, seen):
                        return True
        return False


def _of_answer(subject: Subject, other: Subject, test: Test, names: dict[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with the comparison itself."""
    if test.part and test.part not in other.parts:
        text = _("%(this)s depends on a line of %(other)s that no longer exists.")
        yield Fault(subject.index, text % names)
        return
    if test.operator not in ALLOWED[other.kind_of(test.part)]:
        text = _("%(this)s: “%(operator)s” does not suit the answers to %(other)s.")
        yield Fault(subject.index, text % (names | {"operator": test.operator.label}))
        return
    if test.operator in GIVEN:
        return
    if not test.values or not all(value.strip() for value in test.values):
        text = _("%(this)s: say which answer to %(other)s is meant.")
        yield Fault(subject.index, text % names, True)
        return
    choices = other.choices(test.part)
    if choices and _compares_keys(test) and not set(test.values) <= choices.keys():
        text = _("%(this)s depends on an option of %(other)s that no longer exists.")
        yield Fault(subject.index, text % names)
    elif _needs_measure(test, other) and _measure(test, other) is None:
        text = _("%(this)s: “%(value)s” cannot be compared with the answers to %(other)s.")
        yield Fault(subject.index, text % (names | {"value": test.value}))


def _compares_keys(test: Test) -> bool:
    return test.operator not in (Operator.GREATER, Operator.AT_LEAST, Operator.LESS, Operator.AT_MOST)


def _needs_measure(test: Test, other: Subject) -> bool:
    is_measured = other.kind_of(test.part).is_measured
    return is_measured and (not _compares_keys(test) or not other.choices(test.part))


def _measure(test: Test, other: Subject) -> object:
    return other.child.block.measure_of(other.child.value, test.value)
