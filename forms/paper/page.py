"""What a page says about the sheets of paper that answer it."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField


class PaperPage(models.Model):
    """A base of page types with a form: whether sheets are typed in twice."""

    double_entry = models.BooleanField(
        _("paper is typed in twice"),
        default=False,
        help_text=_(
            "Two agents type each sheet without seeing what the other typed. Where they differ somebody "
            "looks at the sheet again; only then does it count."
        ),
    )

    paper_panels: ClassVar = [MultiFieldPanel([FieldPanel("double_entry")], heading=_("Paper"))]
    paper_translatable_fields: ClassVar = [SynchronizedField("double_entry", overridable=False)]

    class Meta:
        """A base of page types."""

        abstract = True

    def clean(self) -> None:
        """Refuse what contradicts itself: until a sheet counts it would say who typed what, and when."""
        super().clean()
        if self.double_entry and getattr(self, "anonymous", False):
            raise ValidationError({"double_entry": _("Sheets of anonymous answers are typed in once.")})
