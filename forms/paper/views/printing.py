"""Print the paper forms of a page."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms.models import PaperPrint, PaperSheet
from forms.paper.printed import services
from forms.paper.printed.form import PrintForm
from forms.paper.printed.typeset import NotPrintable
from forms.paper.sections import form_page, may_type, printable_page
from portal.branding.models import SiteIdentity

SHOWN_PRINTS = 20

logger = logging.getLogger(__name__)


class PrintedView(WagtailAdminTemplateMixin, TemplateView):
    """A screen for those who may type in what answers a page, or edit the page."""

    page_title: Any = gettext_lazy("Print paper forms")
    header_icon = "doc-full"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let no cache keep a code."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except NotPrintable:
            logger.exception("A paper form could not be set")
            messages.error(request, _("This form could not be printed. Tell an administrator."))
            response = HttpResponseRedirect(reverse("paper_print", args=[self.page.pk]), status=303)
        patch_cache_control(response, private=True, no_store=True)
        return response

    @cached_property
    def page(self) -> Any:
        """The page; one that its reader may not print does not exist here."""
        page = printable_page(self.request.user, self.kwargs["pk"])
        if page is None:
            raise Http404
        return page

    def get_page_subtitle(self) -> str:
        """Name the page."""
        return str(self.page.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home, paper entry for those who may, the page and this screen."""
        items = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
        if may_type(self.request.user):
            items.append({"url": reverse("paper"), "label": _("Paper entry")})
        return [*items, {"url": "", "label": self.get_page_subtitle()}]


class PrintView(PrintedView):
    """Say how many, and fetch what was printed before."""

    template_name = "forms/admin/paper/print.html"

    @cached_property
    def languages(self) -> list[Any]:
        """The page in each language in which its reader may print it, this one first."""
        others = self.page.get_translations().live().select_related("locale").specific()
        may = [page for page in others if printable_page(self.request.user, page.pk)]
        return [self.page, *may]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the sheets their codes and lead to their files; 422 for something to correct."""
        form = PrintForm(self.languages, request.POST)
        if not form.is_valid():
            return render(request, self.template_name, self.get_context_data(form=form), status=422)
        given = form.cleaned_data
        user: Any = request.user
        kept = services.record_print(
            form.page,
            request,
            user,
            number=given["number"],
            two_sided=given["two_sided"],
            hand_in=given["hand_in"],
        )
        messages.success(request, _("The sheets have their codes. Fetch the files and print them."))
        target = reverse("paper_print", args=[kept.page_id])
        return HttpResponseRedirect(f"{target}#print-{kept.pk}", status=303)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and the prints of the page in this language, each with its files."""
        address = " ".join(SiteIdentity.for_request(self.request).contact_address.split())
        form = kwargs.get("form") or PrintForm(self.languages, initial={"hand_in": address})
        prints = PaperPrint.objects.filter(page_id=self.page.pk).select_related("by")[:SHOWN_PRINTS]
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "form": form,
            "prints": [(kept, services.files_of(kept)) for kept in prints],
            "may_type": form_page(self.request.user, self.page.pk) is not None,
        }


class BlankView(PrintedView):
    """A sheet without a code."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it."""
        return as_pdf(services.blank(self.page, request).pdf, self.page.title, _("blank"))


class PrintFileView(PrintedView):
    """One file of a print."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it; a file that there is not does not exist."""
        prints = PaperPrint.objects.filter(page_id=self.page.pk).select_related("version")
        kept, place = get_object_or_404(prints, pk=self.kwargs["print"]), self.kwargs["place"]
        if not 1 <= place <= len(services.files_of(kept)):
            raise Http404
        try:
            pdf = services.file_of(kept, self.page, request, place)
        except PaperSheet.DoesNotExist as used:
            raise Http404 from used
        return as_pdf(pdf, self.page.title, f"{kept.pk}-{place}")


def as_pdf(pdf: bytes, title: str, ending: str) -> HttpResponse:
    """Return a PDF that browsers show."""
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(title)[:60]}-{slugify(ending)}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
