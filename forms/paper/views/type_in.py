"""Type in a sheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from forms.builder import NONCE, QuestionForm
from forms.enums import Channel
from forms.intake import nonce as nonces
from forms.models import PaperBatch
from forms.paper import handing
from forms.paper.services import ReferenceTaken, current_batch, type_in, typed_before
from forms.paper.sheet import SheetForm, received_on
from forms.paper.views.base import HandingView, answers_in

# Which button was pressed: the other one goes on to the next sheet.
FINISH = "sheet-finish"


class TypeInView(HandingView):
    """One sheet of one page: the page's own form below what the sheet itself says."""

    template_name = "forms/admin/paper/type_in.html"

    @cached_property
    def page(self) -> Any:
        """The page that the sheet answers."""
        return self.page_or_404(self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return str(self.page.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both forms, as they are or empty, and how many sheets the sitting has."""
        batch = current_batch(self.agent, self.page)
        context = {"sheet": None, "questions": None, "alert": "", "nonce": "", **kwargs}
        context["sheet"] = context["sheet"] or SheetForm(self.page, initial=_kept(batch))
        context["questions"] = context["questions"] or self.page.build_form()
        context["nonce"] = context["nonce"] or nonces.issue(self.page.pk)
        return {
            **super().get_context_data(**context),
            "page": self.page,
            "batch": batch,
            "number": batch.entries.count() if batch else 0,
            "finish": FINISH,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the sheet and lead to the next one, or to the batch; 422 for something to correct."""
        page = self.page
        questions = page.build_form(answers_in(request.POST), files=request.FILES)
        sheet = SheetForm(page, request.POST)
        nonce = nonces.read(request.POST.get(NONCE, ""), page.pk)
        if nonce is None:
            alert = _("This screen was open for too long. Check what you typed, then save it again.")
            return self._again(sheet, questions, status=400, alert=alert)
        receipt = typed_before(questions, sheet, nonce.secret)
        if receipt is None:
            # Both, so that all there is to correct is said at once.
            if not all([sheet.is_valid(), questions.is_valid()]):
                return self._again(sheet, questions, status=422, nonce=request.POST[NONCE])
            try:
                receipt = type_in(page, self.agent, questions, sheet, secret=nonce.secret)
            except ReferenceTaken:
                sheet.add_error("reference", _("A contribution with this reference is already there."))
                return self._again(sheet, questions, status=422, nonce=request.POST[NONCE])
        batch = receipt.submission.paper_entry.batch_id
        finished = FINISH in request.POST
        target = (
            reverse("paper_batch", args=[batch]) if finished else reverse("paper_type_in", args=[page.pk])
        )
        response = HttpResponseRedirect(target, status=303)
        handing.send(response, request, receipt.code)
        return response

    def _again(self, sheet: SheetForm, questions: QuestionForm, *, status: int, **more: str) -> HttpResponse:
        """Show the sheet again, with what was typed."""
        context = self.get_context_data(sheet=sheet, questions=questions, **more)
        return self.render_to_response(context, status=status)


def _kept(batch: PaperBatch | None) -> dict[str, Any]:
    """Return what the next sheet begins with: channel and date of the last one of the sitting."""
    last = batch.entries.select_related("submission").last() if batch else None
    if last is None:
        return {"channel": Channel.PAPER}
    submission = last.submission
    return {"channel": submission.channel, "received_on": received_on(submission.received_at)}
