"""What a moderator reads on the admin's first page."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from forms.enums import State
from forms.moderation.listing import bounded_count, in_order
from forms.moderation.scope import scope_of
from forms.moderation.views.base import QUEUE_URL


class WaitingPanel(Component):
    """How many contributions wait, and for how long the oldest has."""

    name = "contributions_waiting"
    template_name = "forms/admin/home_panel.html"
    order = 50

    class Media:
        """Its styles."""

        css: ClassVar = {"all": ["css/admin/moderation.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Count in the sections of whoever looks."""
        request: HttpRequest = parent_context["request"]
        waiting = scope_of(request.user).submissions().filter(state=State.PENDING)
        return {
            "number": bounded_count(waiting),
            "oldest": in_order(waiting, "oldest").values_list("received_at", flat=True).first(),
            "queue_url": QUEUE_URL,
        }


def add_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel to a moderator's first page."""
    if scope_of(request.user).is_moderator:
        panels.append(WaitingPanel())
