"""What the agents' screens have in common."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms.models import PaperBatch
from forms.paper import handing
from forms.paper.menu import ICON
from forms.paper.sections import form_page, may_type


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


def answers_in(data: QueryDict) -> QueryDict:
    """Return what the page's form was given, without what belongs to the sheet."""
    answers = data.copy()
    for name in data:
        if name.startswith("sheet-"):
            del answers[name]
    return answers
