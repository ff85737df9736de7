"""The first page."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from pages.models.base import BasePage
from pages.overview import overview


class HomePage(BasePage):
    """What is under way, and how to take part."""

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "pages.ProcessIndex",
        "pages.Process",
        "pages.Consultation",
        "pages.Questionnaire",
        "pages.CallForIdeas",
        "pages.Results",
        "pages.NewsIndex",
        "pages.Event",
        "pages.ContentPage",
    ]
    page_description = _("Lists by itself what is open, what comes next and what came out of it.")

    class Meta:
        """Words of the interface."""

        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the page of an address in two queries, where Wagtail asks two for each level of the tree."""
        addresses = [
            f"{self.url_path}{'/'.join(path_components[:depth])}/"
            for depth in range(1, len(path_components) + 1)
        ]
        below = self.get_descendants().filter(url_path__in=addresses).order_by("-depth").first()
        if below is None:
            return super().route(request, path_components)
        # What is left of the address is the page's own: a contribution, a calendar file.
        rest = path_components[below.depth - self.depth :]
        return below.specific.route(request, rest)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below, by where they stand in time."""
        context = super().get_context(request, *args, **kwargs)
        context["overview"] = overview(self)
        return context
