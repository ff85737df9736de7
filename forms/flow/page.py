"""What an editor chooses for a form of several pages."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail_localize.fields import SynchronizedField

from forms.flow import resume, summary, views
from forms.flow.screens import screens_of

if TYPE_CHECKING:
    from forms.page import FormPage


class FlowPage(models.Model):
    """How residents go through a form that has a “New page” block; any other is sent at once."""

    allows_saving = models.BooleanField(
        _("offer to continue later"),
        default=True,
        help_text=_("Residents receive a code with which they find their answers again, on any device."),
    )
    shows_summary = models.BooleanField(
        _("show a summary before sending"),
        default=True,
        help_text=_("All answers on one page, each with a link to change it. A short form needs none."),
    )

    flow_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("allows_saving"), FieldPanel("shows_summary")],
            heading=_("Form of several pages"),
            help_text=_("Only for a form with a “New page” block."),
        )
    ]
    flow_translatable_fields: ClassVar = [
        SynchronizedField("allows_saving", overridable=False),
        SynchronizedField("shows_summary", overridable=False),
    ]

    class Meta:
        """A base of pages with a form."""

        abstract = True

    @property
    def has_screens(self) -> bool:
        """Whether the form has more than one page."""
        return len(screens_of(self._as_form.form)) > 1

    @property
    def _as_form(self) -> "FormPage":
        return cast("FormPage", self)

    @path("questions/<int:number>/", name="screen")
    def screen(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show one page of the form, or take what was typed on it."""
        if request.method == "POST":
            return views.receive(self._as_form, request, number, self._render)
        return views.show(self._as_form, request, number)

    @path("questions/summary/", name="summary")
    def summary(self, request: HttpRequest) -> HttpResponse:
        """Show all answers before they are sent, or send them."""
        if request.method == "POST":
            return summary.receive(self._as_form, request)
        return summary.show(self._as_form, request)

    @path("questions/code/", name="saved")
    def saved(self, request: HttpRequest) -> HttpResponse:
        """Show the code under which the answers are kept."""
        return resume.saved(self._as_form, request)

    @path("questions/resume/", name="resume")
    def resume(self, request: HttpRequest) -> HttpResponse:
        """Go on with answers that were kept under a code."""
        return resume.resume(self._as_form, request)

    @path("questions/leave/", name="leave")
    def leave(self, request: HttpRequest) -> HttpResponse:
        """Have this browser forget what was begun."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return resume.leave(self._as_form, request)

    def _render(self, request: HttpRequest, **context: Any) -> Any:
        """Render the page itself; see ``forms.page``."""
        raise NotImplementedError
