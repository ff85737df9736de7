"""A visitor reports a published contribution."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from forms.builder import HONEYPOT, NONCE
from forms.intake import nonce as nonces
from forms.models import Submission
from forms.private import private
from forms.published import LARGEST_KEY, Card, find_contribution
from forms.reports.form import ReportForm
from forms.reports.services import Reported, report, reported_before
from portal.ratelimit.services import is_limited

# One report of a connection a day on one contribution counts towards hiding it.
COUNTED = (1, 24 * 3600)


@method_decorator(private, name="dispatch")
class ReportView(View):
    """Ask what is wrong with a contribution, and take the answer."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form; 404 for what this visitor cannot read."""
        return _show(request, _readable(request, pk), ReportForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the report and redirect; the form again with what was typed if it cannot be taken.

        429 for too many, 400 for a form that was not made here, 422 for what is to be corrected.
        """
        nonce = nonces.read(request.POST.get(NONCE, ""), pk)
        if nonce and reported_before(pk, nonce.secret):
            # A double click. The first one may have hidden it: there is nothing to read any more.
            return HttpResponseRedirect(reverse("report_thanks"), status=303)
        card = _readable(request, pk)
        form = ReportForm(request.POST)
        if is_limited(request, "report", settings.REPORT_RATE):
            alert = _("Many reports have come from your connection. Wait ten minutes, then send it again.")
            return _show(request, card, form, alert, status=429)
        if nonce is None:
            alert = _("This form is too old or was altered. Check what you wrote, then send it again.")
            return _show(request, card, form, alert, status=400)
        if request.POST.get(HONEYPOT):
            alert = _("A hidden field was filled in, as robots do. Check what you wrote and send again.")
            return _show(request, card, form, alert, status=422)
        if nonce.age_seconds < settings.MINIMUM_FILL_SECONDS:
            alert = _("That was very quick. Check what you wrote, then send it again.")
            return _show(request, card, form, alert, status=422)
        if not form.is_valid():
            return _show(request, card, form, status=422)
        given = form.cleaned_data
        said = Reported(
            reason=given["reason"],
            text=given["text"],
            language=get_language() or settings.LANGUAGE_CODE,
            email=given["email"],
            counts=not is_limited(request, f"reported-{pk}", COUNTED),
        )
        report(card.submission, said, secret=nonce.secret)
        return HttpResponseRedirect(reverse("report_thanks"), status=303)


@private
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens next."""
    return render(request, "forms/report_thanks.html")


def _readable(request: HttpRequest, pk: int) -> Card:
    """Return a contribution as this visitor may read it; 404 if they may not."""
    submission = Submission.objects.select_related("page").filter(pk=min(pk, LARGEST_KEY)).first()
    page = submission.page.specific if submission else None
    card = find_contribution(page, pk, request) if page else None
    if card is None:
        raise Http404
    return card


def _show(
    request: HttpRequest, card: Card, form: ReportForm, alert: str = "", *, status: int = 200
) -> HttpResponse:
    kept = request.POST.get(NONCE, "") if status == 422 else ""
    context = {
        "card": card,
        "contribution": card.submission,
        "form": form,
        "form_alert": alert,
        "nonce": kept or nonces.issue(card.submission.pk),
    }
    return render(request, "forms/report.html", context, status=status)
