"""From screen to screen: what is shown, what is kept, where it goes on.

Each answer to a POST is a redirect to the next screen's own address, unless something is to be
corrected: the browser's back button and a reload then do what people expect of them.
"""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from forms.builder import HONEYPOT, NONCE, field_name
from forms.fields.hidden import from_link
from forms.fields.reading import questions_of
from forms.files.uploads import too_many, uploads
from forms.flow import codes, drafts, token
from forms.flow.estimate import estimate
from forms.flow.screens import Course, Screen
from forms.flow.sending import NotSent, send
from forms.flow.stand import (
    BACK,
    BACK_TO,
    GO,
    NEXT,
    SAVE,
    SEND,
    SUMMARY,
    Stand,
    address_of,
    screen_address,
    screen_form,
    stand_at,
    where_to_go_on,
)
from forms.flow.taking import of_screen, take
from forms.intake import nonce as nonces
from forms.intake.views import CLOSED, TOO_MANY, Refusal
from forms.limits import gate, passes
from forms.notice import notice_of
from portal.ratelimit.services import is_limited

if TYPE_CHECKING:
    from forms.builder import QuestionForm
    from forms.page import FormPage

Render = Callable[..., HttpResponse]


def enter(page: "FormPage", request: HttpRequest, render_page: Render) -> HttpResponse:
    """Answer a GET of the page itself: its first screen, or the way back to what was begun."""
    draft = drafts.find(page, token.read(page, request))
    closed = gate.gate(page, request) if page.is_open else None
    if closed or not page.is_open:
        kept_at = address_of(page, SUMMARY, request) if draft else ""
        answer = render_page(request, form=None, form_alert="", nonce="", gate=closed, kept_at=kept_at)
        return unkept(answer, only_if=bool(closed or draft))
    course = Course(page.form, {})
    screen = course.nearest(1)
    stand = stand_at(
        page,
        course,
        screen,
        None,
        request,
        return_address=where_to_go_on(page, draft, request) if draft else "",
        carried=_carried(page, request, screen),
    )
    form = screen_form(page, course, screen, None)
    return _first(page, request, render_page, form, stand)


def _first(
    page: "FormPage",
    request: HttpRequest,
    render_page: Render,
    form: "QuestionForm",
    stand: Stand,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Render the first screen, which stands in the page."""
    keeps = refusal is not None and refusal.keep_nonce
    nonce = request.POST.get(NONCE, "") if keeps else nonces.issue(page.pk)
    form.shuffle(_order(nonces.read(nonce, page.pk)))
    response = render_page(
        request,
        form=form,
        form_alert=refusal.alert if refusal else "",
        nonce=nonce,
        flow=stand,
        estimate=estimate(page.form),
    )
    response.status_code = refusal.status if refusal else 200
    return unkept(response)


def _carried(page: "FormPage", request: HttpRequest, screen: Screen) -> tuple[tuple[str, str], ...]:
    """Return what the link says for hidden questions of later screens: the first one sends it along."""
    later = [child for child in questions_of(page.form) if child.id not in screen.ids]
    return tuple(
        (field_name(pk), text)
        for pk, text in from_link(later, request.GET, listed_only=page.anonymous).items()
    )


def _order(nonce: nonces.Nonce | None) -> str:
    return codes.id_from(nonce.secret).hex[:12] if nonce else ""


def show(page: "FormPage", request: HttpRequest, number: int) -> HttpResponse:
    """Answer a GET of a screen with what is kept of its answers."""
    held = token.read(page, request)
    draft = drafts.find(page, held)
    if draft is None:
        is_first = number == 1 and held is None
        return to_address(page.get_url(request) or "/") if is_first else not_found(page, request)
    if not page.is_open:
        return to_address(address_of(page, SUMMARY, request))
    course = Course(page.form, draft.answers)
    screen = course.at(number)
    if screen is None or screen not in course.open:
        return to_address(screen_address(page, course.nearest(number), request))
    from_summary = request.GET.get(BACK_TO) == SUMMARY
    stand = stand_at(page, course, screen, draft, request, from_summary=from_summary)
    typed = drafts.all_typed(draft, page.form)
    data = of_screen(typed, page, screen, draft) if "check" in request.GET else None
    form = screen_form(page, course, screen, draft, data)
    return show_screen(request, form, stand)


def show_screen(
    request: HttpRequest, form: "QuestionForm", stand: Stand, refusal: Refusal | None = None
) -> HttpResponse:
    """Render a screen that stands alone."""
    form.shuffle(stand.draft.pk.hex[:12] if stand.draft else None)
    context = {
        "page": stand.page,
        "form": form,
        "flow": stand,
        "form_alert": refusal.alert if refusal else "",
        "notice": notice_of(stand.page, request) if stand.sends else None,
        "nonce": nonces.issue(stand.page.pk),
    }
    invalid = form.is_bound and not form.is_valid()
    status = refusal.status if refusal else 422 if invalid and request.method == "POST" else 200
    return unkept(render(request, "forms/flow/screen.html", context, status=status))


def receive(page: "FormPage", request: HttpRequest, number: int, render_page: Render) -> HttpResponse:
    """Answer a POST of a screen: keep what was typed, valid or not, and go on."""
    held = token.read(page, request)
    draft = drafts.find(page, held)
    course = Course(page.form, draft.answers if draft else {})
    screen = course.at(number) or course.nearest(number)
    data = of_screen(request.POST, page, screen, draft)
    refusal = _refusal(page, request, is_new=draft is None)
    if refusal is not None:
        if draft is not None and not getattr(request, "csrf_failed", False):
            take(page, request, held, screen)
        form = screen_form(page, course, screen, draft, data, uploads(page, request))
        stand = stand_at(page, course, screen, draft, request)
        if draft is None and screen is course.nearest(1):
            return _first(page, request, render_page, form, stand, refusal)
        return show_screen(request, form, stand, refusal)
    if draft is None:
        is_first = held is None and screen is course.nearest(1)
        return _begin(page, request, screen, is_stray=not is_first)
    return _go_on(page, request, held, screen)


def _begin(page: "FormPage", request: HttpRequest, screen: Screen, *, is_stray: bool) -> HttpResponse:
    """Keep the first screen of somebody, or one whose earlier answers are not to be found."""
    if is_stray and request.POST.get(GO) == SEND and (answer := _sent_before(page, request)):
        return answer
    nonce = nonces.read(request.POST.get(NONCE, ""), page.pk)
    held = drafts.begin(page, nonce.secret if nonce else secrets.token_urlsafe(16), is_stray=is_stray)
    if not is_stray:
        return _go_on(page, request, held, screen)
    take(page, request, held, screen)
    response = not_found(page, request, screen=screen)
    token.give(request, response, page, held)
    return response


def _sent_before(page: "FormPage", request: HttpRequest) -> HttpResponse | None:
    """Return the receipt of what this browser has just sent (a second click); None if it has not."""
    try:
        return send(page, request, token.read(page, request))
    except NotSent:
        return None


def _go_on(page: "FormPage", request: HttpRequest, held: token.Token | None, screen: Screen) -> HttpResponse:
    """Keep a screen and answer with where its sender wanted to go, or with what is to be corrected."""
    written = take(page, request, held, screen)
    wish = request.POST.get(GO, NEXT)
    if written is None:
        answer = _sent_before(page, request) if wish == SEND else None
        return answer or not_found(page, request)
    draft, form, course = written
    stand = stand_at(page, course, screen, draft, request, from_summary=request.POST.get(BACK_TO) == SUMMARY)
    if wish == SAVE and page.allows_saving:
        drafts.give_code(draft)
        response: HttpResponse = to_address(address_of(page, "saved", request))
    elif wish == BACK:
        response = to_address(screen_address(page, course.before(screen.number) or screen, request))
    elif not form.is_valid():
        response = show_screen(request, form, stand)
    elif stand.sends:
        try:
            return send(page, request, held)
        except NotSent as problem:
            response = _not_sent(page, request, form, stand, problem)
    else:
        response = to_address(_after(page, request, stand))
    if held is not None:
        token.give(request, response, page, held)
    return response


def _after(page: "FormPage", request: HttpRequest, stand: Stand) -> str:
    """Return the address of what comes after a screen."""
    after = None if stand.from_summary else stand.course.after(stand.screen.number)
    return screen_address(page, after, request) if after else address_of(page, SUMMARY, request)


def _not_sent(
    page: "FormPage", request: HttpRequest, form: "QuestionForm", stand: Stand, problem: NotSent
) -> HttpResponse:
    """Say what keeps a last screen, which no summary follows, from being sent."""
    if problem.draft is None:
        return not_found(page, request)
    if problem.refusal.alert:
        return show_screen(request, form, stand, problem.refusal)
    # Something on another screen is to be corrected: the summary says what.
    return to_address(address_of(page, SUMMARY, request))


def _refusal(page: "FormPage", request: HttpRequest, *, is_new: bool) -> Refusal | None:
    """Return what keeps a screen from going on, apart from its answers."""
    if not page.is_open:
        return Refusal(403, CLOSED)
    if closed := gate.gate(page, request):
        return Refusal(403, gate.refusal_text(page, closed))
    if getattr(request, "csrf_failed", False):
        return Refusal(
            403,
            _(
                "The page was open for too long, or cookies are blocked. "
                "What you typed on this page is still here: check it, then go on."
            ),
        )
    if request.POST.get(HONEYPOT):
        return Refusal(
            422, _("A hidden field was filled in, as robots do. Check your answers and send again.")
        )
    if too_many(request):
        return Refusal(429, TOO_MANY)
    if not is_new:
        return None
    # A code or an address lets in one answer: to count them as well would leave a trace of each.
    if not passes.needs_pass(page) and is_limited(
        request, "draft", settings.SUBMISSION_RATE, traceless=page.anonymous
    ):
        return Refusal(429, TOO_MANY)
    nonce = nonces.read(request.POST.get(NONCE, ""), page.pk)
    if nonce is not None and nonce.age_seconds < settings.MINIMUM_FILL_SECONDS:
        alert = _("That was very quick. Check your answers, then send them again.")
        return Refusal(422, alert, keep_nonce=True)
    return None


def not_found(page: "FormPage", request: HttpRequest, *, screen: Screen | None = None) -> HttpResponse:
    """Say that the earlier answers are not on this device (any more), and how to get them back.

    ``screen`` is the one whose answers were kept all the same, to go on from.
    """
    from forms.flow.resume import CodeForm

    context = {
        "page": page,
        "form": CodeForm(),
        "resume_address": address_of(page, "resume", request),
        "go_on_address": screen_address(page, screen, request) if screen else "",
    }
    return unkept(render(request, "forms/flow/not_found.html", context, status=409 if screen else 404))


def to_address(address: str) -> HttpResponse:
    """Send the browser on."""
    return unkept(HttpResponseRedirect(address, status=303))


def unkept(response: HttpResponse, *, only_if: bool = True) -> HttpResponse:
    """Return a response that no cache may keep."""
    if only_if:
        patch_cache_control(response, private=True, no_store=True)
    return response
