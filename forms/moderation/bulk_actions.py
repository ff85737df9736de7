"""The bulk actions of the queue, as Wagtail knows them, and the one it must not have."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from forms.enums import Action
from forms.models import BulkJob, Submission
from forms.moderation import bulk
from forms.moderation.decision_form import ReasonForm
from forms.moderation.filter_form import QueueForm
from forms.moderation.listing import in_order
from forms.moderation.policy import MODERATE
from forms.moderation.scope import Scope, scope_of
from forms.moderation.selection import ALL, chosen_rows, filtered_rows, seen_revisions
from forms.moderation.states import REASONED_ACTIONS, states_for
from forms.moderation.views.base import QUEUE_URL, bad_filters, breadcrumbs, moderator_of, refused

# So many of the rows are named on the confirmation.
NAMED_ROWS = 10


class BulkDecisionForm(ReasonForm):
    """The reason, and what the moderator saw when confirming."""

    up_to = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    total = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class BulkDecision(SnippetBulkAction):
    """One decision for chosen rows or for exactly the filtered set, its number confirmed first."""

    models: ClassVar = [Submission]
    action: ClassVar[Action]
    template_name = "forms/admin/bulk_confirm.html"
    form_class = BulkDecisionForm

    @cached_property
    def scope(self) -> Scope:
        """The sections of whoever asks."""
        return scope_of(self.request.user)

    def check_perm(self, obj: Submission) -> bool:
        """Whether the moderator may decide on this row."""
        return self.permission_policy.user_has_permission_for_instance(self.request.user, MODERATE, obj)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the rows; refuse whoever moderates nothing, and rows of other sections."""
        if not self.scope.is_moderator:
            return refused(request)
        ids = request.GET.getlist("id")
        if ALL in ids:
            form = QueueForm(request.GET, self.scope)
            if not form.is_valid():
                return bad_filters(request, form)
            self.selection = filtered_rows(form.filters(), self.scope)
        elif not ids:
            messages.warning(request, _("Choose at least one contribution."))
            return HttpResponseRedirect(self.next_url if self.next_url != request.path else QUEUE_URL)
        else:
            self.selection = chosen_rows(ids, self.scope)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, unless a reason is missing (422) or more would be decided than was confirmed (409)."""
        form = self.get_form()
        if form.is_valid():
            form.require_reason_for(self.action)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if self.selection.is_cut:
            return self.render_to_response(self.get_context_data(form=form), status=409)
        up_to = form.cleaned_data["up_to"]
        if not 0 < self.selection.size(up_to) <= form.cleaned_data["total"]:
            context = self.get_context_data(form=form, has_changed=True)
            return self.render_to_response(context, status=409)
        return self.begin(form)

    def begin(self, form: BulkDecisionForm) -> HttpResponse:
        """Keep the job, begin it and say where it can be followed."""
        reasoned = self.action in REASONED_ACTIONS
        selection = self.selection
        up_to = form.cleaned_data["up_to"]
        items = selection.items(seen_revisions(self.request.POST))
        job = BulkJob.objects.create(
            by=moderator_of(self.request),
            action=self.action,
            reason=form.cleaned_data["reason"] if reasoned else "",
            message=form.cleaned_data["message"] if reasoned else "",
            filters=selection.filters.as_json() if selection.filters else {},
            items=items,
            up_to=up_to,
            total=len(items) if items is not None else selection.size(up_to),
        )
        bulk.start(job)
        job.refresh_from_db()
        if job.finished_at is None or job.done < job.total:
            address = reverse("wagtailsnippets_forms_submission:job", args=[job.pk])
            return HttpResponseRedirect(address, status=303)
        messages.success(
            self.request,
            _("%(action)s: %(done)s of %(total)s.")
            % {"action": self.display_name, "done": job.done, "total": job.total},
        )
        return HttpResponseRedirect(self.next_url, status=303)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say exactly how many rows it is about, and name the first of them."""
        selection = self.selection
        up_to = selection.last_id()
        total = selection.size(up_to)
        able = selection.rows.filter(pk__lte=up_to, state__in=states_for(self.action)).count()
        rows = list(in_order(selection.rows, "oldest").defer("answers", "search_text")[:NAMED_ROWS])
        form = kwargs.pop("form", None) or self.get_form_class()()
        # What is confirmed is what is shown now.
        seen = [] if selection.filters else list(selection.rows.values_list("pk", "revision"))
        return {
            "form": form,
            "view": self,
            "action_label": self.display_name,
            "action_value": self.action.value,
            "is_reasoned": self.action in REASONED_ACTIONS,
            "is_filtered": selection.filters is not None,
            "is_cut": selection.is_cut,
            "total": total,
            "up_to": up_to,
            "unable": total - able,
            "rows": rows,
            "more": total - len(rows),
            "seen": [f"{pk}:{revision}" for pk, revision in seen],
            "submit_url": self.request.get_full_path(),
            "next": self.next_url if self.next_url != self.request.path else QUEUE_URL,
            "queue_url": QUEUE_URL,
            "header_title": self.display_name,
            "breadcrumbs_items": breadcrumbs(str(self.display_name)),
            **kwargs,
        }

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        """Never called: ``post`` hands the rows to a job, which decides on each by itself."""
        raise NotImplementedError


class PublishMany(BulkDecision):
    """Publish many."""

    action = Action.PUBLISH
    action_type = Action.PUBLISH.value
    display_name = Action.PUBLISH.label
    aria_label = gettext_lazy("Publish the chosen contributions")


class RefuseMany(BulkDecision):
    """Refuse many, for one reason."""

    action = Action.REFUSE
    action_type = Action.REFUSE.value
    display_name = Action.REFUSE.label
    aria_label = gettext_lazy("Refuse the chosen contributions")


class SpamMany(BulkDecision):
    """Mark many as spam."""

    action = Action.SPAM
    action_type = Action.SPAM.value
    display_name = Action.SPAM.label
    aria_label = gettext_lazy("Mark the chosen contributions as spam")


class HideMany(BulkDecision):
    """Hide many, for one reason."""

    action = Action.HIDE
    action_type = Action.HIDE.value
    display_name = Action.HIDE.label
    aria_label = gettext_lazy("Hide the chosen contributions")


class RestoreMany(BulkDecision):
    """Restore many, each to the state before."""

    action = Action.RESTORE
    action_type = Action.RESTORE.value
    display_name = Action.RESTORE.label
    aria_label = gettext_lazy("Restore the chosen contributions")


class KeepMany(BulkDecision):
    """Note for many that were published at once that they stay."""

    action = Action.KEEP
    action_type = Action.KEEP.value
    display_name = Action.KEEP.label
    aria_label = gettext_lazy("Keep the chosen contributions published")


class NoDelete(SnippetBulkAction):
    """Stands in for the bulk deletion that Wagtail gives every snippet: there is none here."""

    models: ClassVar = [Submission]
    display_name = gettext_lazy("Delete")
    action_type = "delete"
    aria_label = gettext_lazy("Delete")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer as for an address that does not exist."""
        raise Http404

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        """Never called."""
        raise NotImplementedError


BULK_ACTIONS = (PublishMany, RefuseMany, SpamMany, HideMany, RestoreMany, KeepMany, NoDelete)
