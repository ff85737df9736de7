"""What a moderator reads on the admin's first page."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from forms.moderation.filters import UNSEEN, QueueFilters
from forms.moderation.scope import scope_of
from forms.moderation.views.base import QUEUE_URL
from forms.rules.overview import Waiting, waiting_by_page

# So many pages are listed; the queue itself has the others.
MOST_PAGES = 8


class WaitingPanel(Component):
    """How many contributions wait, page by page, and for how long the oldest has."""

    name = "contributions_waiting"
    template_name = "forms/admin/home_panel.html"
    order = 50

    class Media:
        """Its styles."""

        css: ClassVar = {"all": ["css/admin/moderation.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Count in the sections of whoever looks."""
        request: HttpRequest = parent_context["request"]
        waiting = waiting_by_page(scope_of(request.user))
        return {
            "pending": sum(each.pending for each in waiting),
            "unseen": sum(each.unseen for each in waiting),
            "oldest": waiting[0].oldest if waiting else None,
            "pages": [(each, *_links(each)) for each in waiting[:MOST_PAGES]],
            "more": len(waiting) - MOST_PAGES,
            "queue_url": QUEUE_URL,
            "unseen_url": f"{QUEUE_URL}{QueueFilters(state=UNSEEN).query_string()}",
        }


def _links(waiting: Waiting) -> tuple[str, str]:
    """Return where what waits on a page is moderated, and what nobody has looked at."""
    page = str(waiting.page_id)
    pending, unseen = QueueFilters(page=page), QueueFilters(page=page, state=UNSEEN)
    return f"{QUEUE_URL}{pending.query_string()}", f"{QUEUE_URL}{unseen.query_string()}"


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel to a moderator's first page."""
    if scope_of(request.user).is_moderator:
        panels.append(WaitingPanel())
