"""Submissions in Wagtail's admin: a queue and decisions, and none of the generic views."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.snippets.models import SnippetAdminURLFinder
from wagtail.snippets.views.snippets import SnippetViewSet

from forms.case_urls import CASE_ROUTES
from forms.enums import State
from forms.exports.views import ExportFileView, ExportJobView, ExportView, PageExportView
from forms.merging.urls import MERGE_ROUTES
from forms.models import Submission
from forms.moderation.listing import bounded_count
from forms.moderation.policy import VIEW, SubmissionPolicy
from forms.moderation.scope import scope_of
from forms.moderation.views.base import ICON
from forms.moderation.views.inspect import DecideView, InspectView, NoteView, OutcomeView
from forms.moderation.views.job import JobView
from forms.moderation.views.queue import QueueView
from forms.redaction.urls import ROUTES as MASKING_ROUTES
from forms.triage.urls import ROUTES


class WaitingMenuItem(MenuItem):
    """The menu entry, with the number that waits in the sections of whoever looks."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to moderators."""
        return scope_of(request.user).is_moderator

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Count anew for each request: menu items themselves live as long as the process."""
        waiting = scope_of(request.user).submissions().filter(state=State.PENDING)
        number = bounded_count(waiting)
        label = self.label if number == "0" else _("Contributions (%(number)s)") % {"number": number}
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


class SubmissionURLFinder(SnippetAdminURLFinder):
    """Where Wagtail sends whoever wants to see a submission."""

    def get_edit_url(self, instance: Submission) -> str | None:
        """Return the address of its screen, if the user may see it."""
        policy = SubmissionPolicy(Submission)
        if self.user and not policy.user_has_permission_for_instance(self.user, VIEW, instance):
            return None
        return instance.admin_url


class SubmissionViewSet(SnippetViewSet):
    """The moderators' desk. A snippet, since only snippets have bulk actions.

    Every view reads its rows through ``forms.moderation.scope``. The addresses of Wagtail's
    generic views (add, edit, copy, delete, usage, history, results, choosers) do not exist.
    """

    model = Submission
    icon = ICON
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_admin_menu = True
    menu_label = gettext_lazy("Contributions")
    menu_name = "contributions"
    menu_order = 150
    menu_item_class = WaitingMenuItem
    url_finder_class: ClassVar[Any] = SubmissionURLFinder

    @cached_property
    def menu_url(self) -> str:
        """Where the queue is."""
        return reverse(self.get_url_name("list"))

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return our own screens only."""
        return [
            path("", self.construct_view(QueueView), name="list"),
            path("inspect/<int:pk>/", self.construct_view(InspectView), name="inspect"),
            path("decide/<int:pk>/", self.construct_view(DecideView), name="decide"),
            path("outcome/<int:pk>/", self.construct_view(OutcomeView), name="outcome"),
            path("note/<int:pk>/", self.construct_view(NoteView), name="note"),
            path("job/<int:pk>/", self.construct_view(JobView), name="job"),
            path("export/", self.construct_view(ExportView), name="export"),
            path("export/page/<int:pk>/", self.construct_view(PageExportView), name="export_page"),
            path("export/<int:pk>/", self.construct_view(ExportJobView), name="export_job"),
            path("export/<int:pk>/file/", self.construct_view(ExportFileView), name="export_file"),
            *(
                path(route, self.construct_view(view), name=name)
                for route, view, name in (*ROUTES, *CASE_ROUTES, *MERGE_ROUTES, *MASKING_ROUTES)
            ),
        ]

    def register_chooser_viewset(self) -> None:
        """Register none: a chooser would list every submission to every editor."""
