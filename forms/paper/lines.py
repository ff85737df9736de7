"""The entry screen as the paper is laid out: the same numbers, the same order, the same letters."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from forms.builder import CONTACT, QuestionForm, field_name
from forms.logic.subjects import subjects_of
from forms.logic.words import describe_by
from forms.paper.marks import PREFIX, Marks

# Ranks are numbers on paper: agents choose them from the lists that need no script.
LEFT_OUT = frozenset({"js/ranking.js"})


@dataclass(frozen=True)
class Line:
    """A heading, or a question with its number, what is typed for each box, and its mark."""

    heading: str = ""
    # Whether it stands below the heading of a page.
    is_below: bool = False
    field: Any = None
    number: str = ""
    # JSON: what stands beside each box on paper, by the value of the input.
    codes: str = "{}"
    mark_name: str = ""
    mark: str = ""


def lines_of(form: QuestionForm, marks: Marks | None = None) -> Iterator[Line]:
    """Yield what a form's screen shows, in order."""
    subjects = subjects_of(form.stream)
    by_id = {subject.id: subject for subject in subjects}
    has_page = False
    for subject in subjects:
        child = subject.child
        if not subject.is_question:
            is_page = child.block_type == "page"
            has_page = has_page or is_page
            if heading := child.value.get("heading"):
                yield Line(heading=heading, is_below=has_page and not is_page)
            continue
        printed = child.block.printed(child.value)
        if printed is None:
            continue
        name = field_name(child.id)
        words = describe_by(child.value.get("show_if"), by_id, by_number=True)
        form.fields[name].shown_if = words  # type: ignore[attr-defined]
        yield Line(
            field=form[name],
            number=str(subject.number),
            codes=json.dumps(printed.codes),
            mark_name=PREFIX + child.id,
            mark=(marks or {}).get(child.id, ""),
        )
    if CONTACT in form.fields:
        yield Line(field=form[CONTACT], number="@")


def media_of(form: QuestionForm) -> forms.Media:
    """Return the styles and scripts of a form's widgets but those that replace what agents type in."""
    media: Any = form.media
    scripts = [script for script in media._js if str(getattr(script, "path", script)) not in LEFT_OUT]
    return forms.Media(css=media._css, js=scripts)


def unasked(form: QuestionForm) -> list[str]:
    """Return the ids of the questions that a valid form was given an answer to but did not ask."""
    data: Any = form.data
    return [
        child.id
        for child in form.questions
        if child.id not in form.asked
        and any(text.strip() for part in form.parts(field_name(child.id)) for text in data.getlist(part))
    ]


def warnings(form: QuestionForm, ids: list[str]) -> list[str]:
    """Return what is said of answers to questions that were not to be answered."""
    by_id = {subject.id: subject for subject in subjects_of(form.stream)}
    return [
        _("Question %(number)s has an answer, but was not asked (%(condition)s).")
        % {
            "number": by_id[question].number,
            "condition": describe_by(by_id[question].child.value.get("show_if"), by_id, by_number=True)
            or _("its part of the form is for others"),
        }
        for question in ids
    ]
