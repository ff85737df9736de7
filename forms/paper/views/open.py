"""From a sheet's code, typed or scanned, to its screen."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.paper import codes
from forms.paper.printed.lookup import find_sheet
from forms.paper.sections import form_page
from forms.paper.views.base import PaperView


class OpenView(PaperView):
    """The screen of a printed sheet."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Lead to it; say so where no printed sheet of the agent's sections has the code."""
        code = codes.read(request.GET.get("code", ""))
        sheet = find_sheet(code) if code else None
        if sheet and form_page(self.agent, sheet.paper_print.page_id):
            address = reverse("paper_type_in", args=[sheet.paper_print.page_id])
            return HttpResponseRedirect(f"{address}?{urlencode({'sheet': codes.shown(sheet.code)})}")
        if code and not codes.is_sound(code):
            messages.error(request, _("This code is mistyped: compare it with the sheet."))
        else:
            messages.error(
                request, _("No sheet of your sections has this code. It may be a copy or a forgery.")
            )
        return HttpResponseRedirect(reverse("paper"))
