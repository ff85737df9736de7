"""The screens of exports: choose, follow, fetch."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from forms.exports import files, jobs
from forms.exports.columns import ColumnGroup
from forms.exports.form import ExportForm
from forms.exports.formats import make_format
from forms.exports.offer import chosen, offered, usual_keys
from forms.exports.rights import may_export_contacts, may_have, sections_of
from forms.exports.writing import pieces
from forms.models import Export, Submission
from forms.moderation.filter_form import section_pages
from forms.moderation.text import Matching, matching
from forms.moderation.views.base import QUEUE_URL, DeskView, FilteredView, moderator_of, refused

SHOWN_EXPORTS = 10


class ExportView(FilteredView):
    """Choose columns and format for exactly what the queue's filters show, and have the file."""

    template_name = "forms/admin/export.html"

    def get_page_subtitle(self) -> str:
        """Return what it is for."""
        return _("Export")

    @cached_property
    def matching(self) -> Matching:
        """The rows of the choice."""
        return matching(self.filters, self.scope)

    @cached_property
    def number(self) -> int:
        """How many rows there are, counted as far as decides who makes the file."""
        return self.matching.rows.order_by().values("pk")[: settings.EXPORT_INLINE_LIMIT + 1].count()

    @cached_property
    def groups(self) -> list[ColumnGroup]:
        """The columns that may be chosen."""
        return offered(self.filters, self.scope, with_contacts=may_export_contacts(self.request.user))

    def export_form(self, data: Any = None) -> ExportForm:
        """Return the form, filled with what was sent if anything was."""
        return ExportForm(data, self.groups, usual_keys(self.groups, self.filters))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send the file, or have the worker make it. 422 for no column, 409 if the words match too much."""
        form = self.export_form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(export_form=form), status=422)
        if self.matching.is_cut:
            return self.render_to_response(self.get_context_data(export_form=form), status=409)
        export = self.keep(form)
        if export.in_worker:
            jobs.enqueue(export)
            address = reverse("wagtailsnippets_forms_submission:export_job", args=[export.pk])
            return HttpResponseRedirect(address, status=303)
        return self.send(export)

    def keep(self, form: ExportForm) -> Export:
        """Keep who takes what."""
        columns = chosen(self.groups, form.cleaned_data["columns"])
        last = Submission.objects.order_by("-pk").values_list("pk", flat=True).first()
        return Export.objects.create(
            by=moderator_of(self.request),
            format=form.cleaned_data["format"],
            filters=self.filters.as_json(),
            columns=[column.head.key for column in columns],
            language=get_language() or settings.LANGUAGE_CODE,
            sections=sections_of(self.scope, self.filters.page_key),
            has_contacts=any(column.is_contact for column in columns),
            up_to=last or 0,
            total=self.number,
            in_worker=self.number > settings.EXPORT_INLINE_LIMIT,
        )

    def send(self, export: Export) -> StreamingHttpResponse:
        """Answer with the file while it is made."""
        into = make_format(export.format)
        columns = chosen(self.groups, export.columns)
        made = pieces(self.matching.rows, columns, into, up_to=export.up_to)
        response = StreamingHttpResponse(_noting_the_end(made, export), content_type=into.content_type)
        return _as_download(response, export)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what may be chosen, for how many rows, and what was asked for before."""
        context = super().get_context_data(**kwargs)
        mine = Export.objects.filter(by=moderator_of(self.request))[:SHOWN_EXPORTS]
        return {
            "export_form": self.export_form(),
            **context,
            "form": self.form,
            "filters": self.filters,
            "chosen": chosen_filters(self.form),
            "matching": self.matching,
            "number": self.number,
            "in_worker": self.number > settings.EXPORT_INLINE_LIMIT,
            "inline_limit": settings.EXPORT_INLINE_LIMIT,
            "hours": settings.EXPORT_HOURS,
            "may_export_contacts": may_export_contacts(self.request.user),
            "submit_url": self.request.get_full_path(),
            "back_url": f"{QUEUE_URL}{self.filters.query_string()}",
            "exports": mine,
        }


def chosen_filters(form: Any) -> list[tuple[str, str]]:
    """Return (label, value) of each filter that was chosen, in words."""
    shown = []
    for field in form:
        value = str(field.value() or "")
        if not value or field.name == "order":
            continue
        choices = dict(getattr(field.field, "choices", ()))
        shown.append((str(field.label), str(choices.get(value, value))))
    return shown


def _noting_the_end(made: Iterator[bytes], export: Export) -> Iterator[bytes]:
    """Pass the pieces on, and note that the last one went out."""
    yield from made
    Export.objects.filter(pk=export.pk).update(finished_at=timezone.now(), done=export.total)


def _as_download(response: Any, export: Export) -> Any:
    """Have the browser keep it as a file, and nothing on the way keep a copy."""
    day = timezone.localdate(export.created_at).isoformat()
    name = f"{slugify(_('Contributions'))}-{day}-{export.pk}.{export.format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


class PageExportView(DeskView):
    """From a page to the export of all that it received."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lead there, under the page's number in the queue; say so if nobody has answered it yet."""
        key = str(Page.objects.filter(pk=pk).values_list("translation_key", flat=True).first())
        for listed, (page_key, _title) in section_pages(self.scope).items():
            if page_key == key:
                address = reverse("wagtailsnippets_forms_submission:export")
                return HttpResponseRedirect(f"{address}?page={listed}&state=all")
        messages.warning(request, _("Nobody has answered this page yet: there is nothing to export."))
        return HttpResponseRedirect(str(QUEUE_URL))


class ExportedView(DeskView):
    """A screen about one export, for whoever asked for it."""

    http_method_names = ["get", "head"]

    @cached_property
    def export(self) -> Export:
        """The export; those of others do not exist here."""
        export = Export.objects.filter(pk=self.kwargs["pk"], by=moderator_of(self.request)).first()
        if export is None:
            raise Http404
        return export


class ExportJobView(ExportedView):
    """How far the file is, and where it can be fetched."""

    template_name = "forms/admin/export_job.html"

    def get_page_subtitle(self) -> str:
        """Return what it is."""
        return _("Export")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how far it is."""
        export = self.export
        return {
            **super().get_context_data(**kwargs),
            "export": export,
            "hours": settings.EXPORT_HOURS,
            "may_have": may_have(self.request.user, export),
        }


class ExportFileView(ExportedView):
    """The file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send it to its author, who must still have the rights; lead to its screen if it is gone."""
        if not may_have(request.user, self.export):
            return refused(request)
        if self.export.has_file:
            try:
                file = files.path_of(self.export.file).open("rb")
            except FileNotFoundError:
                Export.objects.filter(pk=self.export.pk).update(file="")
            else:
                into = make_format(self.export.format)
                return _as_download(FileResponse(file, content_type=into.content_type), self.export)
        address = reverse("wagtailsnippets_forms_submission:export_job", args=[self.export.pk])
        return HttpResponseRedirect(address)
