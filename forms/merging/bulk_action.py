"""Merging as a bulk action of the queue: chosen rows, and which of them stays."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from forms.enums import State
from forms.merging.services import MOST, merge
from forms.models import Submission
from forms.moderation.decision_form import MESSAGE_LENGTH
from forms.moderation.policy import MODERATE
from forms.moderation.scope import scope_of
from forms.moderation.selection import ALL, chosen_rows, seen_revisions
from forms.moderation.services import TransitionRefused
from forms.moderation.views.base import QUEUE_URL, breadcrumbs, moderator_of, refused

MERGE = "merge"


class MergeForm(forms.Form):
    """Which one stays, and what the moderator writes to the authors of the others."""

    stays = forms.IntegerField(
        min_value=1, error_messages={"required": gettext_lazy("Choose the one that stays.")}
    )
    message = forms.CharField(
        label=gettext_lazy("Text to the authors of the others"),
        required=False,
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Optional. They are told in any case that theirs is joined to another one, and how to object."
        ),
    )


class MergeMany(SnippetBulkAction):
    """Join chosen contributions to one of them."""

    models: ClassVar = [Submission]
    action_type = MERGE
    display_name = gettext_lazy("Merge")
    aria_label = gettext_lazy("Merge the chosen contributions")
    template_name = "forms/admin/merge.html"
    form_class = MergeForm

    def check_perm(self, obj: Submission) -> bool:
        """Whether the moderator may decide on this row."""
        return self.permission_policy.user_has_permission_for_instance(self.request.user, MODERATE, obj)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the rows; refuse whoever moderates nothing, and rows of other sections."""
        scope = scope_of(request.user)
        if not scope.is_moderator:
            return refused(request)
        ids = request.GET.getlist("id")
        if ALL in ids:
            raise SuspiciousOperation("only chosen rows are merged")
        if not 1 < len(set(ids)) <= MOST:
            text = _("Choose at least two contributions, and at most %(number)s.") % {"number": MOST}
            messages.warning(request, text)
            return HttpResponseRedirect(self._back)
        self.selection = chosen_rows(ids, scope)
        return super().dispatch(request, *args, **kwargs)

    @property
    def _back(self) -> str:
        return self.next_url if self.next_url != self.request.path else str(QUEUE_URL)

    @cached_property
    def rows(self) -> list[Submission]:
        """The chosen contributions, what may stay best first: published, then the oldest."""
        found = self.selection.rows.select_related("page", "version")
        return sorted(found, key=lambda row: (row.state != State.PUBLISHED, row.received_at, row.pk))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Merge. 422 for what is to be corrected, 409 if they are not (any more) to be merged."""
        form = self.get_form()
        by_number = {row.pk: row for row in self.rows}
        if form.is_valid() and form.cleaned_data["stays"] not in by_number:
            raise SuspiciousOperation("none of the chosen rows")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        stays = by_number.pop(form.cleaned_data["stays"])
        try:
            merge(
                stays,
                list(by_number.values()),
                by=moderator_of(request),
                message=form.cleaned_data["message"],
                revisions=seen_revisions(request.POST),
            )
        except TransitionRefused as refusal:
            context = self.get_context_data(form=form, conflict=str(refusal))
            return self.render_to_response(context, status=409)
        number = len(by_number)
        text = ngettext(
            "%(number)s contribution is joined to “%(title)s”.",
            "%(number)s contributions are joined to “%(title)s”.",
            number,
        ) % {"number": number, "title": stays}
        messages.success(request, text, buttons=[messages.button(stays.admin_url, _("See it"))])
        return HttpResponseRedirect(self._back, status=303)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the contributions side by side."""
        form = kwargs.pop("form", None) or self.get_form_class()()
        chosen = form["stays"].value() if form.is_bound else self.rows[0].pk
        return {
            "form": form,
            "view": self,
            "rows": [
                (row, [answer for answer in row.shown_answers() if answer.is_given]) for row in self.rows
            ],
            "chosen": str(chosen or ""),
            "seen": [f"{row.pk}:{row.revision}" for row in self.rows],
            "submit_url": self.request.get_full_path(),
            "next": self._back,
            "queue_url": QUEUE_URL,
            "header_title": self.display_name,
            "breadcrumbs_items": breadcrumbs(str(self.display_name)),
            **kwargs,
        }

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        """Never called: ``post`` merges them all or none."""
        raise NotImplementedError


def merge_url(*numbers: int) -> str:
    """Return the address of the screen that merges these contributions."""
    chosen = "&".join(f"id={number}" for number in numbers)
    return f"{reverse('wagtail_bulk_action', args=['forms', 'submission', MERGE])}?{chosen}"
