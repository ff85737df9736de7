"""What is new."""

import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from pages.listing import screen_of
from pages.models.base import BasePage
from pages.wide import without_restricted


def today() -> datetime.date:
    """Return the day it is in the portal's time zone."""
    return timezone.localdate()


class NewsIndex(BasePage):
    """Lists the news below it, the newest first."""

    template = "pages/news_index.html"
    page_description = _("Lists the news, the newest first.")
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.News"]

    class Meta:
        """Words of the interface."""

        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one screen of news."""
        context = super().get_context(request, *args, **kwargs)
        rows = News.objects.child_of(self).live().order_by("-date", "-pk")
        rows = without_restricted(rows, context["reader"].restrictions)
        context["page_obj"] = screen_of(rows, request)
        return context


class News(BasePage):
    """One piece of news, with its day and a picture."""

    date = models.DateField(_("date"), default=today)
    image = models.ForeignKey(
        Image, verbose_name=_("image"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    image_alt = models.CharField(
        _("description of the image"),
        max_length=250,
        blank=True,
        help_text=_("For those who cannot see it. Empty: the image only decorates."),
    )

    template = "pages/news.html"
    page_description = _("One piece of news, with its day and a picture.")
    parent_page_types: ClassVar = ["pages.NewsIndex", "pages.Process"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image")),
        FieldPanel("body"),
    ]
    override_translatable_fields: ClassVar = [
        *BasePage.page_translatable_fields,
        TranslatableField("image_alt"),
        SynchronizedField("image"),
        SynchronizedField("date", overridable=False),
    ]

    class Meta:
        """Words of the interface."""

        verbose_name = _("news item")
        verbose_name_plural = _("news items")
