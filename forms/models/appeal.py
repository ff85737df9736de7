"""What an authority sets about objections and reports."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

# Regulation (EU) 2022/2065, article 20(1).
LEAST_MONTHS = 6


@register_setting(icon="warning", order=40)
class AppealSettings(BaseSiteSetting):
    """How long authors may object, and how many reports hide a contribution."""

    objection_months = models.PositiveSmallIntegerField(
        _("time to object (months)"),
        default=LEAST_MONTHS,
        validators=[MinValueValidator(LEAST_MONTHS), MaxValueValidator(60)],
        help_text=_(
            "From the day of the decision. The Digital Services Act (article 20) gives at least six months. "
            "Decisions already taken keep the date that their author was told."
        ),
    )
    reports_to_hide = models.PositiveSmallIntegerField(
        _("reports that hide a contribution"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2)],
        help_text=_(
            "So many reports from different connections hide a published contribution until a moderator "
            "has looked at it. Its author is told that this was automatic. Empty: reports hide nothing."
        ),
    )

    panels: ClassVar = [FieldPanel("objection_months"), FieldPanel("reports_to_hide")]

    class Meta:
        """Words of the interface."""

        verbose_name = _("objections and reports")
