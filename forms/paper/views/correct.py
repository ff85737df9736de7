"""Correct what was typed in."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from forms.builder import QuestionForm, field_name
from forms.fields.reading import questions_of
from forms.intake.places import full_text
from forms.intake.services import CorrectionRefused
from forms.limits.places import PlacesGone
from forms.models import PaperEntry
from forms.paper.lines import lines_of, media_of
from forms.paper.marks import apply, marks_in
from forms.paper.services import ReferenceTaken, TooLate, correct_entry
from forms.paper.sheet import SheetForm, received_on
from forms.paper.views.base import PaperView, answers_in


class CorrectView(PaperView):
    """One entry of the last hour, corrected by who typed it."""

    template_name = "forms/admin/paper/correct.html"
    page_subtitle: Any = gettext_lazy("Correct an entry")

    @cached_property
    def entry(self) -> PaperEntry:
        """One of the agent's own; another's does not exist here."""
        entries = PaperEntry.objects.filter(batch__agent=self.agent).select_related(
            "submission__version", "submission__double_entry", "batch"
        )
        return get_object_or_404(entries, pk=self.kwargs["pk"])

    @cached_property
    def page(self) -> Any:
        """The page that the sheet answers."""
        return self.page_or_404(self.entry.submission.page_id)

    def _questions(self, data: QueryDict | None = None, files: Any = None) -> QuestionForm:
        """Return the page's form with what was typed; the contact has already been written to."""
        stream = self.entry.submission.version.stream
        form = QuestionForm(
            stream, offers_contact=False, publishes=self.page.publishes, data=data, files=files
        )
        self.marks = apply(marks_in(self.request.POST) if data is not None else self.entry.marks, form)
        answers = self.entry.submission.answers
        form.initial = {
            field_name(child.id): child.block.initial(answers[child.id])
            for child in questions_of(stream)
            if child.id in answers
        }
        return form

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was typed."""
        if not self.entry.is_correctable:
            return self._closed()
        submission = self.entry.submission
        initial = {
            "channel": submission.channel,
            "received_on": received_on(submission.received_at),
            "reference": submission.external_id,
        }
        sheet = SheetForm(self.page, initial=initial, submission=submission)
        return self._show(sheet, self._questions())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Replace it and lead back to the batch; 422 for something to correct."""
        sheet = SheetForm(self.page, request.POST, submission=self.entry.submission)
        questions = self._questions(answers_in(request.POST), request.FILES)
        if not self.entry.is_correctable:
            return self._closed()
        if not all([sheet.is_valid(), questions.is_valid()]):
            return self._show(sheet, questions, status=422)
        try:
            correct_entry(self.entry, self.page, questions, sheet, self.marks)
        except ReferenceTaken:
            sheet.add_error("reference", _("A contribution with this reference is already there."))
            return self._show(sheet, questions, status=422)
        except PlacesGone as gone:
            questions.add_error(field_name(gone.question_id), full_text(gone, questions.stream))
            return self._show(sheet, questions, status=422)
        except (TooLate, CorrectionRefused):
            return self._closed()
        messages.success(request, _("The entry is corrected."))
        return self._to_batch()

    def _show(self, sheet: SheetForm, questions: QuestionForm, status: int = 200) -> HttpResponse:
        context = {
            **self.get_context_data(),
            "page": self.page,
            "entry": self.entry,
            "sheet": sheet,
            "questions": questions,
            "lines": list(lines_of(questions, self.marks)),
            "media_of_questions": media_of(questions),
        }
        return self.render_to_response(context, status=status)

    def _closed(self) -> HttpResponse:
        """Say why it is no longer corrected here."""
        text = _(
            "This entry can no longer be corrected here: the hour is over, or a moderator has decided on "
            "it. Nothing was changed. Tell the moderators what is wrong."
        )
        messages.error(self.request, text)
        return self._to_batch()

    def _to_batch(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("paper_batch", args=[self.entry.batch_id]), status=303)
