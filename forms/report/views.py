"""The report on screen and as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem

from forms.exports.formats import FormatName, make_format
from forms.moderation.scope import scope_of
from forms.moderation.views.base import DeskView
from forms.report.figures import kept_figures
from forms.report.files import report_file
from forms.report.form import ReportForm

ICON = "order"
# Before Wagtail's own reports.
ORDER = 590
FORMATS = (FormatName.CSV, FormatName.XLSX)


class ReportView(DeskView):
    """What moderation did in a period, in the sections of whoever asks."""

    page_title: Any = gettext_lazy("Moderation report")
    header_icon = ICON
    template_name = "forms/admin/report_moderation.html"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show it, or send it as a file. 400 for an unknown value, with the form to correct."""
        form = ReportForm(request.GET, self.scope)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        if "format" in request.GET:
            return self.download(form, request.GET["format"])
        figures = kept_figures(form.period, form.page_keys)
        return self.render_to_response(self.get_context_data(form=form, figures=figures))

    def download(self, form: ReportForm, name: str) -> HttpResponseBase:
        """Answer with a file; 400 for another format."""
        if name not in FORMATS:
            return self.render_to_response(self.get_context_data(form=form), status=400)
        data = b"".join(report_file(name, form.period, form.page_keys))
        response = HttpResponse(data, content_type=make_format(name).content_type)
        days = f"{form.period.first.isoformat()}-{form.period.last.isoformat()}"
        response["Content-Disposition"] = f'attachment; filename="moderation-{days}.{name}"'
        patch_cache_control(response, private=True, no_store=True)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return home and the report."""
        return [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where its files are."""
        query = self.request.GET.copy()
        query.pop("format", None)
        files = []
        for name in FORMATS:
            query["format"] = name
            files.append((name.upper(), f"?{query.urlencode()}"))
        return {**super().get_context_data(**kwargs), "files": files}


class ReportMenuItem(MenuItem):
    """The entry among Wagtail's reports, for moderators."""

    def __init__(self) -> None:
        """Lead to the report."""
        super().__init__(
            gettext_lazy("Moderation report"),
            reverse_lazy("moderation_report"),
            name="moderation-report",
            icon_name=ICON,
            order=ORDER,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to moderators."""
        return scope_of(request.user).is_moderator
