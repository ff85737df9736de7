"""Objections and reports on the admin's first page, and above the queue."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from forms.cases import waiting_cases
from forms.moderation.scope import Scope, scope_of


class CasesPanel(Component):
    """How many objections and reported contributions wait for whoever looks."""

    name = "contributions_contested"
    template_name = "forms/admin/cases_panel.html"
    order = 60

    def __init__(self, links: dict[str, Any]) -> None:
        """Take what waits."""
        self.links = links

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return what waits, and where each is answered."""
        return self.links


def cases_links(scope: Scope) -> dict[str, Any]:
    """Return how many wait in a moderator's sections, and where each is answered."""
    return {
        "waiting_cases": waiting_cases(scope),
        "objections_url": reverse("wagtailsnippets_forms_submission:objections"),
        "reports_url": reverse("wagtailsnippets_forms_submission:reports"),
    }


def add_cases_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Add the panel to a moderator's first page, if anything waits."""
    scope = scope_of(request.user)
    if not scope.is_moderator:
        return
    links = cases_links(scope)
    if links["waiting_cases"].objections or links["waiting_cases"].reports:
        panels.append(CasesPanel(links))
