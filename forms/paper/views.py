"""The agents' screens: choose a page, type in a sheet, read the batch, correct an entry."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms.builder import NONCE, QuestionForm, field_name
from forms.enums import Channel
from forms.fields.reading import questions_of
from forms.intake import nonce as nonces
from forms.intake.services import CorrectionRefused
from forms.models import PaperBatch, PaperEntry
from forms.paper import handing
from forms.paper.menu import ICON
from forms.paper.sections import form_page, form_pages, may_type
from forms.paper.services import (
    ReferenceTaken,
    TooLate,
    correct_entry,
    current_batch,
    type_in,
    typed_before,
)
from forms.paper.sheet import SheetForm, received_on

BATCHES_SHOWN = 20
# Which button was pressed: the other one goes on to the next sheet.
FINISH = "sheet-finish"


class PaperView(WagtailAdminTemplateMixin, TemplateView):
    """A screen for those who may type in for at least one section."""

    page_title: Any = gettext_lazy("Paper entry")
    header_icon = ICON

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may type in nowhere; what they hold is personal, so that no cache keeps it."""
        if not may_type(request.user):
            return render(request, "forms/admin/paper/refused.html", status=403)
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    @property
    def agent(self) -> User:
        """Who types."""
        return cast("User", self.request.user)

    @cached_property
    def batches(self) -> "QuerySet[PaperBatch]":
        """The agent's own sittings, the newest first."""
        return PaperBatch.objects.filter(agent=self.agent).select_related("page").order_by("-last_at")

    def page_or_404(self, pk: int) -> Any:
        """Return a page of the agent's sections; one of another section does not exist here."""
        page = form_page(self.agent, pk)
        if page is None:
            raise Http404
        return page

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home, the choice of a page, and where the screen is below it."""
        here = str(self.get_page_subtitle())
        items = [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("paper"), "label": _("Paper entry")},
        ]
        return [*items, {"url": "", "label": here}] if here else items


class HandingView(PaperView):
    """A screen to which a recorded sheet leads: it shows its code, once."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the code that the screen before sent, and forget it."""
        handed = handing.received(request)
        context = {**self.get_context_data(**kwargs), "handed": handed}
        response = self.render_to_response(context)
        if handing.COOKIE in request.COOKIES:
            handing.forget(response)
        return response


class PagesView(PaperView):
    """The pages of the agent's sections, and the agent's last batches."""

    template_name = "forms/admin/paper/pages.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both."""
        batches = self.batches.annotate(number=Count("entries"))[:BATCHES_SHOWN]
        return {
            **super().get_context_data(**kwargs),
            "form_pages": form_pages(self.agent),
            "batches": batches,
        }


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
        questions = page.build_form(_answers(request.POST))
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


class BatchView(HandingView):
    """What the agent typed in for one page in one sitting: to check against the sheets, and to print."""

    template_name = "forms/admin/paper/batch.html"

    @cached_property
    def batch(self) -> PaperBatch:
        """One of the agent's own; another's does not exist here."""
        return get_object_or_404(self.batches.select_related("page__locale"), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return str(self.batch.page.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the entries; one version object serves all that share it."""
        entries = list(self.batch.entries.select_related("submission__version"))
        versions = {entry.submission.version_id: entry.submission.version for entry in entries}
        for entry in entries:
            entry.submission.version = versions[entry.submission.version_id]
        return {
            **super().get_context_data(**kwargs),
            "batch": self.batch,
            "entries": entries,
            "agent": self.agent,
            "takes_more": form_page(self.agent, self.batch.page_id) is not None,
        }


class CorrectView(PaperView):
    """One entry of the last hour, corrected by who typed it."""

    template_name = "forms/admin/paper/correct.html"
    page_subtitle: Any = gettext_lazy("Correct an entry")

    @cached_property
    def entry(self) -> PaperEntry:
        """One of the agent's own; another's does not exist here."""
        entries = PaperEntry.objects.filter(batch__agent=self.agent).select_related("submission", "batch")
        return get_object_or_404(entries, pk=self.kwargs["pk"])

    @cached_property
    def page(self) -> Any:
        """The page that the sheet answers."""
        return self.page_or_404(self.entry.submission.page_id)

    def _questions(self, data: QueryDict | None = None) -> QuestionForm:
        """Return the page's form with what was typed; the contact has already been written to."""
        stream = self.page.form
        form = QuestionForm(stream, offers_contact=False, publishes=self.page.publishes, data=data)
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
        questions = self._questions(_answers(request.POST))
        if not self.entry.is_correctable:
            return self._closed()
        if not all([sheet.is_valid(), questions.is_valid()]):
            return self._show(sheet, questions, status=422)
        try:
            correct_entry(self.entry, self.page, questions, sheet)
        except ReferenceTaken:
            sheet.add_error("reference", _("A contribution with this reference is already there."))
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


def _answers(data: QueryDict) -> QueryDict:
    """Return what the page's form was given, without what belongs to the sheet."""
    answers = data.copy()
    for name in data:
        if name.startswith("sheet-"):
            del answers[name]
    return answers


def _kept(batch: PaperBatch | None) -> dict[str, Any]:
    """Return what the next sheet begins with: channel and date of the last one of the sitting."""
    last = batch.entries.select_related("submission").last() if batch else None
    if last is None:
        return {"channel": Channel.PAPER}
    submission = last.submission
    return {"channel": submission.channel, "received_on": received_on(submission.received_at)}
