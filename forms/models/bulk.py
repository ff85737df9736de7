"""One decision for many submissions, with its progress."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.enums import Action


class BulkJob(models.Model):
    """What was asked, by whom, on which rows, and how far it is.

    Either ``items`` names the rows, as [id, revision seen] in the order of their ids, or
    ``filters`` are the queue's filters as they stood when the moderator confirmed; ``up_to`` is
    the highest id of the rows counted then, so that rows that arrive later are not touched.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    action = models.CharField(max_length=20, choices=Action)
    # Code of a ModerationReason.
    reason = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)
    filters = models.JSONField(default=dict)
    items = models.JSONField(null=True)
    up_to = models.BigIntegerField()
    # How many rows the moderator confirmed, and how many of them are decided.
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    # The id of the last row that was dealt with: who goes on begins after it.
    position = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    # When it last moved; one that does not move any more is taken up again.
    touched_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        verbose_name = _("bulk decision")
        default_permissions = ()
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["by", "touched_at"],
                condition=models.Q(finished_at=None),
                name="bulk_job_unfinished",
            )
        ]

    def __str__(self) -> str:
        """Return number and size."""
        return f"{self.pk} ({self.total})"


class BulkProblem(models.Model):
    """One item that a bulk decision could not decide on, and why."""

    job = models.ForeignKey(BulkJob, on_delete=models.CASCADE, related_name="problems")
    submission = models.ForeignKey("forms.Submission", on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=255)

    class Meta:
        """In the order in which they came up."""

        default_permissions = ()
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        """Return what is wrong."""
        return self.text
