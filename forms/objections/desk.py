"""Objections as moderators see and answer them."""

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.cases import answered_objections, open_objections
from forms.models import Objection
from forms.moderation.views.base import DeskView, moderator_of
from forms.moderation.views.reading import reading_context
from forms.objections.forms import AnswerForm
from forms.objections.services import ObjectionRefused, answer, obstacle

LIST_URL_NAME = "wagtailsnippets_forms_submission:objections"
# So many on one screen.
PAGE_SIZE = 25
LONGEST_NUMBER = 18


class ObjectionsView(DeskView):
    """What waits for an answer, and what was answered."""

    template_name = "forms/admin/objections.html"
    http_method_names = ["get", "head"]

    def get_page_subtitle(self) -> str:
        """Name the list."""
        return _("Objections")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one screen of the list, by key."""
        is_answered = self._choice("state", {"", "answered"}) == "answered"
        rows = (answered_objections if is_answered else open_objections)(self.scope)
        if after := self.request.GET.get("after", ""):
            key = _number(after)
            rows = rows.filter(answer_id__lt=key) if is_answered else rows.filter(pk__gt=key)
        rows = rows if is_answered else rows.order_by("pk")
        found = list(
            rows.select_related("submission__page", "decision__staff__user", "answer__staff__user").defer(
                "submission__answers", "submission__search_text"
            )[: PAGE_SIZE + 1]
        )
        shown = found[:PAGE_SIZE]
        last = shown[-1] if len(found) > PAGE_SIZE else None
        me = moderator_of(self.request)
        return {
            **super().get_context_data(**kwargs),
            "is_answered": is_answered,
            "rows": [(each, each.decision.by == me) for each in shown],
            "after": (last.answer_id if is_answered else last.pk) if last else None,
        }

    def _choice(self, name: str, known: set[str]) -> str:
        """Return a parameter; 400 for an unknown value."""
        value = self.request.GET.get(name, "")
        if value not in known:
            raise SuspiciousOperation("unknown value of a known parameter")
        return value


class ObjectionView(DeskView):
    """One objection, beside the contribution and the decision that it is about."""

    template_name = "forms/admin/objection.html"
    http_method_names = ["get", "head", "post"]

    @cached_property
    def objection(self) -> Objection:
        """The objection; those of other sections do not exist here."""
        rows = Objection.objects.select_related(
            "submission__version",
            "submission__page__locale",
            "submission__contributor",
            "decision__staff__user",
            "decision__message",
            "answer__staff__user",
            "answer__message",
        )
        found = rows.filter(pk=self.kwargs["pk"]).first()
        if found is None or not self.scope.holds(found.submission):
            raise Http404
        return found

    def get_page_subtitle(self) -> str:
        """Return which contribution it is about."""
        return _("Objection about contribution no. %(number)s") % {"number": self.objection.submission_id}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add all that is read before answering."""
        objection = self.objection
        is_open = objection.answer is None and objection.submission.state == objection.decision.to_state
        return {
            "form": AnswerForm(),
            **super().get_context_data(**kwargs),
            **reading_context(objection.submission, self.request),
            "objection": objection,
            "decision": objection.decision,
            "is_open": is_open,
            "obstacle": obstacle(moderator_of(self.request), objection) if is_open else "",
            "list_url": reverse(LIST_URL_NAME),
            "inspect_url": objection.submission.admin_url,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer. 403 to whoever may not, 422 for what is missing, 409 when it is no longer open."""
        objection = self.objection
        if obstacle(moderator_of(request), objection):
            return self.render_to_response(self.get_context_data(), status=403)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        given = form.cleaned_data
        try:
            answer(objection, by=moderator_of(request), is_upheld=given["is_upheld"], text=given["text"])
        except ObjectionRefused as refusal:
            del self.objection
            context = self.get_context_data(form=form, conflict=str(refusal))
            return self.render_to_response(context, status=409)
        messages.success(
            request,
            _("The objection is upheld, the decision is reversed.")
            if given["is_upheld"]
            else _("The objection is dismissed, the decision stands."),
        )
        return HttpResponseRedirect(reverse(LIST_URL_NAME), status=303)


def _number(value: str) -> int:
    """Return the key that a screen begins after; 400 for what is none."""
    if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER):
        raise SuspiciousOperation("unknown value of a known parameter")
    return int(value)
