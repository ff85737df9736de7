"""What visitors report about published contributions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.models.reason import CODE_LENGTH


class Report(models.Model):
    """Somebody says that a published contribution should not be; see ``forms.reports``."""

    class Outcome(models.TextChoices):
        """What a moderator decided."""

        KEPT = "kept", _("The contribution stays")
        HIDDEN = "hidden", _("The contribution is no longer shown")

    submission = models.ForeignKey("forms.Submission", on_delete=models.CASCADE, related_name="reports")
    # Code of a ModerationReason.
    reason = models.CharField(_("reason"), max_length=CODE_LENGTH)
    # What the visitor typed; erased with the reporter's address.
    text = models.TextField(_("details"), max_length=1_000, blank=True)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    made_at = models.DateTimeField(default=timezone.now)
    # Who wants to know what becomes of it: gone once they have been told.
    reporter = models.ForeignKey(
        "forms.Contributor", null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    # The first one from its connection in a day: only such ones hide a contribution by their number.
    counts = models.BooleanField(default=True)
    # Keyed digest of the form's nonce: a double click is one report.
    nonce_digest = models.CharField(max_length=64, unique=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    # The link of the chain that settled it: who, when, and whether it stays.
    decision = models.ForeignKey(
        "forms.Decision", null=True, on_delete=models.PROTECT, related_name="settled_reports"
    )
    # When its text was erased, at the end of the retention period.
    purged_at = models.DateTimeField(null=True)

    class Meta:
        """The oldest first."""

        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ()
        ordering: ClassVar = ["made_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["submission"], condition=models.Q(settled_at=None), name="report_open"),
            models.Index(fields=["made_at"], condition=models.Q(purged_at=None), name="report_to_purge"),
        ]

    def __str__(self) -> str:
        """Return its number, never its text."""
        return f"Report {self.pk}"
