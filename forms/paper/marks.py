"""What a sheet does not tell: answers that nobody can read, compulsory ones that were left blank."""

from typing import Any

from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from forms.builder import QuestionForm, field_name

PREFIX = "sheet-mark-"


class Mark(TextChoices):
    """What an agent says of an answer instead of typing it."""

    UNREADABLE = "unreadable", _("Unreadable")
    BLANK = "blank", _("Left blank")


Marks = dict[str, str]


def marks_in(data: QueryDict) -> Marks:
    """Return the marks that a screen sent, by question id."""
    found = {name.removeprefix(PREFIX): data[name] for name in data if name.startswith(PREFIX)}
    return {question: mark for question, mark in found.items() if mark in Mark.values}


def apply(marks: Marks, form: QuestionForm) -> Marks:
    """Ask a form for nothing where the sheet tells nothing; return the marks of its own questions.

    What was typed beside a mark is no answer.
    """
    own = {child.id: marks[child.id] for child in form.questions if child.id in marks}
    data: Any = form.data
    for question in own:
        name = field_name(question)
        form.fields[name].required = False
        for part in form.parts(name):
            data.pop(part, None)
    return own
