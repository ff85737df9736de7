"""Conditions in words, as residents without JavaScript, people with paper and editors read them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.blocks import StreamValue

from forms.logic.conditions import Operator, Test, read_conditions
from forms.logic.kinds import Kind
from forms.logic.subjects import Subject, subjects_of


def describe(conditions: Any, stream: Iterable[StreamValue.StreamChild], *, by_number: bool = False) -> str:
    """Return the conditions of one block as a sentence without its full stop; nothing for none.

    ``conditions`` are as a form keeps them. The questions of ``stream`` are named by their words, or, for
    a form that shows numbers, by these.
    """
    return describe_by(conditions, {subject.id: subject for subject in subjects_of(stream)}, by_number)


def describe_by(conditions: Any, subjects: Mapping[str, Subject], by_number: bool = False) -> str:
    """Return the same for subjects that are at hand."""
    try:
        groups = read_conditions(conditions)
    except ValueError:
        return _("On conditions that cannot be read")
    if not groups:
        return ""
    alternatives = [
        _join([words_of(test, subjects, by_number) for test in group], _("%(one)s and if %(other)s"))
        for group in groups
    ]
    return _("If %(condition)s") % {"condition": _join(alternatives, _("%(one)s, or if %(other)s"))}


def words_of(test: Test, subjects: Mapping[str, Subject], by_number: bool = False) -> str:
    """Return one test in words that can follow “if”."""
    subject = subjects.get(test.question)
    words = {"question": _question(subject, test.part, by_number), "answer": _answers(test, subject)}
    match test.operator:
        case Operator.ANSWERED:
            return _("you answered %(question)s") % words
        case Operator.NOT_ANSWERED:
            return _("you did not answer %(question)s") % words
    kind = subject.kind_of(test.part) if subject else Kind.ONE
    if kind in (Kind.ONE, Kind.SEVERAL, Kind.GRADE):
        match test.operator:
            case Operator.EQUALS | Operator.ONE_OF | Operator.CONTAINS:
                return _("you answered %(answer)s to %(question)s") % words
            case Operator.NOT_EQUALS | Operator.NONE_OF | Operator.NOT_CONTAINS:
                return _("you did not answer %(answer)s to %(question)s") % words
    if kind == Kind.DAY and test.operator in DAYS:
        return str(_days(test.operator)) % words
    return _compared(test.operator) % words


DAYS = (Operator.GREATER, Operator.AT_LEAST, Operator.LESS, Operator.AT_MOST)


def _days(operator: Operator) -> str:
    return {
        Operator.GREATER: _("your answer to %(question)s is after %(answer)s"),
        Operator.AT_LEAST: _("your answer to %(question)s is %(answer)s or later"),
        Operator.LESS: _("your answer to %(question)s is before %(answer)s"),
        Operator.AT_MOST: _("your answer to %(question)s is %(answer)s or earlier"),
    }[operator]


def _compared(operator: Operator) -> str:
    return {
        Operator.EQUALS: _("your answer to %(question)s is %(answer)s"),
        Operator.NOT_EQUALS: _("your answer to %(question)s is not %(answer)s"),
        Operator.ONE_OF: _("your answer to %(question)s is %(answer)s"),
        Operator.NONE_OF: _("your answer to %(question)s is not %(answer)s"),
        Operator.CONTAINS: _("your answer to %(question)s contains %(answer)s"),
        Operator.NOT_CONTAINS: _("your answer to %(question)s does not contain %(answer)s"),
        Operator.GREATER: _("your answer to %(question)s is greater than %(answer)s"),
        Operator.AT_LEAST: _("your answer to %(question)s is at least %(answer)s"),
        Operator.LESS: _("your answer to %(question)s is less than %(answer)s"),
        Operator.AT_MOST: _("your answer to %(question)s is at most %(answer)s"),
    }[operator]


def _question(subject: Subject | None, part: str, by_number: bool) -> str:
    if subject is None:
        return _("a question that is no longer asked")
    name = (
        pgettext("in a condition", "question %(number)d") % {"number": subject.number}
        if by_number
        else quoted(subject.title)
    )
    if not part:
        return name
    row = subject.parts.get(part) or _("a row that is no longer there")
    return _("%(question)s (%(row)s)") % {"question": name, "row": row}


def _answers(test: Test, subject: Subject | None) -> str:
    """Return the values of a test: “A”, “B” or “C”; numbers and days as they are written."""
    if subject is not None and subject.kind_of(test.part).is_measured and not subject.choices(test.part):
        return _list([_written(value, subject) for value in test.values])
    choices = subject.choices(test.part) if subject else {}
    if not choices:
        return _list([quoted(value) for value in test.values])
    gone = _("an option that no longer exists")
    return _list([quoted(choices[value]) if value in choices else gone for value in test.values])


def _written(value: str, subject: Subject) -> str:
    """Return a number as it is written, a day or an hour as the reader's language writes it."""
    shown = subject.child.block.show(subject.child.value, value) if subject.kind == Kind.DAY else ()
    return shown[0] if shown else value


def quoted(words: str) -> str:
    """Return words between the language's quotation marks."""
    return _("“%(text)s”") % {"text": words}


def _list(words: list[str]) -> str:
    if not words:
        return "…"
    if len(words) == 1:
        return words[0]
    return _("%(some)s or %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def _join(parts: list[str], pattern: str) -> str:
    joined = parts[0]
    for part in parts[1:]:
        joined = pattern % {"one": joined, "other": part}
    return joined
