"""The author objects, from their follow-up."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from forms import follow
from forms.models import Decision, Submission
from forms.objections.forms import ObjectionForm
from forms.objections.rights import contestable
from forms.objections.services import ObjectionRefused, object_to
from forms.private import private
from forms.views import ask_for_code


@method_decorator(private, name="dispatch")
class ObjectView(View):
    """Say why a decision is contested; once for each decision."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the decision and the form; back to the follow-up if there is nothing to contest."""
        submission = follow.followed(request)
        decision = contestable(submission) if submission else None
        if submission is None or decision is None:
            return redirect("follow")
        return _show(request, ObjectionForm(initial={"decision": decision.pk}), submission, decision)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the objection. 422 for an empty one, 403 when the follow-up has closed, 409 when too late."""
        submission = follow.followed_in_form(request)
        if submission is None:
            alert = _("Your follow-up has closed, nothing was sent. Type your code again.")
            return ask_for_code(request, status=403, alert=alert)
        form = ObjectionForm(request.POST)
        decision = contestable(submission)
        if not form.is_valid() and decision is not None:
            return _show(request, form, submission, decision, status=422)
        try:
            object_to(submission, form.cleaned_data.get("decision", 0), form.cleaned_data.get("text", ""))
        except ObjectionRefused as refusal:
            return _show(request, form, submission, decision, status=409, alert=str(refusal))
        response = HttpResponseRedirect(reverse("follow"), status=303)
        follow.begin(request, response, submission.pk)
        return response


def _show(
    request: HttpRequest,
    form: ObjectionForm,
    submission: Submission,
    decision: Decision | None,
    *,
    status: int = 200,
    alert: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "form_alert": alert,
        "submission": submission,
        "decision": decision,
        "token": follow.form_token(submission.pk),
        "token_field": follow.FORM_FIELD,
    }
    return render(request, "forms/objection.html", context, status=status)
