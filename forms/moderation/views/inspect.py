"""One submission: what was answered, what became of it, and the decision."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.enums import Action, FollowUp
from forms.merging.lineage import lineage_context
from forms.models import Submission
from forms.moderation.decision_form import DecisionForm, NoteForm, OutcomeForm, ReasonForm
from forms.moderation.listing import beyond
from forms.moderation.services import DecisionConflict, TransitionRefused, act
from forms.moderation.states import MESSAGED_ACTIONS, REASONED_ACTIONS, actions_for
from forms.moderation.text import matching
from forms.moderation.views.base import QUEUE_URL, FilteredView, moderator_of, submission_or_404
from forms.moderation.views.reading import reading_context
from forms.moderation.words import done_words
from forms.outcomes import AnswerConflict, NotPublished, answer
from forms.triage.claims import holder_of


class SubmissionView(FilteredView):
    """A screen about one submission of the moderator's sections, reached from the queue."""

    template_name = "forms/admin/inspect.html"

    @cached_property
    def submission(self) -> Submission:
        """The submission, as it stands now."""
        return submission_or_404(self.scope, self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Return its number: the title, which may be long, stands on the screen."""
        return _("Contribution no. %(number)s") % {"number": self.submission.pk}

    def url(self, name: str, pk: int) -> str:
        """Return the address of a screen about a submission that keeps the queue's choice."""
        return reverse(f"wagtailsnippets_forms_submission:{name}", args=[pk]) + self.filters.query_string()

    def next_key(self) -> int | None:
        """Return the next submission of the queue, if there is one."""
        rows = beyond(matching(self.filters, self.scope).rows, self.filters.order, self.submission)
        return rows.values_list("pk", flat=True).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that a moderator reads before deciding."""
        submission = self.submission
        actions = actions_for(submission)
        next_key = self.next_key()
        return {
            "note_form": NoteForm(prefix="note"),
            "form": ReasonForm(),
            # Made by the template, where there are reports to settle.
            "report_form": partial(ReasonForm, auto_id="report_%s"),
            **super().get_context_data(**kwargs),
            **reading_context(submission, self.request),
            "plain_actions": [(a.value, a.label) for a in actions if a not in MESSAGED_ACTIONS],
            "reasoned_actions": [(a.value, a.label) for a in actions if a in MESSAGED_ACTIONS],
            **lineage_context(submission),
            "merge_url": self.url("merge", submission.pk),
            "split_url": self.url("split", submission.pk),
            "open_at": holder_of(submission, other_than=moderator_of(self.request)),
            "decide_url": self.url("decide", submission.pk),
            "note_url": self.url("note", submission.pk),
            "judge_url": self.url("judge", submission.pk),
            "outcome": (outcome := getattr(submission, "outcome", None)),
            "outcome_form": kwargs.get("outcome_form") or OutcomeForm(instance=outcome, prefix="outcome"),
            "outcome_url": self.url("outcome", submission.pk),
            "next_url": self.url("inspect", next_key) if next_key else "",
            "back_url": f"{QUEUE_URL}{self.filters.query_string()}",
        }

    def show(self, status: int, **context: Any) -> HttpResponse:
        """Show the screen again, with what was typed and what is wrong."""
        return self.render_to_response(self.get_context_data(**context), status=status)


class InspectView(SubmissionView):
    """Read one submission."""

    http_method_names = ["get", "head"]


class DecideView(SubmissionView):
    """Take one decision, then go on to the next one that waits."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide. 422 for what is to be corrected, 409 when it is not as the moderator saw it."""
        submission = self.submission
        form = DecisionForm(request.POST)
        if not form.is_valid():
            known = "action" in form.cleaned_data and "revision" in form.cleaned_data
            return self.show(422 if known else 400, form=form)
        action = Action(form.cleaned_data["action"])
        message = form.cleaned_data["message"] if action in MESSAGED_ACTIONS else ""
        reason = form.cleaned_data["reason"] if action in REASONED_ACTIONS else ""
        # Found now: once it is decided, the submission is no longer in the queue.
        next_key = self.next_key()
        try:
            act(
                submission,
                action,
                by=moderator_of(request),
                reason=reason,
                message=message,
                expected_revision=form.cleaned_data["revision"],
            )
        except DecisionConflict as conflict:
            self.submission = submission_or_404(self.scope, pk)
            return self.show(409, form=form, conflict=str(conflict), attempted=action.label)
        except TransitionRefused as refusal:
            return self.show(409, form=form, conflict=str(refusal), attempted=action.label)
        button = messages.button(self.url("inspect", pk), _("See it"))
        messages.success(request, done_words(action, submission), buttons=[button])
        if next_key:
            return HttpResponseRedirect(self.url("inspect", next_key), status=303)
        return HttpResponseRedirect(f"{QUEUE_URL}{self.filters.query_string()}", status=303)


class NoteView(SubmissionView):
    """Leave a private note."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add the note; 422 for an empty or too long one."""
        form = NoteForm(request.POST, prefix="note")
        if not form.is_valid():
            return self.show(422, note_form=form)
        form.instance.submission = self.submission
        form.instance.author = moderator_of(request)
        form.save()
        messages.success(request, _("The note is kept."))
        return HttpResponseRedirect(f"{self.url('inspect', pk)}#notes", status=303)


class OutcomeView(SubmissionView):
    """Say in public what became of a contribution."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write the answer; 422 for an incomplete one, 409 if it is not public or not as it was read."""
        form = OutcomeForm(request.POST, prefix="outcome")
        if not form.is_valid():
            return self.show(400 if "seen" in form.errors else 422, outcome_form=form)
        given = form.cleaned_data
        try:
            answer(
                self.submission,
                by=moderator_of(request),
                state=FollowUp(given["state"]),
                text=given["text"],
                expected_revision=given["seen"],
            )
        except NotPublished:
            return self._refused(
                form, _("The contribution is not published (any more): its answer could not be read.")
            )
        except AnswerConflict:
            self.submission = submission_or_404(self.scope, pk)
            return self._refused(form, _("Somebody else has answered this contribution meanwhile."))
        messages.success(request, _("The answer is published."))
        return HttpResponseRedirect(f"{self.url('inspect', pk)}#outcome", status=303)

    def _refused(self, form: OutcomeForm, conflict: str) -> HttpResponse:
        """Say why nothing was written."""
        return self.show(409, outcome_form=form, conflict=conflict, attempted=_("Publish the answer"))
