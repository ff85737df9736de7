"""Reports as moderators see and settle them."""

from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.cases import open_reports
from forms.enums import Action
from forms.models import Report, Submission
from forms.moderation.decision_form import ReasonForm
from forms.moderation.services import TransitionRefused
from forms.moderation.views.base import DeskView, moderator_of, submission_or_404
from forms.moderation.views.inspect import SubmissionView
from forms.reasons.services import reason_labels
from forms.reports.judging import Judgement, judge

PAGE_SIZE = 25
LONGEST_NUMBER = 18


class ReportsView(DeskView):
    """The contributions that visitors report, the one that has waited longest first."""

    template_name = "forms/admin/reports.html"
    http_method_names = ["get", "head"]

    def get_page_subtitle(self) -> str:
        """Name the list."""
        return _("Reports")

    @cached_property
    def after(self) -> int:
        """The number of the report that the last line of the screen before began with."""
        value = self.request.GET.get("after", "0")
        if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER):
            raise SuspiciousOperation("unknown value of a known parameter")
        return int(value)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one line for each reported contribution."""
        groups = (
            open_reports(self.scope)
            .order_by()
            .values("submission_id")
            .annotate(first=Min("pk"), since=Min("made_at"), number=Count("pk"))
            .filter(first__gt=self.after)
            .order_by("first")
        )
        found = list(groups[: PAGE_SIZE + 1])
        shown = found[:PAGE_SIZE]
        keys = [each["submission_id"] for each in shown]
        reasons = _reasons(keys)
        rows = Submission.objects.select_related("page").defer("answers", "search_text").in_bulk(keys)
        return {
            **super().get_context_data(**kwargs),
            "rows": [
                {**each, "submission": rows[each["submission_id"]], "reasons": reasons[each["submission_id"]]}
                for each in shown
            ],
            "after": shown[-1]["first"] if len(found) > PAGE_SIZE else None,
        }


class JudgementForm(ReasonForm):
    """Whether a reported contribution stays, with the revision that the moderator saw."""

    judgement = forms.ChoiceField(choices=Judgement.choices)
    revision = forms.IntegerField(min_value=1)

    def clean(self) -> dict[str, Any]:
        """Check that there is a reason where the author is owed one."""
        cleaned = super().clean() or {}
        if cleaned.get("judgement") == Judgement.HIDE:
            self.require_reason_for(Action.HIDE)
        return cleaned


class JudgeView(SubmissionView):
    """Settle what is reported about one contribution."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep or hide it. 422 for a missing reason, 409 when it is not as the moderator saw it."""
        form = JudgementForm(request.POST, auto_id="report_%s")
        if not form.is_valid():
            known = "judgement" in form.cleaned_data and "revision" in form.cleaned_data
            return self.show(422 if known else 400, report_form=form)
        given = form.cleaned_data
        judgement = Judgement(given["judgement"])
        try:
            judge(
                self.submission,
                judgement,
                by=moderator_of(request),
                reason=given["reason"],
                message=given["message"],
                expected_revision=given["revision"],
            )
        except TransitionRefused as refusal:
            self.submission = submission_or_404(self.scope, pk)
            return self.show(409, report_form=form, conflict=str(refusal), attempted=judgement.label)
        messages.success(request, _("The reports are settled. Who left an address is told."))
        return HttpResponseRedirect(self.url("inspect", pk), status=303)


def _reasons(keys: list[int]) -> dict[int, list[str]]:
    """Return for each contribution for what it is reported, the most named reason first."""
    labels = reason_labels()
    counted = (
        Report.objects.filter(submission_id__in=keys, settled_at=None)
        .order_by()
        .values("submission_id", "reason")
        .annotate(number=Count("pk"))
        .order_by("-number", "reason")
    )
    named: dict[int, list[str]] = {key: [] for key in keys}
    for each in counted:
        label = labels.get(each["reason"], each["reason"])
        named[each["submission_id"]].append(f"{label} ({each['number']})")
    return named
