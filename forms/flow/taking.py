"""Take what one screen sent into the draft, whatever has become of the form since it was shown."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpRequest, QueryDict

from forms.builder import PREFIX, field_name
from forms.fields.reading import questions_of
from forms.files.uploads import uploads
from forms.flow import drafts, token
from forms.flow.screens import Course, Screen
from forms.flow.stand import ASKS, CONTROLS, SEEN, SEPARATOR, screen_form
from forms.models import Draft

if TYPE_CHECKING:
    from forms.builder import QuestionForm
    from forms.page import FormPage


def take(
    page: "FormPage", request: HttpRequest, held: token.Token | None, screen: Screen
) -> "tuple[Draft, QuestionForm, Course] | None":
    """Write a screen's answers into the draft; return it, the form, and the way from here on.

    None if the draft is not there any more. Of two requests at once, the second waits for the first.
    """
    with transaction.atomic():
        draft = drafts.find(page, held, for_update=True)
        if draft is None:
            return None
        course = Course(page.form, draft.answers)
        asks = request.POST.get(ASKS, SEPARATOR.join(screen.ids)).split(SEPARATOR)
        seen_other = request.POST.get(SEEN, "") != drafts.mark(draft, asks)
        data = of_screen(request.POST, page, screen, draft)
        form = screen_form(page, course, screen, draft, data, uploads(page, request))
        form.is_valid()
        drafts.drop_lost(draft, page.form)
        drafts.write(draft, form, data, seen_other=seen_other)
        _take_elsewhere(page, request, draft, screen)
    return draft, form, Course(page.form, draft.answers)


def _take_elsewhere(page: "FormPage", request: HttpRequest, draft: Draft, screen: Screen) -> None:
    """Keep what was typed in questions that an editor has moved to another screen in the meantime."""
    ids = {child.id for child in questions_of(page.form)}
    owners = {_owner(name, ids) for name in request.POST} - screen.ids
    moved = [child for child in questions_of(page.form) if child.id in owners]
    if not moved:
        return
    form = page.build_form(request.POST, files=uploads(page, request), offers_contact=False, children=moved)
    form.is_valid()
    replaced = draft.replaced
    drafts.write(draft, form, request.POST, seen_other=False)
    draft.replaced = replaced
    drafts.save(draft)


def of_screen(data: QueryDict, page: "FormPage", screen: Screen, draft: Draft | None) -> QueryDict:
    """Return what was sent for one screen, and for no question that the form has elsewhere.

    A question that an editor has put on the screen since it was shown keeps what the draft holds: not
    to send what one did not see is no answer.
    """
    kept = data.copy()
    ids = {child.id for child in questions_of(page.form)}
    sent = set()
    for name in list(kept):
        owner = _owner(name, ids)
        sent.add(owner)
        if name in CONTROLS or (owner and owner not in screen.ids):
            del kept[name]
    if draft is not None and ASKS in data:
        unseen = screen.ids - set(str(data[ASKS]).split(SEPARATOR)) - sent
        for pk in unseen & draft.typed.keys():
            for part, values in draft.typed[pk].items():
                kept.setlist(field_name(pk) + part, values)
    return kept


def _owner(name: str, ids: set[str]) -> str:
    """Return the question whose field, or one of whose inputs, has this name; empty for none."""
    rest = name.removeprefix(PREFIX) if name.startswith(PREFIX) else ""
    while rest and rest not in ids:
        rest = rest[: max(rest.rfind("_"), rest.rfind("-"), 0)]
    return rest
