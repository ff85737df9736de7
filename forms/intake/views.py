"""A resident sends a form: what is checked, in which order, and what they see."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from forms.builder import HONEYPOT, NONCE, QuestionForm
from forms.fields.order import ORDER
from forms.files.services import FilesAlreadySent
from forms.files.uploads import too_many, uploads
from forms.intake import nonce as nonces
from forms.limits import device, gate, passes, places, sending
from forms.limits.sending import Sent
from forms.receipts import grouped
from portal.ratelimit.services import is_limited

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from forms.page import FormPage

# The code travels to the receipt page in a cookie of that page alone: never in an address, never
# in the session's table.
RECEIPT_COOKIE = "receipt"
RECEIPT_SECONDS = 600

CLOSED = gettext_lazy("This page takes no answers at the moment. Nothing was sent.")

FILES_SENT = gettext_lazy(
    "A file was already sent with another answer, or has been erased since. Remove it, choose it again, "
    "then send your answer."
)
TOO_MANY = gettext_lazy(
    "Many answers have come from your connection in a few minutes. "
    "Wait ten minutes, then send your answer again: it is still below."
)

Render = Callable[..., HttpResponse]


def show(page: "FormPage", request: HttpRequest, render: Render) -> HttpResponse:
    """Answer a GET with the page and, while it is open, an empty form or what stands before it."""
    closed = gate.gate(page, request) if page.is_open else None
    form = page.build_form() if page.is_open and closed is None else None
    return _page(page, request, render, form, closed=closed)


def receive(page: "FormPage", request: HttpRequest, render: Render) -> HttpResponse:
    """Answer a POST: record and redirect, or the page again with what was typed and why.

    403 when the page takes nothing (any more), 429 for too many, 400 for a form that was not made
    here, 422 for answers to correct. A form that was recorded before is answered with its receipt,
    whatever has changed since: its sender may never have seen the answer.
    """
    form = page.build_form(request.POST, files=uploads(page, request))
    nonce = nonces.read(request.POST.get(NONCE, ""), page.pk)
    refusal = _refusal(page, request, form, nonce)
    if nonce and not refusal:
        try:
            sent = sending.send(
                page,
                form.stream,
                form.answers(),
                seed=nonce.secret,
                language=get_language() or settings.LANGUAGE_CODE,
                contact_email=form.contact_email(),
                held=passes.held(page, request),
            )
        except (places.PlacesGone, passes.PassUsed) as error:
            refusal = Refusal(409, gate.late_text(page, error))
        except FilesAlreadySent:
            refusal = Refusal(409, FILES_SENT)
        else:
            return to_receipt(page, request, sent)
    if nonce and form.is_valid():
        earlier = sending.earlier(page, form.answers(), seed=nonce.secret, contact_email=form.contact_email())
        if earlier:
            return to_receipt(page, request, earlier)
    return _page(page, request, render, form, refusal)


@dataclass(frozen=True)
class Refusal:
    """Why a form is not recorded."""

    status: int
    alert: "str | Promise" = ""
    # Whether the form that is shown again may be sent with the same nonce.
    keep_nonce: bool = False


def _refusal(
    page: "FormPage", request: HttpRequest, form: QuestionForm, nonce: nonces.Nonce | None
) -> Refusal | None:
    """Return the first thing that keeps a form from being recorded."""
    if not page.is_open:
        return Refusal(403, CLOSED)
    if closed := gate.gate(page, request):
        return Refusal(403, gate.refusal_text(page, closed))
    # A code or an address lets in one answer: to count them as well would leave a trace of each.
    many = not passes.needs_pass(page) and is_limited(
        request, "submit", settings.SUBMISSION_RATE, traceless=page.anonymous
    )
    if many or too_many(request):
        return Refusal(429, TOO_MANY)
    if nonce is None:
        return Refusal(
            400, _("This form is too old or was altered. Check your answers, then send them again.")
        )
    if request.POST.get(HONEYPOT):
        return Refusal(
            422, _("A hidden field was filled in, as robots do. Check your answers and send again.")
        )
    if nonce.age_seconds < settings.MINIMUM_FILL_SECONDS:
        alert = _("That was very quick. Check your answers, then send them again.")
        return Refusal(422, alert, keep_nonce=True)
    return None if form.is_valid() else Refusal(422, keep_nonce=True)


def to_receipt(page: "FormPage", request: HttpRequest, sent: Sent) -> HttpResponse:
    """Send the browser on to the page that shows the code or the statement."""
    response = HttpResponseRedirect(reverse("receipt"), status=303)
    patch_cache_control(response, private=True, no_store=True)
    response.set_cookie(
        RECEIPT_COOKIE,
        grouped(sent.code),
        max_age=RECEIPT_SECONDS,
        path=reverse("receipt"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    device.note(request, response, page)
    if passes.needs_pass(page):
        passes.forget(response, page)
    return response


def expired(page: "FormPage", request: HttpRequest, render: Render) -> HttpResponse:
    """Answer a POST whose CSRF token is gone: the form again, filled in."""
    alert = _(
        "The page was open for too long, or cookies are blocked. Your answers are still here: "
        "check them, then send them again."
    )
    form = page.build_form(request.POST, files=uploads(page, request))
    return _page(page, request, render, form, Refusal(403, alert if page.is_open else CLOSED))


def _page(
    page: "FormPage",
    request: HttpRequest,
    render: Render,
    form: QuestionForm | None,
    refusal: Refusal | None = None,
    closed: gate.Gate | None = None,
) -> HttpResponse:
    """Render the page with its form, which is personal: no cache may keep it."""
    if form is not None:
        form.shuffle(request.POST.get(ORDER))
    keeps = refusal is not None and refusal.keep_nonce
    token = request.POST.get(NONCE, "") if keeps else nonces.issue(page.pk)
    alert = refusal.alert if refusal else ""
    response = render(request, form=form, form_alert=alert, nonce=token, gate=closed)
    response.status_code = refusal.status if refusal else 200
    if form is not None or refusal or closed:
        patch_cache_control(response, private=True, no_store=True)
    return response
