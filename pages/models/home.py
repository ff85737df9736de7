"""The first page."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.models.base import BasePage


class HomePage(BasePage):
    """What is under way, and how to take part."""

    parent_page_types: ClassVar = ["wagtailcore.Page"]

    class Meta:
        """Words of the interface."""

        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages under way, each of its type."""
        context = super().get_context(request, *args, **kwargs)
        context["children"] = self.get_children().live().public().specific().order_by("path")
        return context
