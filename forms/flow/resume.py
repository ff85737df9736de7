"""Stop and go on later: the code, the message that holds it, and the way back."""

from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from forms.fields.text import EmailField
from forms.flow import codes, drafts, token
from forms.flow.stand import address_of, where_to_go_on
from forms.flow.views import not_found, to_address, unkept
from forms.models import Contributor, Draft, OutgoingMail
from portal.ratelimit.services import is_limited

if TYPE_CHECKING:
    from forms.page import FormPage

# Messages that one connection may have sent in ten minutes: an address may be somebody else's.
MAIL_RATE = (5, 600)


class CodeForm(forms.Form):
    """The code of a draft, as people type it."""

    code = forms.CharField(
        label=gettext_lazy("The code that you kept"),
        help_text=gettext_lazy("Sixteen characters. Capitals, small letters, spaces: all are fine."),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Type the code that you kept.")},
    )


class MailForm(forms.Form):
    """Where the code is to be sent, too."""

    email = EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("It is erased as soon as the message has gone."),
        error_messages={"required": gettext_lazy("Type your e-mail address.")},
    )


def saved(page: "FormPage", request: HttpRequest) -> HttpResponse:
    """Show the code of the draft that this browser holds, and send it to an address if one is given."""
    held = token.read(page, request)
    draft = drafts.find(page, held)
    if draft is None or draft.code_digest is None:
        return not_found(page, request)
    form, status, alert = MailForm(), 200, ""
    # Of whoever answers anonymously no address is asked, not for a moment.
    if request.method == "POST" and not page.anonymous:
        form = MailForm(request.POST)
        if getattr(request, "csrf_failed", False):
            status, alert = 403, _("The page was open for too long: send the form again.")
        elif not form.is_valid():
            status = 422
        elif is_limited(request, "draft-mail", MAIL_RATE):
            status, alert = 429, _("Many messages were asked for from your connection. Wait ten minutes.")
        else:
            _send_code(draft, form.cleaned_data["email"])
            return to_address(f"{address_of(page, 'saved', request)}?sent")
    context = {
        "page": page,
        "code": codes.code_of(draft.pk),
        "expires_at": draft.expires_at,
        "form": form,
        "form_alert": alert,
        "was_mailed": "sent" in request.GET and request.method != "POST",
        "address": address_of(page, "saved", request),
        "leave_address": address_of(page, "leave", request),
        "go_on_address": where_to_go_on(page, draft, request),
    }
    return unkept(render(request, "forms/flow/saved.html", context, status=status))


def _send_code(draft: Draft, email: str) -> None:
    """Have the worker send the code; the address is erased once it went."""
    with transaction.atomic():
        contributor = Contributor.objects.create(
            email=email, language=get_language() or settings.LANGUAGE_CODE
        )
        OutgoingMail.objects.create(
            draft=draft,
            page_id=draft.page_id,
            contributor=contributor,
            kind=OutgoingMail.Kind.DRAFT,
            event=f"draft:{contributor.pk}",
        )


def resume(page: "FormPage", request: HttpRequest) -> HttpResponse:
    """Ask for a code, or go on where it leads. 422 for an unknown one, 429 after too many tries."""
    if request.method != "POST":
        return _ask(page, request, CodeForm())
    form = CodeForm(request.POST)
    if getattr(request, "csrf_failed", False):
        return _ask(page, request, form, 403, _("The page was open for too long: send your code again."))
    if is_limited(request, "resume", settings.FOLLOW_RATE, traceless=page.anonymous):
        alert = _("Too many codes were tried from your connection. Wait ten minutes.")
        return _ask(page, request, form, 429, alert)
    if not form.is_valid():
        return _ask(page, request, form, 422)
    draft = drafts.find_by_code(page, form.cleaned_data["code"])
    if draft is None:
        form.add_error(
            "code",
            _(
                "No answers are kept under this code: check each group of characters. "
                "What was sent is no longer kept here."
            ),
        )
        return _ask(page, request, form, 422)
    return _take_up(page, request, draft)


def _take_up(page: "FormPage", request: HttpRequest, draft: Draft) -> HttpResponse:
    """Let this browser go on with a draft, together with what was typed while it was not to be found."""
    other = drafts.find(page, token.read(page, request))
    if other is not None and other.is_stray and other.pk != draft.pk:
        drafts.take_over(draft, other)
        draft.refresh_from_db()
    response = to_address(where_to_go_on(page, draft, request))
    token.give(request, response, page, token.issue(draft.pk))
    return response


def leave(page: "FormPage", request: HttpRequest) -> HttpResponse:
    """Begin anew: this browser forgets its draft, which is erased unless somebody kept its code."""
    if getattr(request, "csrf_failed", False):
        return to_address(page.get_url(request) or "/")
    draft = drafts.find(page, token.read(page, request))
    if draft is not None and draft.code_digest is None:
        with transaction.atomic():
            drafts.erase(draft)
    response = to_address(page.get_url(request) or "/")
    token.take(response, page)
    return response


def _ask(
    page: "FormPage", request: HttpRequest, form: CodeForm, status: int = 200, alert: str = ""
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "form_alert": alert,
        "resume_address": address_of(page, "resume", request),
    }
    return unkept(render(request, "forms/flow/resume.html", context, status=status))
