"""Triage: one submission at a time. The same addresses answer with a page, or with its changing part."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.enums import Action
from forms.models import Decision, Submission
from forms.moderation.decision_form import DecisionForm
from forms.moderation.listing import LONGEST_NUMBER, in_order
from forms.moderation.services import DecisionConflict, TransitionRefused, act
from forms.moderation.states import MESSAGED_ACTIONS, REASONED_ACTIONS
from forms.moderation.text import Matching, matching
from forms.moderation.undo import undo
from forms.moderation.views.base import (
    QUEUE_URL,
    READ_WITH_IT,
    FilteredView,
    moderator_of,
    submission_or_404,
)
from forms.triage import claims
from forms.triage.buttons import SKIP
from forms.triage.opening import Opened, count_after, open_next
from forms.triage.screen import done_context, keys_are_on, screen_context

# Says that an answer holds the changing part alone.
FRAGMENT = "X-Triage"


def triage_url(name: str, *args: int) -> str:
    """Return the address of one of triage's screens."""
    return reverse(f"wagtailsnippets_forms_submission:{name}", args=args)


class TriageScreen(FilteredView):
    """A screen with one submission on it, or none."""

    template_name = "forms/admin/triage.html"
    page_subtitle = gettext_lazy("Triage")
    opened = Opened(None)

    @cached_property
    def matching(self) -> Matching:
        """The rows of this choice."""
        return matching(self.filters, self.scope)

    def get_template_names(self) -> list[str]:
        """Return the changing part alone to the script."""
        if self.is_fragment:
            return ["forms/admin/triage_item.html"]
        return [self.template_name]

    @property
    def is_fragment(self) -> bool:
        """Whether the script asks (Wagtail answers such a request with 403 once the session is over)."""
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the submission with all that is needed to decide, and what was decided last."""
        query = self.filters.query_string()
        submission = self.opened.submission
        user = moderator_of(self.request)
        context = {
            **super().get_context_data(**kwargs),
            "keys_are_on": keys_are_on(user),
            "query": query,
            "triage_url": triage_url("triage") + query,
            "undo_url": triage_url("triage_undo") + query,
            "back_url": f"{QUEUE_URL}{query}",
        }
        if submission is None:
            first = in_order(self.matching.rows, self.filters.order).values_list("pk", flat=True).first()
            return {**context, "submission": None, "others_wait": first is not None}
        return {
            **context,
            **screen_context(submission, self.request, self.scope, kwargs.get("form")),
            "more": self.opened.more,
            "decide_url": triage_url("triage_decide", submission.pk) + query,
            "renew_url": triage_url("triage_renew", submission.pk),
            "renew_seconds": int(claims.RENEWAL.total_seconds()),
            "inspect_url": triage_url("inspect", submission.pk) + query,
        }

    def reopen(self, submission: Submission) -> None:
        """Have a submission on the screen that the moderator has had there before."""
        self.opened = Opened(submission, self.count_after(submission))

    def count_after(self, submission: Submission) -> str:
        """Return how many of this choice follow."""
        return count_after(self.matching.rows, self.filters.order, submission, by=moderator_of(self.request))

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """Answer with the screen."""
        response = self.render_to_response(self.get_context_data(**context), status=status)
        response[FRAGMENT] = "1" if self.is_fragment else "0"
        return response

    def go(self, **where: int) -> HttpResponse:
        """Send on to a place in triage, with the choice kept."""
        address = triage_url("triage") + self.filters.query_string(**where)
        return HttpResponseRedirect(address, status=303)


class TriageView(TriageScreen):
    """Open the next submission, or the one that is asked for."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Claim what is shown, and nothing else.

        ``after`` is the submission beyond which to go on, ``at`` the one to show, ``done`` the
        decision that was taken last. 400 for what is none of these sections.
        """
        user = moderator_of(request)
        done = self._done()
        at = self._asked("at")
        if at is not None and claims.take(at.pk, by=user):
            self.reopen(at)
            return self.show(done=done and done_context(done, user))
        after = at or self._passed(done)
        rows = self.matching.rows.select_related(*READ_WITH_IT)
        self.opened = open_next(rows, self.filters.order, by=user, after=after)
        return self.show(done=done and done_context(done, user), held=self._held(at))

    def _asked(self, name: str) -> Submission | None:
        """Return the submission that the address names."""
        value = self.request.GET.get(name, "")
        if not value:
            return None
        try:
            return submission_or_404(self.scope, int(number(value)))
        except Http404 as error:
            raise SuspiciousOperation("unknown value of a known parameter") from error

    def _passed(self, done: Decision | None) -> Submission | None:
        """Return the submission to go on from: as a rule the one that was decided last."""
        if done and self.request.GET.get("after") == str(done.submission_id):
            return done.submission
        return self._asked("after")

    def _held(self, asked: Submission | None) -> dict[str, Any] | None:
        """Return who has the submission that was asked for, if that is why another one is shown."""
        if asked is None:
            return None
        return {"submission": asked, "by": claims.holder_of(asked, other_than=moderator_of(self.request))}

    def _done(self) -> Decision | None:
        """Return the decision that the address names, if it is on a submission of these sections."""
        value = self.request.GET.get("done", "")
        if not value:
            return None
        decisions = Decision.objects.select_related("submission", "staff__user")
        decision = decisions.filter(pk=int(number(value))).first()
        return decision if decision and self.scope.holds(decision.submission) else None


class TriageDecideView(TriageScreen):
    """Decide on a submission, or skip it, and go on to the next one."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it. 422 for what is to be corrected, 409 when it is not as the moderator saw it."""
        submission = submission_or_404(self.scope, pk)
        user = moderator_of(request)
        wish, _colon, reason = request.POST.get("do", "").partition(":")
        if wish == SKIP:
            claims.release(by=user)
            return self.go(after=pk)
        form = DecisionForm({**request.POST.dict(), "action": wish, "reason": reason})
        if not form.is_valid():
            known = {"action", "revision"} <= form.cleaned_data.keys()
            self.reopen(submission)
            return self.show(422 if known else 400, form=form)
        given = form.cleaned_data
        action = Action(given["action"])
        try:
            decision = act(
                submission,
                action,
                by=user,
                reason=given["reason"] if action in REASONED_ACTIONS else "",
                message=given["message"] if action in MESSAGED_ACTIONS else "",
                expected_revision=given["revision"],
            )
        except TransitionRefused as refusal:
            submission = submission_or_404(self.scope, pk)
            self.reopen(submission)
            return self.show(409, form=form, conflict=_conflict(refusal, submission, form))
        claims.release(by=user)
        return self.go(after=pk, done=decision.pk)


def _conflict(refusal: TransitionRefused, submission: Submission, form: DecisionForm) -> dict[str, Any]:
    """Return both sides: what was decided since the moderator read it, and what they were about to do."""
    given = form.cleaned_data
    since = submission.decisions.filter(revision__gt=given["revision"])
    reasons = dict(form.fields["reason"].choices)  # type: ignore[attr-defined]
    return {
        "words": str(refusal),
        "decided": list(since.select_related("staff__user", "message")),
        "action": Action(given["action"]).label,
        "reason": reasons.get(given["reason"], "") if given["reason"] else "",
        "text": given["message"],
        "is_decided": isinstance(refusal, DecisionConflict),
    }


class TriageUndoView(TriageScreen):
    """Take the last decision back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Undo, then show the submission again; 409 when it is too late, with the screen as it was."""
        user = moderator_of(request)
        decisions = Decision.objects.select_related("submission", "staff__user")
        decision = decisions.filter(
            pk=int(number(request.POST.get("decision", ""))), submission__in=self.scope.submissions()
        ).first()
        if decision is None:
            raise Http404
        try:
            link = undo(decision, by=user)
        except TransitionRefused as refusal:
            own = claims.mine(user)
            if own is not None:
                self.reopen(submission_or_404(self.scope, own))
            return self.show(409, notice=str(refusal))
        claims.release(by=user)
        return self.go(at=decision.submission_id, done=link.pk)


class TriageRenewView(FilteredView):
    """Keep a claim while its screen is open."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Renew it: 204. 409 with words if somebody else has it now, or has decided on it."""
        submission = submission_or_404(self.scope, pk)
        user = moderator_of(request)
        revision = number(request.POST.get("revision", ""))
        if submission.revision != int(revision):
            return HttpResponse(str(DecisionConflict(submission)), status=409, content_type="text/plain")
        if claims.take(pk, by=user):
            return HttpResponse(status=204)
        holder = claims.holder_of(submission, other_than=user)
        words = _("%(who)s has this contribution open now.") % {"who": holder}
        return HttpResponse(words, status=409, content_type="text/plain")


def number(value: str) -> str:
    """Return digits; 400 for anything else."""
    if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER):
        raise SuspiciousOperation("unknown value of a known parameter")
    return value
