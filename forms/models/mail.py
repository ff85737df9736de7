"""Mail that waits to be sent."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One message to one contact about one event; it goes when the worker sends it.

    The text is made when it is sent, from the event, in the contact's language: a row holds no
    text and no address, and erasing the contact takes its waiting mail along.
    """

    class Kind(models.TextChoices):
        """What the message tells."""

        RECEIVED = "received", _("Submission received")
        DECIDED = "decided", _("Decision taken")
        ANSWERED = "answered", _("Contribution answered")
        REPORT_SETTLED = "report_settled", _("Report settled")

    submission = models.ForeignKey("forms.Submission", on_delete=models.CASCADE, related_name="+")
    contributor = models.ForeignKey("forms.Contributor", on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey("forms.Decision", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    # Names the event, so that the database refuses a second message about it.
    event = models.CharField(max_length=60, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)

    class Meta:
        """Sent in the order of their time."""

        default_permissions = ()
        indexes: ClassVar = [
            models.Index(
                fields=["not_before", "id"],
                condition=models.Q(sent_at=None, failed_at=None),
                name="mail_waiting",
            )
        ]

    def __str__(self) -> str:
        """Return kind and number, never the address."""
        return f"{self.kind} {self.submission_id}"
