"""Send what was kept: all screens are read again as the one form that they are."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms.builder import HONEYPOT, QuestionForm
from forms.files.services import FilesAlreadySent
from forms.flow import drafts, token
from forms.intake.views import CLOSED, FILES_SENT, Refusal, to_receipt
from forms.limits import gate, passes, places, sending
from forms.models import Draft
from forms.receipts import DRAFT
from portal.ratelimit.services import is_limited

if TYPE_CHECKING:
    from forms.page import FormPage


class NotSent(Exception):
    """The answers stay where they are: ``refusal`` says why, or there is something to correct."""

    def __init__(self, draft: Draft | None, refusal: Refusal) -> None:
        """Keep what the page is shown again with."""
        super().__init__()
        self.draft = draft
        self.refusal = refusal


def seed_of(held: token.Token) -> str:
    """Return the secret of a browser's one sending of its draft (forms.receipts)."""
    return DRAFT + held.secret


def whole_form(page: "FormPage", draft: Draft) -> QuestionForm:
    """Return the form with all that was typed on its screens."""
    return page.build_form(drafts.all_typed(draft, page.form))


def send(page: "FormPage", request: HttpRequest, held: token.Token | None) -> HttpResponse:
    """Record the answers, erase the draft in the same transaction, and go on to the receipt.

    A second click and a resend find no draft and get the receipt of the first. ``NotSent`` otherwise.
    """
    if refusal := _refusal(page, request):
        draft = drafts.find(page, held)
        # Its code is used and the page may be full by now: this was the answer that did it.
        if draft is None and held is not None and (sent := sending.earlier(page, {}, seed=seed_of(held))):
            return _receipt(page, request, sent)
        raise NotSent(draft, refusal)
    try:
        with transaction.atomic():
            draft = drafts.find(page, held, for_update=True)
            sent = _record(page, request, draft, held)
    except (places.PlacesGone, passes.PassUsed) as error:
        raise NotSent(drafts.find(page, held), Refusal(409, gate.late_text(page, error))) from error
    except FilesAlreadySent as error:
        raise NotSent(drafts.find(page, held), Refusal(409, FILES_SENT)) from error
    if sent is None:
        raise NotSent(draft, Refusal(422))
    return _receipt(page, request, sent)


def _receipt(page: "FormPage", request: HttpRequest, sent: sending.Sent) -> HttpResponse:
    response = to_receipt(page, request, sent)
    token.take(response, page)
    return response


def _record(
    page: "FormPage", request: HttpRequest, draft: Draft | None, held: token.Token | None
) -> sending.Sent | None:
    """Record what is complete and erase its draft; None for what is not there or to be corrected."""
    if held is None:
        return None
    if draft is None:
        return sending.earlier(page, {}, seed=seed_of(held))
    if drafts.drop_lost(draft, page.form):
        # Said once, then sent without it.
        drafts.save(draft)
        return None
    form = whole_form(page, draft)
    if not form.is_valid():
        return None
    sent = sending.send(
        page,
        form.stream,
        form.answers(),
        seed=seed_of(held),
        language=get_language() or settings.LANGUAGE_CODE,
        contact_email=form.contact_email(),
        held=passes.held(page, request),
    )
    drafts.erase(draft)
    return sent


def _refusal(page: "FormPage", request: HttpRequest) -> Refusal | None:
    """Return what keeps the answers from being sent, apart from the answers themselves."""
    if not page.is_open:
        return Refusal(403, CLOSED)
    if request.POST.get(HONEYPOT):
        return Refusal(
            422, _("A hidden field was filled in, as robots do. Check your answers and send again.")
        )
    if closed := gate.gate(page, request):
        return Refusal(403, gate.refusal_text(page, closed))
    if not passes.needs_pass(page) and is_limited(
        request, "submit", settings.SUBMISSION_RATE, traceless=page.anonymous
    ):
        return Refusal(
            429,
            _(
                "Many answers have come from your connection in a few minutes. "
                "Wait ten minutes, then send your answer again: it is kept."
            ),
        )
    return None
