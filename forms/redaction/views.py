"""The screens on which words are masked, and on which the original is read."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.assist.marking import marked
from forms.assist.screen import Warned, warnings_of
from forms.assist.texts import Written, written_answers
from forms.moderation.listing import LONGEST_NUMBER
from forms.moderation.services import TransitionRefused
from forms.moderation.views.base import moderator_of, submission_or_404
from forms.moderation.views.inspect import SubmissionView
from forms.redaction.forms import MaskForm
from forms.redaction.rights import may_view_original
from forms.redaction.services import mask, may_mask
from forms.redaction.unmasking import unmask

logger = logging.getLogger(__name__)

TRIAGE = "triage"


class MaskView(SubmissionView):
    """Choose words and mask them. Works without JavaScript."""

    template_name = "forms/admin/mask.html"
    http_method_names = ["get", "head", "post"]

    def get_page_subtitle(self) -> str:
        """Return what is done here."""
        return _("Mask words")

    @cached_property
    def written(self) -> list[Written]:
        """The answers in which words can be masked."""
        return written_answers(self.submission.version.stream, self.submission.answers)

    @cached_property
    def warnings(self) -> list[Warned]:
        """What was pointed out in them."""
        return warnings_of(self.submission)

    @property
    def back(self) -> str:
        """Where the moderator came from."""
        if self.request.GET.get("back") == TRIAGE:
            return reverse("wagtailsnippets_forms_submission:triage") + self.filters.query_string(
                at=self.submission.pk
            )
        return self.url("inspect", self.submission.pk)

    def mask_form(self, data: Any = None) -> MaskForm:
        """Return the form, with the warning that the address names already ticked."""
        initial = {"places": self.request.GET.getlist("span"), "revision": self.submission.revision}
        return MaskForm(data, written=self.written, warnings=self.warnings, initial=initial)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the texts, with what was found in them marked."""
        spans = {each: [w.span for w in self.warnings if w.written == each] for each in self.written}
        return {
            "mask_form": self.mask_form(),
            **super(SubmissionView, self).get_context_data(**kwargs),
            "submission": self.submission,
            "texts": [(each, marked(each.text, spans[each])) for each in self.written],
            "may_mask": may_mask(self.submission),
            "back_url": self.back,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mask. 422 for what is to be corrected, 409 if the text is not as the moderator saw it."""
        form = self.mask_form(request.POST)
        if not form.is_valid():
            return self.show(422, mask_form=form)
        try:
            mask(
                self.submission,
                form.parts(),
                by=moderator_of(request),
                reason=form.cleaned_data["reason"],
                message=form.cleaned_data["message"],
                expected_revision=form.cleaned_data["revision"],
            )
        except TransitionRefused as refusal:
            del self.written, self.warnings
            self.submission = submission_or_404(self.scope, pk)
            return self.show(409, conflict=str(refusal), mask_form=self.mask_form())
        messages.success(request, _("The words are masked."))
        return HttpResponseRedirect(self.back, status=303)


class OriginalView(SubmissionView):
    """Read what was masked, and put it back: for those who have the right to."""

    template_name = "forms/admin/mask_original.html"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever has not the right; no cache keeps what the others read."""
        if not may_view_original(request.user):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the originals; who reads them is logged."""
        pk = self.submission.pk
        logger.info("Originals of submission %d read by user %d", pk, moderator_of(request).pk)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the words of the last masking back. 409 if that is no longer possible."""
        revision = request.POST.get("revision", "")
        if not (revision.isascii() and revision.isdigit() and len(revision) <= LONGEST_NUMBER):
            raise SuspiciousOperation("no revision")
        try:
            unmask(self.submission, by=moderator_of(request), expected_revision=int(revision))
        except TransitionRefused as refusal:
            self.submission = submission_or_404(self.scope, pk)
            return self.show(409, conflict=str(refusal))
        messages.success(request, _("The masked words are back."))
        return HttpResponseRedirect(self.url("inspect", pk), status=303)

    def get_page_subtitle(self) -> str:
        """Return what is read here."""
        return _("Original of masked words")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was masked, the last masking first."""
        return {
            **super(SubmissionView, self).get_context_data(**kwargs),
            "submission": self.submission,
            "originals": list(self.submission.originals.select_related("decision__staff__user", "version")),
            "back_url": self.url("inspect", self.submission.pk),
        }
