"""Merge one contribution with another, and separate it again, from its own screen."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from forms.assist.near import nearest
from forms.merging.bulk_action import merge_url
from forms.merging.services import MERGEABLE, split
from forms.moderation.services import TransitionRefused
from forms.moderation.views.base import moderator_of
from forms.moderation.views.inspect import SubmissionView

LARGEST_KEY = 2**63 - 1


class NumberForm(forms.Form):
    """The number of the other contribution."""

    number = forms.IntegerField(
        label=gettext_lazy("Number of the other contribution"),
        min_value=1,
        max_value=LARGEST_KEY,
        error_messages={"required": gettext_lazy("Type the number of a contribution.")},
    )


class MergeView(SubmissionView):
    """Choose the other one: among similar ones, or by its number."""

    template_name = "forms/admin/merge_choice.html"
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go on to the screen with both, 422 for a number that cannot be merged with this one."""
        if "number" not in request.GET:
            return self.show(200, number_form=NumberForm())
        form = NumberForm(request.GET)
        if form.is_valid():
            number = form.cleaned_data["number"]
            rows = self.scope.submissions().filter(page_key=self.submission.page_key)
            if number != self.submission.pk and rows.filter(pk=number).exists():
                return HttpResponseRedirect(self._merge_url(number))
            form.add_error("number", _("No other contribution to the same page has this number."))
        return self.show(422, number_form=form)

    def _merge_url(self, number: int) -> str:
        back = urlencode({"next": self.url("inspect", self.submission.pk)})
        return f"{merge_url(self.submission.pk, number)}&{back}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the similar ones that it can be merged with."""
        submission = self.submission
        found = nearest(submission, self.scope).found if submission.state in MERGEABLE else []
        return {
            **super().get_context_data(**kwargs),
            "is_mergeable": submission.state in MERGEABLE,
            "near": [
                (near, self._merge_url(near.submission.pk))
                for near in found
                if near.submission.page_key == submission.page_key and near.submission.state in MERGEABLE
            ],
            "inspect_url": self.url("inspect", submission.pk),
        }


class SplitView(SubmissionView):
    """Separate a merged contribution again."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Separate it; 409 if it is not (any more) as the moderator saw it."""
        submission = self.submission
        revision = request.POST.get("revision", "")
        expected = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else 0
        try:
            split(submission, by=moderator_of(request), expected_revision=expected)
        except TransitionRefused as refusal:
            del self.submission
            return self.show(409, conflict=str(refusal), attempted=_("Separate again"))
        messages.success(request, _("“%(title)s” stands by itself again.") % {"title": submission})
        return HttpResponseRedirect(self.url("inspect", pk), status=303)
