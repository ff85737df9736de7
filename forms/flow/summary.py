"""All answers on one page before they are sent, each with a way to change it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from forms.builder import CONTACT, QuestionForm, field_name
from forms.files.holding import found
from forms.flow import drafts, token
from forms.flow.screens import Course
from forms.flow.sending import NotSent, send, whole_form
from forms.flow.stand import BACK_TO, GO, SAVE, SUMMARY, address_of, screen_address
from forms.flow.views import not_found, to_address, unkept
from forms.intake.views import CLOSED, Refusal
from forms.models import Draft
from forms.notice import notice_of

if TYPE_CHECKING:
    from forms.page import FormPage


@dataclass(frozen=True)
class Line:
    """One question with its answer, and where it is changed."""

    label: str
    lines: Sequence[str]
    address: str
    errors: Sequence[str] = ()


@dataclass
class Part:
    """What one screen asks."""

    place: int
    heading: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Summary:
    """All that is to be sent, as it stands now."""

    parts: list[Part]
    # Answers to questions that the form no longer has: label and lines.
    dropped: Sequence[Sequence[str]]
    errors: Sequence[str]
    course: Course

    @property
    def wrong(self) -> list[Line]:
        """What is to be corrected first."""
        return [line for part in self.parts for line in part.lines if line.errors]

    @property
    def number_wrong(self) -> int:
        """How many things are to be corrected, those that belong to no question among them."""
        return len(self.wrong) + len(self.errors)


def show(page: "FormPage", request: HttpRequest) -> HttpResponse:
    """Answer a GET with the summary: also once the page is closed, so that answers can still be read."""
    draft = drafts.find(page, token.read(page, request))
    if draft is None:
        return not_found(page, request)
    return _show(page, request, draft, None if page.is_open else Refusal(200, CLOSED))


def receive(page: "FormPage", request: HttpRequest) -> HttpResponse:
    """Answer a POST: send, or show why not."""
    if getattr(request, "csrf_failed", False):
        draft = drafts.find(page, token.read(page, request))
        if draft is None:
            return not_found(page, request)
        alert = _("The page was open for too long. Your answers are still here: check them, then send them.")
        return _show(page, request, draft, Refusal(403, alert))
    held = token.read(page, request)
    if request.POST.get(GO) == SAVE and page.allows_saving and (draft := drafts.find(page, held)):
        drafts.give_code(draft)
        return to_address(address_of(page, "saved", request))
    try:
        return send(page, request, held)
    except NotSent as problem:
        if problem.draft is None:
            return not_found(page, request)
        return _show(page, request, problem.draft, problem.refusal)


def _show(page: "FormPage", request: HttpRequest, draft: Draft, refusal: Refusal | None) -> HttpResponse:
    summary = summary_of(page, request, draft)
    context = {
        "page": page,
        "summary": summary,
        "draft": draft,
        "form_alert": refusal.alert if refusal else "",
        "notice": notice_of(page, request) if page.is_open else None,
        "is_open": page.is_open,
        "address": address_of(page, "summary", request),
        "back_address": screen_address(page, summary.course.nearest(len(summary.course.screens)), request),
    }
    status = refusal.status if refusal else 200
    return unkept(render(request, "forms/flow/summary.html", context, status=status))


def summary_of(page: "FormPage", request: HttpRequest, draft: Draft) -> Summary:
    """Return what a draft would send, conditions applied, as the form is now."""
    form = whole_form(page, draft)
    form.is_valid()
    stored = {
        child.id: child.block.store(form.cleaned_data.get(field_name(child.id))) for child in form.questions
    }
    course = Course(page.form, {pk: value for pk, value in stored.items() if value is not None})
    files = _file_names(form, stored)
    parts = []
    for screen in course.open:
        part = Part(course.place(screen), screen.heading)
        address = screen_address(page, screen, request)
        for child in screen.questions:
            if child.id not in form.asked or not child.block.is_seen:
                continue
            name = field_name(child.id)
            errors = _errors(form, name)
            shown = files.get(child.id) or child.block.show(child.value, stored[child.id])
            # What is not valid is shown as it was typed.
            lines = draft.words.get(child.id, [""])[1:] if errors else shown
            label = str(child.value.get("label") or "")
            part.lines.append(Line(label, lines, _to_change(address, name, errors), errors))
        if screen is course.open[-1] and CONTACT in form.fields:
            part.lines.append(_contact(form, draft, address))
        parts.append(part)
    dropped = [*draft.dropped, *drafts.lost(draft, page.form)]
    told = [str(error) for error in form.non_field_errors()]
    return Summary([part for part in parts if part.lines], dropped, told, course)


def _errors(form: QuestionForm, name: str) -> list[str]:
    return [str(error) for error in form.errors.get(name, ())]


def _contact(form: QuestionForm, draft: Draft, address: str) -> Line:
    errors = _errors(form, CONTACT)
    typed = [text for text in draft.typed.get(CONTACT, {}).get("", []) if text]
    label = str(form.fields[CONTACT].label)
    return Line(label, typed, _to_change(address, CONTACT, errors), errors)


def _file_names(form: QuestionForm, stored: dict[str, Any]) -> dict[str, list[str]]:
    """Return the names of the files of each question that has some, in one query, in none for none."""
    keys = {child.id: child.block.files(stored[child.id]) for child in form.questions}
    names = {str(row.pk): row.name for row in found([key for each in keys.values() for key in each])}
    return {pk: [names[key] for key in each if key in names] for pk, each in keys.items() if each}


def _to_change(address: str, name: str, errors: Sequence[str]) -> str:
    """Return where one answer is changed; ``check`` has what is wrong said there."""
    return f"{address}?{BACK_TO}={SUMMARY}{'&check' if errors else ''}#id_{name}"
