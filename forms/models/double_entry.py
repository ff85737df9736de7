"""Sheets that two agents type in independently before they count."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.enums import Channel


class TypedSheet(models.Model):
    """A sheet as one agent typed it: it waits for the other's, or for somebody to settle the differences.

    It is deleted once the sheet is counted, or with the page's retention period.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="typed_sheets")
    page_key = models.UUIDField()
    version = models.ForeignKey("forms.FormVersion", on_delete=models.CASCADE, related_name="+")
    reference = models.CharField(max_length=100)
    # First or second.
    place = models.PositiveSmallIntegerField()
    # Nobody once the account is gone.
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    channel = models.CharField(max_length=20, choices=Channel)
    received_on = models.DateField()
    # What the form was sent, by the names of its inputs, each a list.
    sent = models.JSONField()
    # Which questions were marked as unreadable or left blank.
    marks = models.JSONField(default=dict)
    typed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Two for each sheet at most."""

        verbose_name = _("sheet typed in once")
        verbose_name_plural = _("sheets typed in once")
        default_permissions = ()
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint("page_key", Lower("reference"), "place", name="typed_sheet_once")
        ]
        indexes: ClassVar = [models.Index(fields=["page", "typed_at"], name="typed_sheet_by_age")]

    def __str__(self) -> str:
        """Return page and place."""
        return f"{self.page_id}:{self.pk} ({self.place})"


class DoubleEntry(models.Model):
    """Who typed a contribution in twice, and how their differences were settled. It holds no answer."""

    submission = models.OneToOneField(
        "forms.Submission", on_delete=models.CASCADE, related_name="double_entry"
    )
    first_agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    second_agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Who looked at the sheet a third time; nobody where both had typed the same.
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(default=timezone.now)
    # For each difference the question's id and whose answer was kept: first, second or typed anew.
    differences = models.JSONField(default=list)

    class Meta:
        """One for each contribution."""

        verbose_name = _("double entry")
        verbose_name_plural = _("double entries")
        default_permissions = ()

    def __str__(self) -> str:
        """Return the submission's number."""
        return str(self.submission_id)
