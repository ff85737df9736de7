"""The admin's screens: bring a questionnaire in, read what became of it, take one out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, PageLogEntry

from forms.exchange.limesurvey.types import type_label
from forms.exchange.report import Report
from forms.page import FormPage
from pages.exchange.exporting import export_of
from pages.exchange.forms import ImportForm
from pages.exchange.kinds import kind_label
from pages.exchange.parents import takes_questionnaires
from pages.exchange.services import IMPORTED, make_page
from pages.models import Questionnaire

ICON = "clipboard-list"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def may_import(user: Any, parent: Page) -> bool:
    """Whether somebody may make a questionnaire below a page."""
    return takes_questionnaires(parent) and bool(parent.permissions_for_user(user).can_add_subpage())


class ExchangeView(WagtailAdminTemplateMixin):
    """What the screens share."""

    header_icon = ICON
    page: Page

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the page and the screen."""
        return [
            {"url": reverse("wagtailadmin_explore_root"), "label": _("Root")},
            {
                "url": reverse("wagtailadmin_explore", args=[self.page.pk]),
                "label": self.page.get_admin_display_title(),
            },
            {"url": "", "label": str(self.page_title)},
        ]


class ImportView(ExchangeView, FormView):
    """Choose a file; a draft is made of it."""

    page_title: Any = gettext_lazy("Import a questionnaire")
    template_name = "pages/admin/import_questionnaire.html"
    form_class = ImportForm

    def dispatch(self, request: HttpRequest, *args: Any, parent_id: int, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not add the page here."""
        self.page = get_object_or_404(Page, pk=parent_id).specific
        if not may_import(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Make the page and go on to the report."""
        made = make_page(form.draft, self.page, user=self.request.user)
        messages.success(self.request, _("The draft “%(title)s” was made.") % {"title": made.title})
        return HttpResponseRedirect(reverse("questionnaire_report", args=[made.pk]))


class ReportView(ExchangeView, TemplateView):
    """What became of each question of the file that a page was made of."""

    page_title: Any = gettext_lazy("Report of the import")
    template_name = "pages/admin/import_report.html"

    def dispatch(self, request: HttpRequest, *args: Any, page_id: int, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not edit the page."""
        self.page = get_object_or_404(Page, pk=page_id).specific
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def report(self) -> Report:
        """The report of the last import; 404 for a page that was made by hand."""
        entry = PageLogEntry.objects.filter(page=self.page.pk, action=IMPORTED).order_by("-timestamp").first()
        if entry is None:
            raise Http404
        return Report.from_json(entry.data["report"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the report, and the ways on."""
        lines = [
            (
                line,
                type_label(line.type),
                ", ".join(str(kind_label(kind)) for kind in dict.fromkeys(line.became)),
            )
            for line in self.report.lines
        ]
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "report": self.report,
            "lines": lines,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }


class ExportView(View):
    """Answer with a page's questionnaire as an XLSForm."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """Send the file. 404 for a page without a form, refused to whoever may not edit the page."""
        page = get_object_or_404(Page, pk=page_id).specific
        if not isinstance(page, FormPage):
            raise Http404
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        response = HttpResponse(export_of(page, reader=request.user), content_type=XLSX)
        name = slugify(page.slug) or str(page.pk)
        response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
        patch_cache_control(response, private=True, no_store=True)
        return response


def import_url(user: Any, parent: Page) -> str:
    """Return where a questionnaire is imported below a page, nothing where that may not be."""
    is_possible = Questionnaire in parent.specific_class.creatable_subpage_models() and may_import(
        user, parent
    )
    return reverse("questionnaire_import", args=[parent.pk]) if is_possible else ""
