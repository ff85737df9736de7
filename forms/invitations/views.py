"""The screens of places and invitations of one page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms.enums import Once
from forms.invitations import services
from forms.invitations.access import editable_page
from forms.invitations.files import lines, written
from forms.invitations.forms import BringInForm, GenerateForm, LetterForm, PlacesForm
from forms.invitations.letters import file_of, link_of
from forms.limits.quotas import set_places
from forms.models import InvitationBatch, Quota
from forms.paper.printed.typeset import NotPrintable


class PageView(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one page, for those who may edit it."""

    page_title: Any = gettext_lazy("Places and invitations")
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not edit the page. No cache keeps codes."""
        if not self.pages_found:
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    @cached_property
    def pages_found(self) -> list[Any]:
        """The page, nothing if it may not be edited."""
        found = editable_page(self.request.user, self.kwargs["pk"])
        return [found] if found else []

    @property
    def page(self) -> Any:
        """The page."""
        return self.pages_found[0]

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return str(self.page.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the page, and where the screen is below it."""
        return [
            {"url": reverse("wagtailadmin_explore", args=[self.page.pk]), "label": self.page.title},
            {"url": reverse("invitations", args=[self.page.pk]), "label": _("Places and invitations")},
        ]

    def batch_or_404(self) -> InvitationBatch:
        """Return a batch of the page; another page's does not exist here."""
        return get_object_or_404(InvitationBatch, pk=self.kwargs["batch"], page_key=self.page.translation_key)

    def back(self) -> HttpResponse:
        """Lead to the overview."""
        return HttpResponseRedirect(reverse("invitations", args=[self.page.pk]), status=303)


class OverviewView(PageView):
    """What is limited, how many places are taken, which codes there are and what became of them."""

    template_name = "forms/admin/invitations/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms, as they were sent or empty."""
        page = self.page
        whole = Quota.objects.filter(page_key=page.translation_key, question_id="").first()
        context = {
            "page": page,
            "taken": whole.taken if whole else 0,
            "takes_codes": page.once == Once.INVITATION,
            "counts": services.counts_of(page),
            "generate": GenerateForm(),
            "bring_in": BringInForm(),
            "places": PlacesForm(page) if page.category_limits else None,
        }
        return {**super().get_context_data(**kwargs), **context, **kwargs}

    def again(self, **forms: Any) -> HttpResponse:
        """Show the screen with something to correct."""
        return self.render_to_response(self.get_context_data(**forms), status=422)


class GenerateView(OverviewView):
    """Make codes."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make them and show the batch."""
        form = GenerateForm(request.POST)
        if not form.is_valid():
            return self.again(generate=form)
        number = form.cleaned_data["number"]
        services.generate(self.page, form.cleaned_data["name"], number, by=request.user)
        text = ngettext("%(number)d code is made.", "%(number)d codes are made.", number)
        messages.success(request, text % {"number": number})
        return self.back()


class BringInView(OverviewView):
    """Bring in codes of another tool."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take them all or none."""
        form = BringInForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.again(bring_in=form)
        codes = form.cleaned_data["file"]
        try:
            services.bring_in(self.page, form.cleaned_data["name"], codes, by=request.user)
        except services.CodesKnown as known:
            text = _("These codes are there already, or twice in the file: %(lines)s. Nothing was taken.")
            form.add_error("file", text % {"lines": lines(known.numbers)})
            return self.again(bring_in=form)
        text = ngettext("%(number)d code is taken.", "%(number)d codes are taken.", len(codes))
        messages.success(request, text % {"number": len(codes)})
        return self.back()


class PlacesView(OverviewView):
    """Give options their places."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Set them."""
        form = PlacesForm(self.page, request.POST)
        if not form.is_valid():
            return self.again(places=form)
        set_places(self.page, form.wanted())
        messages.success(request, _("The places are set."))
        return self.back()


class LettersView(PageView):
    """Write the letter of a batch and print it."""

    template_name = "forms/admin/invitations/letters.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        batch = self.batch_or_404()
        if not batch.seed or batch.revoked_at:
            raise Http404
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "batch": batch,
            "form": kwargs.get("form") or LetterForm(batch, initial={"text": _usual_text()}),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the PDF; 422 for something to correct."""
        batch = self.get_context_data()["batch"]
        form = LetterForm(batch, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        part = form.cleaned_data["part"]
        try:
            pdf = file_of(batch, self.page, request, form.cleaned_data["text"], part)
        except NotPrintable:
            form.add_error("text", _("This text cannot be printed: take out unusual characters."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        response = HttpResponse(pdf, content_type="application/pdf")
        name = slugify(f"{batch.name}-{part + 1}") or "letters"
        response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
        return response


def _usual_text() -> str:
    return _(
        "Madam, Sir,\nYou are invited to answer our questionnaire. It takes a few minutes, on a telephone or "
        "a computer, and needs no account.\nThank you for taking part."
    )


class CodesView(PageView):
    """The codes of a generated batch with their links, for a mailing of one's own."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Stream them as CSV."""
        batch, page = self.batch_or_404(), self.page
        if not batch.seed or batch.revoked_at:
            raise Http404
        rows = ((code, link_of(page, request, code)) for code in services.codes_of(batch))
        response = StreamingHttpResponse(written(rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{slugify(batch.name) or "codes"}.csv"'
        return response


class RevokeView(PageView):
    """Have the unused codes of a batch let nobody in any more, after one question."""

    template_name = "forms/admin/invitations/revoke.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the batch with its counts."""
        batch = self.batch_or_404()
        count = next(each for each in services.counts_of(self.page) if each.batch.pk == batch.pk)
        return {**super().get_context_data(**kwargs), "page": self.page, "batch": batch, "count": count}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Revoke it; answers that were given stay."""
        number = services.revoke(self.batch_or_404())
        text = ngettext("%(number)d unused code is revoked.", "%(number)d unused codes are revoked.", number)
        messages.success(request, text % {"number": number})
        return self.back()
