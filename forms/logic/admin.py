"""What the page editor asks about the form in it, as it stands there, saved or not."""

import json
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse, QueryDict
from django.urls import URLPattern, path
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from forms.fields import FormStreamBlock
from forms.logic.kinds import OPERATORS
from forms.logic.reach import found_in
from forms.logic.subjects import Subject, subjects_of
from forms.logic.unsaved import readable
from forms.logic.words import describe_by


@require_POST
def read_form(request: HttpRequest) -> JsonResponse:
    """Answer with the blocks of the form that was sent: what conditions can say of each, and what is wrong.

    The body is JSON: ``prefix``, the stream's name, and ``data``, its inputs as pairs of name and value.
    Nothing is saved. 400 for anything else.
    """
    try:
        sent = json.loads(request.body)
        prefix = str(sent["prefix"])
        data = _query(sent["data"])
        stream = readable(FormStreamBlock().value_from_datadict(data, MultiValueDict(), prefix))
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"error": "unreadable"}, status=HTTPStatus.BAD_REQUEST)
    subjects = subjects_of(stream)
    by_id = {subject.id: subject for subject in subjects}
    faults: dict[int, list[str]] = {}
    for fault in found_in(stream, subjects):
        faults.setdefault(fault.index, []).append(fault.text)
    return JsonResponse(
        {"blocks": [_block(subject, by_id, faults.get(subject.index, [])) for subject in subjects]}
    )


def _query(pairs: list[list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def _block(subject: Subject, by_id: dict[str, Subject], faults: list[str]) -> dict[str, Any]:
    block: dict[str, Any] = {
        "id": subject.id,
        "title": subject.title,
        "number": subject.number,
        "words": describe_by(subject.child.value.get("show_if"), by_id),
        "faults": faults,
    }
    if subject.is_question:
        block["answers"] = {
            "kind": subject.kind,
            "input": subject.child.block.condition_input,
            "operators": OPERATORS[subject.kind],
            "choices": list(subject.choices().items()),
            "parts": list(subject.parts.items()),
        }
        if subject.parts:
            row = next(iter(subject.parts))
            block["answers"]["rowKind"] = subject.kind_of(row)
            block["answers"]["rowOperators"] = OPERATORS[subject.kind_of(row)]
            block["answers"]["rowChoices"] = list(subject.choices(row).items())
    return block


def admin_urls() -> list[URLPattern]:
    """Return the address, below the admin's, which lets nobody else in."""
    return [path("forms/logic/", read_form, name="form_logic")]
