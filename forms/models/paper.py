"""Who typed in what a resident had sent on paper or said, and in which sitting."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long after it was typed in an entry may be corrected by who typed it.
CORRECTION = datetime.timedelta(hours=1)


class PaperBatch(models.Model):
    """What one agent typed in for one page in one sitting."""

    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        # Somebody who leaves takes no contribution along.
        on_delete=models.SET_NULL,
        related_name="paper_batches",
        verbose_name=_("agent"),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="paper_batches",
        verbose_name=_("page"),
    )
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    # When its last entry was typed in: a sitting ends an hour later.
    last_at = models.DateTimeField(_("last entry"), default=timezone.now)

    class Meta:
        """An agent looks for the newest."""

        verbose_name = _("batch of paper contributions")
        verbose_name_plural = _("batches of paper contributions")
        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["agent", "-last_at"], name="paper_batch_by_agent")]

    def __str__(self) -> str:
        """Return page and number."""
        return f"{self.page_id}:{self.pk}"


class PaperEntry(models.Model):
    """One contribution that an agent typed in. Its sheet's reference is the submission's ``external_id``."""

    submission = models.OneToOneField(
        "forms.Submission", on_delete=models.CASCADE, related_name="paper_entry"
    )
    batch = models.ForeignKey(PaperBatch, on_delete=models.PROTECT, related_name="entries")
    typed_at = models.DateTimeField(_("typed in"), default=timezone.now)
    corrected_at = models.DateTimeField(_("corrected"), null=True, blank=True)
    # By question id, what the sheet does not tell: ``unreadable``, or ``blank`` for a compulsory answer.
    marks = models.JSONField(default=dict)

    class Meta:
        """In the order in which they were typed."""

        verbose_name = _("paper contribution")
        verbose_name_plural = _("paper contributions")
        default_permissions = ()
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        """Return the submission's number."""
        return str(self.submission_id)

    @property
    def is_correctable(self) -> bool:
        """Whether its author may still correct it: within the hour and before a moderator decided."""
        if hasattr(self.submission, "double_entry"):
            # Two typed it, or three looked at it: one alone changes nothing any more.
            return False
        return timezone.now() < self.typed_at + CORRECTION and self.submission.is_untouched
