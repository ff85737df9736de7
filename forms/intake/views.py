"""A resident sends a form: what is checked, in which order, and what they see."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from forms.builder import HONEYPOT, NONCE, QuestionForm
from forms.intake import nonce as nonces
from forms.intake.services import Receipt, sent_before, submit
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

Render = Callable[..., HttpResponse]


def show(page: "FormPage", request: HttpRequest, render: Render) -> HttpResponse:
    """Answer a GET with the page and, while it is open, an empty form."""
    form = page.build_form() if page.is_open else None
    return _page(page, request, render, form)


def receive(page: "FormPage", request: HttpRequest, render: Render) -> HttpResponse:
    """Answer a POST: record and redirect, or the page again with what was typed and why.

    403 when the page takes nothing (any more), 429 for too many, 400 for a form that was not made
    here, 422 for answers to correct. A form that was recorded before is answered with its receipt,
    whatever has changed since: its sender may never have seen the answer.
    """
    form = page.build_form(request.POST)
    nonce = nonces.read(request.POST.get(NONCE, ""), page.pk)
    if nonce and form.is_valid():
        earlier = sent_before(nonce.secret, form.answers(), form.contact_email())
        if earlier:
            return _to_receipt(request, earlier)
    if not page.is_open:
        return _page(page, request, render, form, CLOSED, status=403)
    if is_limited(request, "submit", settings.SUBMISSION_RATE):
        alert = _(
            "Many answers have come from your connection in a few minutes. "
            "Wait ten minutes, then send your answer again: it is still below."
        )
        return _page(page, request, render, form, alert, status=429)
    if nonce is None:
        alert = _("This form is too old or was altered. Check your answers, then send them again.")
        return _page(page, request, render, form, alert, status=400)
    if request.POST.get(HONEYPOT):
        alert = _("A hidden field was filled in, as robots do. Check your answers and send again.")
        return _page(page, request, render, form, alert, status=422)
    if nonce.age_seconds < settings.MINIMUM_FILL_SECONDS:
        alert = _("That was very quick. Check your answers, then send them again.")
        return _page(page, request, render, form, alert, status=422, keep_nonce=True)
    if not form.is_valid():
        return _page(page, request, render, form, status=422, keep_nonce=True)
    receipt = submit(
        page,
        form.stream,
        form.answers(),
        seed=nonce.secret,
        language=get_language() or settings.LANGUAGE_CODE,
        contact_email=form.contact_email(),
    )
    return _to_receipt(request, receipt)


def _to_receipt(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """Send the browser on to the page that shows the code."""
    response = HttpResponseRedirect(reverse("receipt"), status=303)
    patch_cache_control(response, private=True, no_store=True)
    response.set_cookie(
        RECEIPT_COOKIE,
        grouped(receipt.code),
        max_age=RECEIPT_SECONDS,
        path=reverse("receipt"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def expired(page: "FormPage", request: HttpRequest, render: Render) -> HttpResponse:
    """Answer a POST whose CSRF token is gone: the form again, filled in."""
    alert = _(
        "The page was open for too long, or cookies are blocked. Your answers are still here: "
        "check them, then send them again."
    )
    form = page.build_form(request.POST)
    return _page(page, request, render, form, alert if page.is_open else CLOSED, status=403)


def _page(
    page: "FormPage",
    request: HttpRequest,
    render: Render,
    form: QuestionForm | None,
    alert: "str | Promise" = "",
    *,
    status: int = 200,
    keep_nonce: bool = False,
) -> HttpResponse:
    """Render the page with its form, which is personal: no cache may keep it."""
    token = request.POST.get(NONCE, "") if keep_nonce else nonces.issue(page.pk)
    response = render(request, form=form, form_alert=alert, nonce=token)
    response.status_code = status
    if form is not None or status != 200:
        patch_cache_control(response, private=True, no_store=True)
    return response
