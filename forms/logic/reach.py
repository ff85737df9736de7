"""Which pages, sections and questions nobody can ever see: a warning to the editor, never an error."""

from collections.abc import Iterator
from itertools import product

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from forms.logic.asking import conditions_of
from forms.logic.checks import Fault, faults_of
from forms.logic.conditions import NEGATIVES, Group, Test
from forms.logic.subjects import Subject
from forms.logic.words import quoted
from forms.logic.worlds import Possible, possible

# One way in which a block comes to be asked: what each answer must be like.
World = dict[tuple[str, str], Possible]
# Beyond so many ways nobody warns: looking at all of them would take too long.
MOST_WORLDS = 64


def unreachable(subjects: list[Subject]) -> list[Fault]:
    """Return a warning for each block that no answers lead to, in the form's order."""
    return list(_Reach(subjects).warnings())


def found_in(stream: StreamValue, subjects: list[Subject]) -> list[Fault]:
    """Return all that is wrong with the conditions of a form: faults, then, elsewhere, what nobody sees."""
    faults = faults_of(stream, getattr(stream, "deleted", None))
    faulty = {fault.index for fault in faults}
    return [*faults, *(warning for warning in unreachable(subjects) if warning.index not in faulty)]


class _Reach:
    """The ways that lead to each block, found in the form's order."""

    def __init__(self, subjects: list[Subject]) -> None:
        self.subjects = subjects
        self.by_id: dict[str, Subject] = {}
        # The ways to each block; none at all means that it is never shown.
        self.ways: dict[str, list[World]] = {}

    def warnings(self) -> Iterator[Fault]:
        for subject in self.subjects:
            groups = conditions_of(subject.child)
            above = [self.ways[parent] for parent in subject.parents]
            own = _bounded([way for group in groups for way in self._ways_of(group)]) if groups else [World()]
            self.ways[subject.id] = _bounded([_merged(ways) for ways in _products([*above, own])])
            self.by_id[subject.id] = subject
            if not self.ways[subject.id]:
                yield Fault(subject.index, self._why(subject, groups))

    def _ways_of(self, group: Group) -> list[World | None]:
        """Return the ways in which all tests of a group hold."""
        factors: list[list[World]] = []
        for test in group:
            subject = self.by_id.get(test.question)
            is_negative = test.operator in NEGATIVES
            if subject is None or not subject.is_question:
                # What is not asked before is unanswered.
                if not is_negative:
                    return []
                continue
            measure = subject.child.block.measure_of(subject.child.value, test.value)
            narrowed = possible(subject, test.part).narrowed(test, measure)
            factors.append([{(test.question, test.part): narrowed}])
            if not is_negative:
                factors.append(self.ways[test.question])
        return [_merged(ways) for ways in _products(factors)]

    def _why(self, subject: Subject, groups: tuple[Group, ...]) -> str:
        names = {"this": quoted(subject.title)}
        for parent in subject.parents:
            if not self.ways[parent]:
                above = names | {"other": quoted(self.by_id[parent].title)}
                return _("%(this)s is never shown: it stands under %(other)s, which is never shown.") % above
        tests = [test for group in groups for test in group]
        for test in tests:
            other = self.by_id.get(test.question)
            if other is None or test.operator in NEGATIVES:
                continue
            names["other"] = quoted(other.title)
            if not self.ways[other.id]:
                return _("%(this)s is never shown: it depends on %(other)s, which is never shown.") % names
            if _is_gone(test, other):
                text = _(
                    "%(this)s is never shown: it depends on an option of %(other)s that no longer exists."
                )
                return text % names
        asked = {test.question: self.by_id[test.question] for test in tests if test.question in self.by_id}
        if not asked:
            return _("%(this)s is never shown: it depends on no question that comes before it.") % names
        names["others"] = ", ".join(quoted(other.title) for other in asked.values())
        parents = [self.by_id[parent] for parent in subject.parents]
        conditional = [quoted(parent.title) for parent in parents if conditions_of(parent.child)]
        if conditional:
            names["above"] = ", ".join(conditional)
            text = _(
                "%(this)s is never shown: no answers to %(others)s meet both its conditions and those of "
                "%(above)s above it."
            )
            return text % names
        return _("%(this)s is never shown: no answers to %(others)s meet its conditions.") % names


def _is_gone(test: Test, subject: Subject) -> bool:
    choices = subject.choices(test.part)
    return bool(choices and test.values) and not set(test.values) & choices.keys()


def _products(factors: list[list[World]]) -> Iterator[tuple[World, ...]]:
    size = 1
    for factor in factors:
        size *= len(factor)
    # Without a bound, ten conditions of four alternatives each would make a million ways.
    return iter([()]) if size > MOST_WORLDS else product(*factors)


def _bounded(ways: list[World | None]) -> list[World]:
    kept = [way for way in ways if way is not None]
    return kept if len(kept) <= MOST_WORLDS else [World()]


def _merged(worlds: tuple[World, ...]) -> World | None:
    """Return the world in which all of these are true, None if there is none."""
    merged = World()
    for world in worlds:
        for place, left in world.items():
            merged[place] = merged[place].both(left) if place in merged else left
    return None if any(left.is_contradiction for left in merged.values()) else merged
