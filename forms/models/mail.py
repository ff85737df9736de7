"""Mail that waits to be sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One message to one person about one event; it goes when the worker sends it.

    The person is the contact of a submission or of a draft, or a member of staff. The text is made
    when it is sent, from the event, in the person's language: a row holds no text and no address, and
    erasing the contact, the draft or the account takes its waiting mail along.
    """

    class Kind(models.TextChoices):
        """What the message tells."""

        RECEIVED = "received", _("Submission received")
        DECIDED = "decided", _("Decision taken")
        ANSWERED = "answered", _("Contribution answered")
        REPORT_SETTLED = "report_settled", _("Report settled")
        DRAFT = "draft", _("Answers kept for later")
        REMINDER = "reminder", _("Reminder to moderators")
        DIGEST = "digest", _("Daily summary for moderators")

    # To a resident.
    submission = models.ForeignKey("forms.Submission", null=True, on_delete=models.CASCADE, related_name="+")
    contributor = models.ForeignKey(
        "forms.Contributor", null=True, on_delete=models.CASCADE, related_name="+"
    )
    decision = models.ForeignKey("forms.Decision", null=True, on_delete=models.CASCADE, related_name="+")
    # To somebody who goes on answering later.
    draft = models.ForeignKey("forms.Draft", null=True, on_delete=models.CASCADE, related_name="+")
    # To a member of staff, about a page if it is about one.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    # Names the event, so that the database refuses a second message about it.
    event = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    # Kind of what ended the last try, never its text, which may quote an address.
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        """Sent in the order of their time; each to one person."""

        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing mail")
        default_permissions = ()
        permissions: ClassVar = [("retry_outgoingmail", _("Can see outgoing mail and have it sent again"))]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(submission__isnull=False, contributor__isnull=False, user=None, draft=None)
                | Q(draft__isnull=False, contributor__isnull=False, user=None, submission=None)
                | Q(submission=None, contributor=None, user__isnull=False, draft=None),
                name="mail_to_one_person",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["not_before", "id"],
                condition=Q(sent_at=None, failed_at=None),
                name="mail_waiting",
            ),
            models.Index(fields=["failed_at"], condition=Q(failed_at__isnull=False), name="mail_failed"),
            models.Index(fields=["sent_at"], condition=Q(sent_at__isnull=False), name="mail_sent"),
            models.Index(fields=["page", "created_at"], condition=Q(page__isnull=False), name="mail_of_page"),
        ]

    def __str__(self) -> str:
        """Return kind and number, never the address."""
        return f"{self.kind} {self.submission_id or self.page_id or ''}".strip()
