"""What the moderators' screens share: who may see them, where they stand, bad addresses."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from forms.models import Submission
from forms.moderation.filter_form import QueueForm
from forms.moderation.filters import QueueFilters
from forms.moderation.scope import Scope, scope_of

QUEUE_URL = reverse_lazy("wagtailsnippets_forms_submission:list")
ICON = "comment"
# What a screen about one submission reads of other tables.
READ_WITH_IT = ("version", "page", "page__locale", "contributor", "outcome", "claim__by")


def moderator_of(request: HttpRequest) -> User:
    """Return who asks; Wagtail lets nobody into the admin who has not signed in."""
    return cast("User", request.user)


def refused(request: HttpRequest) -> HttpResponse:
    """Answer somebody who moderates nothing: 403, in words."""
    return render(request, "forms/admin/refused.html", status=403)


def breadcrumbs(here: str) -> list[dict[str, Any]]:
    """Return home, the queue, and where a screen is below it."""
    items: list[dict[str, Any]] = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": QUEUE_URL, "label": _("Contributions")},
    ]
    return [*items, {"url": "", "label": here}] if here else items


def bad_filters(request: HttpRequest, form: QueueForm) -> HttpResponse:
    """Answer an address with an unknown value of a known filter: 400, with the form to correct."""
    context = {
        "form": form,
        "header_title": _("Contributions"),
        "breadcrumbs_items": breadcrumbs(""),
        "queue_url": QUEUE_URL,
    }
    return render(request, "forms/admin/bad_filters.html", context, status=400)


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """A screen for those who moderate at least one section."""

    page_title: Any = gettext_lazy("Contributions")
    header_icon = ICON
    # Set by the viewset.
    model: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever moderates nothing."""
        if not self.scope.is_moderator:
            return refused(request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def scope(self) -> Scope:
        """The sections of whoever asks."""
        return scope_of(self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to this screen."""
        return breadcrumbs(str(self.get_page_subtitle()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the queue is."""
        return {**super().get_context_data(**kwargs), "queue_url": QUEUE_URL}


class FilteredView(DeskView):
    """A screen that knows what was chosen in the queue."""

    filters: QueueFilters
    form: QueueForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the choice; 400 for an unknown value of a known filter."""
        if not self.scope.is_moderator:
            return refused(request)
        self.form = QueueForm(request.GET, self.scope)
        if not self.form.is_valid():
            return bad_filters(request, self.form)
        self.filters = self.form.filters()
        return super().dispatch(request, *args, **kwargs)


def submission_or_404(scope: Scope, pk: int) -> Submission:
    """Return a submission of these sections; one of another section does not exist here."""
    rows = scope.submissions().select_related(*READ_WITH_IT)
    submission = rows.filter(pk=pk).first()
    if submission is None:
        raise Http404
    return submission
