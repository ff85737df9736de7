"""The report's screens."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from forms.mail_report import services
from forms.mail_report.menu import RETRY
from forms.models import OutgoingMail
from forms.moderation.listing import COUNT_LIMIT
from forms.moderation.scope import scope_of

WAITING, FAILED, SENT = "waiting", "failed", "sent"
KEEP = {WAITING: services.waiting, FAILED: services.failed, SENT: services.sent}
LABELS = {
    FAILED: gettext_lazy("Given up"),
    WAITING: gettext_lazy("Waiting"),
    SENT: gettext_lazy("Sent in the last seven days"),
}
ALL = "all"
LONGEST_NUMBER = 18


class MailFilterSet(WagtailFilterSet):
    """By what became of a message, and by what it is about."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="filter_state",
        choices=list(LABELS.items()),
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        """Beside the state, the kind."""

        model = OutgoingMail
        fields = ("state", "kind")

    def filter_state(self, rows: "QuerySet[OutgoingMail]", name: str, value: str) -> "QuerySet[OutgoingMail]":
        """Keep the messages in this state."""
        return KEEP[value](rows)


class MailReportView(ReportView):
    """What waits, what was given up, what went lately; never an address, never a text."""

    model = OutgoingMail
    permission_policy = ModelPermissionPolicy(OutgoingMail)
    permission_required = "retry"
    page_title = gettext_lazy("Outgoing mail")
    header_icon = "mail"
    template_name = "forms/admin/mail/report.html"
    results_template_name = "forms/admin/mail/results.html"
    index_url_name = "mail_report"
    index_results_url_name = "mail_report_results"
    filterset_class = MailFilterSet
    default_ordering = "-pk"
    verbose_name_plural = gettext_lazy("messages")
    columns: Any = ()

    def get_base_queryset(self) -> "QuerySet[OutgoingMail]":
        """Return the rows, without anything that names a person."""
        return services.shown().select_related("submission__page", "page").defer("submission__answers")

    def order_queryset(self, queryset: "QuerySet[OutgoingMail]") -> "QuerySet[OutgoingMail]":
        """The newest first."""
        return queryset.order_by("-pk")

    def decorate_paginated_queryset(self, object_list: Any) -> list[dict[str, Any]]:
        """Return what a line says of each message."""
        scope = scope_of(self.request.user)
        return [_line(row, row.submission is not None and scope.holds(row.submission)) for row in object_list]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add how many messages are in each state."""
        context = super().get_context_data(*args, **kwargs)
        rows = OutgoingMail.objects.all()
        counts = {
            FAILED: _count(services.failed(rows)),
            WAITING: _count(services.waiting(rows)),
            SENT: _count(services.sent(services.shown())),
        }
        return {
            **context,
            "counts": [(LABELS[state], number, f"?state={state}") for state, number in counts.items()],
            "failed": counts[FAILED],
            "here": self.request.get_full_path() if not self.results_only else self.index_url,
        }


class RetryView(View):
    """Have one message, or all that were given up, tried again."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand them to the worker; 403 without the right, 400 for a number that is none."""
        if not request.user.has_perm(RETRY):
            raise PermissionDenied
        chosen = request.POST.get("id", "")
        rows = OutgoingMail.objects.all()
        if chosen != ALL:
            if not (chosen.isascii() and chosen.isdigit() and len(chosen) <= LONGEST_NUMBER):
                raise SuspiciousOperation("unknown value of a known parameter")
            rows = rows.filter(pk=int(chosen))
        number = services.retry(rows)
        if number:
            text = ngettext(
                "%(number)s message is tried again now.",
                "%(number)s messages are tried again now.",
                number,
            )
            messages.success(request, text % {"number": number})
        else:
            messages.info(
                request, _("There was nothing to try again: it has been sent or is waiting already.")
            )
        return HttpResponseRedirect(_back(request), status=303)


def _back(request: HttpRequest) -> str:
    """Return the address of the report as it was left, never one of elsewhere."""
    address = request.POST.get("next", "")
    report = reverse("mail_report")
    if address.startswith(report) and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return report


def _line(row: OutgoingMail, is_theirs: bool) -> dict[str, Any]:
    submission = row.submission
    page = submission.page if submission else row.page
    return {
        "mail": row,
        "number": submission.pk if submission else None,
        # Whoever does not moderate the section reads its number alone.
        "url": submission.admin_url if submission and is_theirs else "",
        "page": page.title if page else "",
        "why": services.why(row.error) if row.sent_at is None else "",
    }


def _count(rows: "QuerySet[OutgoingMail]") -> int:
    """Return how many rows there are, not counted beyond the limit."""
    return rows.order_by().values("pk")[:COUNT_LIMIT].count()
