"""A resident follows what they sent: by its code, by a link from a mail, or right after sending."""

import contextlib
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from forms.enums import WITHDRAWABLE_STATES
from forms.intake.views import RECEIPT_COOKIE
from forms.models import Submission
from forms.moderation.services import TransitionRefused, withdraw
from forms.receipts import digest_of
from portal.ratelimit.services import is_limited

SESSION_KEY = "followed"
SESSION_SECONDS = 30 * 60
LINK_SALT = "forms.follow.link"
LINK_SECONDS = 180 * 24 * 3600

private = cache_control(private=True, no_store=True)


def link_token(submission: Submission) -> str:
    """Return the token of a link sent by mail; it says nothing of the code."""
    return signing.dumps(submission.pk, salt=LINK_SALT)


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


def _open_session(request: HttpRequest, submission_id: int) -> None:
    """Let this browser follow one submission for half an hour."""
    request.session[SESSION_KEY] = [submission_id, int(timezone.now().timestamp()) + SESSION_SECONDS]
    request.session.set_expiry(SESSION_SECONDS)


def _followed(request: HttpRequest) -> Submission | None:
    """Return the submission that this browser follows, while its time lasts."""
    pk, until = request.session.get(SESSION_KEY, (0, 0))
    if timezone.now().timestamp() > until:
        return None
    return Submission.objects.select_related("version", "page").filter(pk=pk).first()


@private
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the code once the form is sent; the page forgets it after ten minutes."""
    code = request.COOKIES.get(RECEIPT_COOKIE, "")
    submission = (
        Submission.objects.select_related("page").filter(receipt_digest=digest_of(code)).first()
        if code
        else None
    )
    if submission is None:
        return redirect("follow")
    return render(
        request,
        "forms/receipt.html",
        {"code": code, "submission": submission, "page": submission.page.specific},
    )


@method_decorator(private, name="dispatch")
class FollowView(View):
    """Ask for the code, or show what it opened."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the submission that this browser follows, else the form."""
        submission = _followed(request)
        if submission is None:
            return self._ask(request, CodeForm())
        return render(request, "forms/follow.html", _story(submission))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open a submission by its code. 422 for an unknown one, 429 after too many tries."""
        form = CodeForm(request.POST)
        if is_limited(request, "follow", settings.FOLLOW_RATE):
            form.add_error(None, _("Too many codes were tried from your connection. Wait ten minutes."))
            return self._ask(request, form, status=429)
        if not form.is_valid():
            return self._ask(request, form, status=422)
        digest = digest_of(form.cleaned_data["code"])
        pk = Submission.objects.filter(receipt_digest=digest).values_list("pk", flat=True).first()
        if pk is None:
            form.add_error("code", _("No submission has this code. Check each group of characters."))
            return self._ask(request, form, status=422)
        _open_session(request, pk)
        return HttpResponseRedirect(reverse("follow"), status=303)

    def _ask(self, request: HttpRequest, form: CodeForm, status: int = 200) -> HttpResponse:
        return render(request, "forms/follow_code.html", {"form": form}, status=status)


def _story(submission: Submission) -> dict[str, Any]:
    """Return what the author may read of their own submission."""
    return {
        "submission": submission,
        "page": submission.page.specific,
        "answers": submission.shown_answers(),
        "decisions": submission.decisions.select_related("message"),
        "public_url": submission.get_public_url() if submission.is_public else None,
        "can_withdraw": submission.state in WITHDRAWABLE_STATES,
    }


@private
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Exchange the link of a mail for a short session, at an address without a secret."""
    try:
        pk = signing.loads(token, salt=LINK_SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        form = CodeForm()
        return render(
            request,
            "forms/follow_code.html",
            {"form": form, "alert": _("This link has expired. Type your code instead.")},
            status=404,
        )
    _open_session(request, pk)
    return redirect("follow")


@method_decorator(private, name="dispatch")
class WithdrawView(View):
    """The author takes a submission back, after one question."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask whether they are sure."""
        submission = _followed(request)
        if submission is None or submission.state not in WITHDRAWABLE_STATES:
            return redirect("follow")
        return render(request, "forms/withdraw.html", {"submission": submission})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Withdraw it."""
        submission = _followed(request)
        if submission is not None:
            # Withdrawn a moment ago in another window? The next page says so.
            with contextlib.suppress(TransitionRefused):
                withdraw(submission)
        return HttpResponseRedirect(reverse("follow"), status=303)


@private
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the submission in this browser (a shared computer, a desk)."""
    request.session.pop(SESSION_KEY, None)
    return HttpResponseRedirect(reverse("follow"), status=303)
