"""Something to come to."""

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from pages.calendar import calendar_file
from pages.models.base import BasePage


class Event(RoutablePageMixin, BasePage):
    """A meeting, a workshop, a visit: when, where, and a file for one's calendar."""

    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("Its name, as people call it.")
    )
    address = models.CharField(_("address"), max_length=250, blank=True)
    access = models.CharField(
        _("access"),
        max_length=250,
        blank=True,
        help_text=_("How to get there and get in: bus, parking, step-free entrance, sign language."),
    )

    template = "pages/event.html"
    page_description = _("A meeting, a workshop, a visit: when, where, and a file for the calendar.")
    parent_page_types: ClassVar = ["pages.HomePage", "pages.Process"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("address"),
                FieldPanel("access"),
            ],
            heading=_("When and where"),
            help_text=_("In the time zone of your account. Residents see the portal’s own."),
        ),
        FieldPanel("body"),
    ]
    override_translatable_fields: ClassVar = [
        *BasePage.page_translatable_fields,
        TranslatableField("place"),
        TranslatableField("access"),
        SynchronizedField("address", overridable=False),
        SynchronizedField("starts_at", overridable=False),
        SynchronizedField("ends_at", overridable=False),
    ]

    class Meta:
        """Words of the interface."""

        verbose_name = _("event")
        verbose_name_plural = _("events")

    def clean(self) -> None:
        """Refuse an event that ends before it begins."""
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The event would end before it begins.")})

    @property
    def where(self) -> str:
        """Place and address in one line."""
        return ", ".join(part for part in (self.place, self.address) if part)

    @property
    def ends_same_day(self) -> bool:
        """Whether it ends on the day on which it begins."""
        return self.ends_at is not None and _day(self.ends_at) == _day(self.starts_at)

    @property
    def is_past(self) -> bool:
        """Whether it is over; one without an end is over with its day."""
        if self.ends_at:
            return self.ends_at <= timezone.now()
        return _day(self.starts_at) < timezone.localdate()

    def searchable_texts(self) -> list[str]:
        """Return what the search reads beside lead and body."""
        return [*super().searchable_texts(), self.place, self.address, self.access]

    @path("calendar/", name="calendar")
    def calendar(self, request: HttpRequest, *args: Any) -> HttpResponse:
        """Answer with the event for a calendar."""
        content = calendar_file(self, self.get_full_url(request) or "")
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.ics"'
        return response


def _day(moment: datetime.datetime) -> datetime.date:
    return timezone.localdate(moment)
