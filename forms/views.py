"""A resident follows what they sent: by its code, by a link from a mail, or right after sending."""

import contextlib

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from forms import follow
from forms.enums import WITHDRAWABLE_STATES
from forms.intake.receipt import received
from forms.intake.views import RECEIPT_COOKIE
from forms.limits.statement import counted_by
from forms.models import Submission
from forms.moderation.services import TransitionRefused, withdraw
from forms.private import private
from forms.receipts import digest_of
from forms.story import story
from portal.ratelimit.services import is_limited


class CodeForm(forms.Form):
    """The code, as people type it: with or without dashes, in either case."""

    code = forms.CharField(
        label=gettext_lazy("Your code"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": gettext_lazy("Type the code of your receipt.")},
    )


@private
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the code once the form is sent; the page forgets it after ten minutes."""
    code = request.COOKIES.get(RECEIPT_COOKIE, "")
    if counted := counted_by(code):
        return render(request, "forms/limits/counted.html", {**counted, "code": code, "is_new": True})
    found = received(code)
    if found is None:
        return redirect("follow")
    return render(
        request,
        "forms/receipt.html",
        {"code": code, "submission": found.submission, "page": found.page},
    )


@method_decorator(private, name="dispatch")
class FollowView(View):
    """Ask for the code, or show what it opened."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the submission that this browser follows, else the form."""
        submission = follow.followed(request)
        if submission is None:
            return _ask(request, CodeForm())
        return render(request, "forms/follow.html", story(submission))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open a submission by its code. 422 for an unknown one, 429 after too many tries."""
        form = CodeForm(request.POST)
        if is_limited(request, "follow", settings.FOLLOW_RATE):
            form.add_error(None, _("Too many codes were tried from your connection. Wait ten minutes."))
            return _ask(request, form, status=429)
        if not form.is_valid():
            return _ask(request, form, status=422)
        if counted := counted_by(form.cleaned_data["code"]):
            return render(
                request, "forms/limits/counted.html", {**counted, "code": form.cleaned_data["code"]}
            )
        digest = digest_of(form.cleaned_data["code"])
        pk = Submission.objects.filter(receipt_digest=digest).values_list("pk", flat=True).first()
        if pk is None:
            form.add_error("code", _("No submission has this code. Check each group of characters."))
            return _ask(request, form, status=422)
        return _open(request, pk)


def _ask(request: HttpRequest, form: CodeForm, status: int = 200, alert: str = "") -> HttpResponse:
    """Ask for the code; ``alert`` says why the page asked for cannot be shown."""
    return render(request, "forms/follow_code.html", {"form": form, "alert": alert}, status=status)


def ask_for_code(request: HttpRequest, *, status: int, alert: str) -> HttpResponse:
    """Ask for the code again, because what was asked for cannot be done without it."""
    return _ask(request, CodeForm(), status=status, alert=alert)


@private
@require_safe
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the link of a mail for a short session, at an address without a secret."""
    pk = follow.submission_of_link(token)
    if pk is None:
        alert = _("This link has expired. Type your code instead.")
        return ask_for_code(request, status=404, alert=alert)
    return _open(request, pk)


def _open(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Let this browser follow the submission, and show it at an address without a secret."""
    response = HttpResponseRedirect(reverse("follow"), status=303)
    follow.begin(request, response, submission_id)
    return response


@method_decorator(private, name="dispatch")
class WithdrawView(View):
    """The author takes a submission back, after one question."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask whether they are sure."""
        submission = follow.followed(request)
        if submission is None or submission.state not in WITHDRAWABLE_STATES:
            return redirect("follow")
        return render(request, "forms/withdraw.html", {"submission": submission})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Withdraw it; 403 when the follow-up has closed in the meantime."""
        submission = follow.followed(request)
        if submission is None:
            alert = _("Your follow-up has closed, nothing was changed. Type your code again.")
            return ask_for_code(request, status=403, alert=alert)
        # Withdrawn a moment ago in another window? The next page says so.
        with contextlib.suppress(TransitionRefused):
            withdraw(submission)
        return HttpResponseRedirect(reverse("follow"), status=303)


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the submission in this browser (a shared computer, a desk)."""
    response = HttpResponseRedirect(reverse("follow"), status=303)
    follow.end(response)
    return response
