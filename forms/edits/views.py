"""The author changes what they sent, from their follow-up."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View

from forms import follow
from forms.builder import QuestionForm, field_name
from forms.edits.services import EditRefused, edit, may_edit
from forms.enums import DecisionAction
from forms.fields.reading import questions_of
from forms.intake.places import full_text
from forms.limits.places import PlacesGone
from forms.models import Submission
from forms.private import private
from forms.views import ask_for_code


@method_decorator(private, name="dispatch")
class EditView(View):
    """The same form, filled in with what was sent."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it; back to the follow-up if no change is asked for."""
        submission = follow.followed(request)
        if submission is None or not may_edit(submission):
            return redirect("follow")
        return _show(request, _form(submission), submission)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the change. 422 for answers to correct, 409 if it may not be changed any more."""
        submission = follow.followed_in_form(request)
        if submission is None:
            alert = _("Your follow-up has closed, nothing was sent. Type your code again.")
            return ask_for_code(request, status=403, alert=alert)
        form = _form(submission, _answers(request.POST), request.FILES)
        if not form.is_valid():
            return _show(request, form, submission, status=422)
        try:
            edit(submission, form.answers())
        except EditRefused as refusal:
            return _show(request, form, submission, status=409, alert=str(refusal))
        except PlacesGone as gone:
            form.add_error(field_name(gone.question_id), full_text(gone, form.stream))
            return _show(request, form, submission, status=409)
        response = HttpResponseRedirect(reverse("follow"), status=303)
        follow.begin(request, response, submission.pk)
        return response


def _form(submission: Submission, data: QueryDict | None = None, files: Any = None) -> QuestionForm:
    """Return the form as it was when it was answered, with what was sent or with ``data``."""
    stream = submission.version.stream
    page = submission.page.specific
    form = QuestionForm(stream, offers_contact=False, publishes=page.publishes, data=data, files=files)
    answers = submission.answers
    form.initial = {
        field_name(child.id): child.block.initial(answers[child.id])
        for child in questions_of(stream)
        if child.id in answers
    }
    return form


def _answers(data: QueryDict) -> QueryDict:
    """Return what was sent without the field that says whose form it is."""
    answers = data.copy()
    answers.pop(follow.FORM_FIELD, None)
    return answers


def _show(
    request: HttpRequest, form: QuestionForm, submission: Submission, *, status: int = 200, alert: str = ""
) -> HttpResponse:
    asked = submission.decisions.filter(action=DecisionAction.REQUEST_CHANGE).select_related("message")
    context: dict[str, Any] = {
        "form": form,
        "form_alert": alert,
        "submission": submission,
        "page": submission.page.specific,
        "asked": asked.last(),
        "token": follow.form_token(submission.pk),
        "token_field": follow.FORM_FIELD,
    }
    return render(request, "forms/edit.html", context, status=status)
