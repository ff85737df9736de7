"""Type in a sheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from forms.builder import NONCE, QuestionForm
from forms.enums import Channel
from forms.intake import nonce as nonces
from forms.limits import gate
from forms.limits.passes import PassUsed
from forms.limits.places import PlacesGone
from forms.models import PaperBatch, PaperSheet
from forms.paper import codes, double, handing
from forms.paper.lines import lines_of, media_of, unasked, warnings
from forms.paper.marks import Marks, apply, marks_in
from forms.paper.printed.lookup import find_sheet
from forms.paper.services import (
    ReferenceTaken,
    current_batch,
    type_in,
    type_in_anonymous,
    typed_before,
)
from forms.paper.sheet import SheetForm, received_on
from forms.paper.views.base import HandingView, answers_in

# Which button was pressed: the other one goes on to the next sheet.
FINISH = "sheet-finish"
# The questions whose answers the agent left out after being told that they were not asked.
LEFT_OUT = "sheet-left-out"


class TypeInView(HandingView):
    """One sheet of one page, laid out like the paper, below what the sheet itself says."""

    template_name = "forms/admin/paper/type_in.html"

    @cached_property
    def page(self) -> Any:
        """The page that the sheet answers."""
        return self.page_or_404(self.kwargs["pk"])

    @cached_property
    def printed(self) -> PaperSheet | None:
        """The printed sheet that was opened by its code, if any."""
        sheet = find_sheet(self.request.GET.get("sheet", ""))
        return sheet if sheet and sheet.paper_print.page_id == self.page.pk else None

    @cached_property
    def stream(self) -> StreamValue:
        """The questions: those that were printed, whatever became of the page since."""
        stream: StreamValue = self.printed.paper_print.version.stream if self.printed else self.page.form
        return stream

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return str(self.page.title)

    def questions(self, data: Any = None, files: Any = None) -> QuestionForm:
        """Return the form of the questions, filled with what was sent if anything was."""
        return QuestionForm(
            self.stream,
            offers_contact=self.page.offers_contact and not self.page.anonymous,
            publishes=self.page.publishes,
            data=data,
            files=files,
        )

    def sheet(self, data: Any = None) -> SheetForm:
        """Return what is asked of the sheet itself."""
        version_id = self.printed.paper_print.version_id if self.printed else None
        initial = _kept(current_batch(self.agent, self.page))
        if self.printed:
            initial["reference"] = codes.shown(self.printed.code)
        return SheetForm(self.page, data, version_id=version_id, initial=initial)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both forms, as they are or empty, and how many sheets the sitting has."""
        batch = current_batch(self.agent, self.page)
        context = {"alert": "", "nonce": "", "warnings": [], "left_out": "", "marks": {}, **kwargs}
        questions = context["questions"] = context.get("questions") or self.questions()
        context["sheet"] = context.get("sheet") or self.sheet()
        context["nonce"] = context["nonce"] or nonces.issue(self.page.pk)
        return {
            **super().get_context_data(**context),
            "page": self.page,
            "printed": self.printed,
            "lines": list(lines_of(questions, context["marks"])),
            "media_of_questions": media_of(questions),
            "batch": batch,
            "number": batch.entries.count() if batch else 0,
            "finish": FINISH,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record the sheet and lead to the next one, or to the batch; 422 for something to correct."""
        page, nonce = self.page, nonces.read(request.POST.get(NONCE, ""), self.page.pk)
        questions = self.questions(answers_in(request.POST), request.FILES)
        sheet = self.sheet(request.POST)
        marks = apply(marks_in(request.POST), questions)
        if nonce is None:
            alert = _("This screen was open for too long. Check what you typed, then save it again.")
            return self._again(sheet, questions, marks, status=400, alert=alert)
        by_itself = page.double_entry or page.anonymous
        receipt = None if by_itself else typed_before(questions, sheet, nonce.secret)
        if receipt is None:
            again: dict[str, Any] = {"status": 422, "nonce": request.POST[NONCE]}
            # Both, so that all there is to correct is said at once.
            if not all([sheet.is_valid(), questions.is_valid()]):
                return self._again(sheet, questions, marks, **again)
            extra = unasked(questions)
            if extra and request.POST.get(LEFT_OUT) != " ".join(extra):
                said: dict[str, Any] = {"warnings": warnings(questions, extra), "left_out": " ".join(extra)}
                return self._again(sheet, questions, marks, **again, **said)
            try:
                if page.anonymous:
                    sent = type_in_anonymous(page, questions, sheet, secret=nonce.secret)
                    return self._on(reverse("paper_type_in", args=[page.pk]), sent.code)
                if page.double_entry:
                    kept = double.keep(page, self.agent, questions, sheet, marks, secret=nonce.secret)
                    if kept.receipt is None:
                        return self._kept(kept)
                    receipt = kept.receipt
                else:
                    receipt = type_in(page, self.agent, questions, sheet, secret=nonce.secret, marks=marks)
            except (ReferenceTaken, double.NotYours) as error:
                sheet.add_error("reference", str(error) or _("This reference is already there."))
                return self._again(sheet, questions, marks, **again)
            except (PlacesGone, PassUsed) as error:
                return self._again(sheet, questions, marks, **again, alert=gate.late_text(page, error))
        batch = receipt.submission.paper_entry.batch_id
        finished = FINISH in request.POST
        target = (
            reverse("paper_batch", args=[batch]) if finished else reverse("paper_type_in", args=[page.pk])
        )
        return self._on(target, receipt.code)

    def _on(self, target: str, code: str) -> HttpResponse:
        """Lead to the next screen, which hands the code over."""
        response = HttpResponseRedirect(target, status=303)
        handing.send(response, self.request, code)
        return response

    def _kept(self, kept: double.Kept) -> HttpResponse:
        """Go on after a sheet that does not count yet: it waits for another agent, or is to be compared."""
        return HttpResponseRedirect(
            kept.go_on(self.request, finished=FINISH in self.request.POST), status=303
        )

    def _again(
        self, sheet: SheetForm, questions: QuestionForm, marks: Marks, *, status: int, **more: Any
    ) -> HttpResponse:
        """Show the sheet again, with what was typed."""
        context = self.get_context_data(sheet=sheet, questions=questions, marks=marks, **more)
        return self.render_to_response(context, status=status)


def _kept(batch: PaperBatch | None) -> dict[str, Any]:
    """Return what the next sheet begins with: channel and date of the last one of the sitting."""
    last = batch.entries.select_related("submission").last() if batch else None
    if last is None:
        return {"channel": Channel.PAPER}
    submission = last.submission
    return {"channel": submission.channel, "received_on": received_on(submission.received_at)}
