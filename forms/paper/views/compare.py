"""Settle what two agents typed differently."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.builder import NONCE
from forms.intake import nonce as nonces
from forms.limits import gate
from forms.limits.passes import PassUsed
from forms.limits.places import PlacesGone
from forms.models import TypedSheet
from forms.paper import double, handing
from forms.paper.marks import Mark
from forms.paper.services import ReferenceTaken
from forms.paper.views.base import PaperView, answers_in

CHOICE = "sheet-keep-"


class CompareView(PaperView):
    """Both entries side by side, where they differ; a third look at the sheet decides."""

    template_name = "forms/admin/paper/compare.html"

    @cached_property
    def page(self) -> Any:
        """The page that the sheet answers."""
        return self.page_or_404(self.pair[0].page_id)

    @cached_property
    def pair(self) -> list[TypedSheet]:
        """Both entries; what was settled meanwhile, or typed once, is not there."""
        first = get_object_or_404(TypedSheet, pk=self.kwargs["pk"], place=1)
        self.page_or_404(first.page_id)
        pair = double.pair_of(first)
        if len(pair) < 2:
            raise Http404
        return pair

    def get_page_subtitle(self) -> str:
        """Name the sheet."""
        return _("Compare sheet %(reference)s") % {"reference": self.pair[0].reference}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the differences, with what was chosen so far."""
        chosen = kwargs.pop("chosen", {})
        found = double.differences(self.page, *self.pair)
        return {
            "questions": None,
            "sheet": None,
            **super().get_context_data(**kwargs),
            "page": self.page,
            "first": self.pair[0],
            "second": self.pair[1],
            "nonce": kwargs.get("nonce") or nonces.issue(self.page.pk),
            "differences": [(each, CHOICE + each.key, chosen.get(each.key, "")) for each in found],
            "unreadable": Mark.UNREADABLE,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record what was settled; 422 while something is still to choose or to correct."""
        nonce = nonces.read(request.POST.get(NONCE, ""), self.page.pk)
        keys = [each.key for each in double.differences(self.page, *self.pair)]
        chosen = {key: request.POST[CHOICE + key] for key in keys if request.POST.get(CHOICE + key)}
        if nonce is None or len(chosen) < len(keys):
            alert = _("Choose for each difference what the sheet says.")
            return self._again(chosen, alert=alert)
        anew = answers_in(request.POST)
        try:
            receipt, questions, sheet = double.settle(
                self.page, self.agent, self.pair, chosen, anew, secret=nonce.secret
            )
        except ReferenceTaken:
            return self._again(chosen, alert=_("A contribution with this reference is already there."))
        except (PlacesGone, PassUsed) as error:
            return self._again(chosen, alert=gate.late_text(self.page, error))
        if receipt is None:
            return self._again(chosen, questions=questions, sheet=sheet)
        messages.success(request, _("The differences are settled: the sheet counts."))
        target = reverse("paper_batch", args=[receipt.submission.paper_entry.batch_id])
        response = HttpResponseRedirect(target, status=303)
        handing.send(response, request, receipt.code)
        return response

    def _again(self, chosen: dict[str, str], **more: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(chosen=chosen, **more), status=422)
