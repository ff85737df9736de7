"""What an editor chooses for a form of several pages."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField


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
