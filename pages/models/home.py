"""The first page."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

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

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below, by where they stand in time."""
        context = super().get_context(request, *args, **kwargs)
        context["overview"] = overview(self)
        return context
