"""A page that only says something: legal notice, accessibility statement, how we work."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pages.models.base import BasePage


class ContentPage(BasePage):
    """A text, with the pages below it listed under it."""

    template = "pages/content_page.html"
    page_description = _("A text that stays: legal notice, accessibility statement, how we work.")
    parent_page_types: ClassVar = ["pages.HomePage", "pages.ContentPage"]
    subpage_types: ClassVar = ["pages.ContentPage"]

    class Meta:
        """Words of the interface."""

        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below."""
        context = super().get_context(request, *args, **kwargs)
        below = ContentPage.objects.child_of(self).live().public().order_by("path")
        context["children"] = list(below)
        return context
