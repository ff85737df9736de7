"""The screens on which words are masked, and on which the original is read."""

import logging
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.assist.marking import marked
from forms.assist.screen import Warned, warnings_of
from forms.assist.texts import Written, written_answers
from forms.moderation.services import TransitionRefused
from forms.moderation.views.base import moderator_of, submission_or_404
from forms.moderation.views.inspect import SubmissionView
from forms.redaction.forms import MaskForm
from forms.redaction.rights import may_view_original
from forms.redaction.services import mask, may_mask

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
    """Read what was masked, for those who have the right to."""

    template_name = "forms/admin/mask_original.html"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the originals, which no cache keeps; who reads them is logged."""
        submission = self.submission
        if not may_view_original(request.user):
            raise PermissionDenied
        originals = list(submission.originals.select_related("decision__staff__user", "version"))
        logger.info("Originals of submission %d read by user %d", submission.pk, moderator_of(request).pk)
        context = {
            **super(SubmissionView, self).get_context_data(),
            "submission": submission,
            "originals": originals,
            "back_url": self.url("inspect", submission.pk),
        }
        response = self.render_to_response(context)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def get_page_subtitle(self) -> str:
        """Return what is read here."""
        return _("Original of masked words")
