"""A resident gives an invitation code, or asks for a link by mail: what is checked and what they see."""

import hmac
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms.enums import Once
from forms.invitations.codes import compact, corrected
from forms.limits import passes, places
from forms.limits.confirmation import ask
from forms.limits.gate import CODE, EMAIL, FULL, AddressForm, CodeForm, ConfirmForm, Gate, pass_of_code, used
from forms.limits.passes import Pass
from portal.ratelimit.services import is_limited, is_spent

SCOPE = "code"
MAIL_SCOPE = "link"


def take_code(page: Any, request: HttpRequest, render: Any) -> HttpResponse:
    """Take a code and lead to the form. 422 for a code that does not fit, 429 after too many.

    Only what does not fit is counted: whoever comes with a good code leaves no trace here.
    """
    if page.once != Once.INVITATION or not page.is_open:
        return to_form(page, request)
    form = CodeForm(request.POST)
    if is_spent(request, SCOPE, settings.CODE_RATE, traceless=page.anonymous):
        return _too_many(page, request, render, Gate(CODE, code_form=form))
    if form.is_valid():
        typed = form.cleaned_data["code"]
        held = pass_of_code(page, typed)
        if held and passes.is_unused(page, held):
            return _let_in(page, request, held)
        form.add_error("code", _why(page, typed, known=held is not None))
    is_limited(request, SCOPE, settings.CODE_RATE, traceless=page.anonymous)
    return _again(page, request, render, Gate(CODE, code_form=form), 422)


def _why(page: Any, typed: str, *, known: bool) -> str:
    if known:
        return str(used(page))
    if corrected(typed) is None:
        return _("There is a mistake in this code. Compare each group of characters with your letter.")
    return _("No invitation to this page has this code. Compare it with your letter.")


def ask_for_link(page: Any, request: HttpRequest, render: Any) -> HttpResponse:
    """Send a link to an address. What is answered never says whether the address has answered."""
    if page.once != Once.EMAIL or not page.is_open:
        return to_form(page, request)
    form = AddressForm(request.POST)
    found = Gate(EMAIL, address_form=form)
    if not form.is_valid():
        return _again(page, request, render, found, 422)
    if is_limited(request, MAIL_SCOPE, settings.LINK_RATE, traceless=page.anonymous):
        return _too_many(page, request, render, found)
    email = form.cleaned_data["email"]
    ask(page, email, get_language() or settings.LANGUAGE_CODE)
    confirm = ConfirmForm(initial={"email": email})
    return _again(page, request, render, Gate(EMAIL, confirm_form=confirm, sent=True), 200)


def confirm(page: Any, request: HttpRequest, render: Any) -> HttpResponse:
    """Take an address with the code that it was sent, and lead to the form."""
    if page.once != Once.EMAIL or not page.is_open:
        return to_form(page, request)
    form = ConfirmForm(request.POST)
    if is_spent(request, SCOPE, settings.CODE_RATE, traceless=page.anonymous):
        return _too_many(page, request, render, Gate(EMAIL, confirm_form=form, sent=True))
    if form.is_valid():
        email = form.cleaned_data["email"]
        typed = corrected(form.cleaned_data["code"]) or compact(form.cleaned_data["code"])
        if hmac.compare_digest(typed.encode(), passes.code_of_address(page, email).encode()):
            held = passes.of_address(page, email)
            if passes.is_unused(page, held):
                return _let_in(page, request, held)
            form.add_error("code", str(used(page)))
        else:
            form.add_error("code", _("This is not the code that was sent to this address. Compare both."))
    is_limited(request, SCOPE, settings.CODE_RATE, traceless=page.anonymous)
    return _again(page, request, render, Gate(EMAIL, confirm_form=form, sent=True), 422)


def _let_in(page: Any, request: HttpRequest, held: Pass) -> HttpResponse:
    response = to_form(page, request)
    passes.give(request, response, page, held)
    return response


def to_form(page: Any, request: HttpRequest) -> HttpResponse:
    """Lead to the page, at the place of its form."""
    response = HttpResponseRedirect((page.get_url(request) or "/") + "#participate", status=303)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _too_many(page: Any, request: HttpRequest, render: Any, found: Gate) -> HttpResponse:
    found.alert = _("Too many codes were tried from your connection. Wait ten minutes.")
    return _again(page, request, render, found, 429)


def _again(page: Any, request: HttpRequest, render: Any, found: Gate, status: int) -> HttpResponse:
    """Show the page with what is to be corrected; its form stays closed."""
    if places.is_full(page):
        found = Gate(FULL)
    response: HttpResponse = render(request, form=None, form_alert="", nonce="", gate=found)
    response.status_code = status
    patch_cache_control(response, private=True, no_store=True)
    return response
