"""A file that a resident sends with a form."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forms.files.kinds import KINDS, Family, FileKind

NAME_LENGTH = 150


class Check(models.TextChoices):
    """What the antivirus says of a file."""

    UNCHECKED = "unchecked", _("not checked for viruses")
    CLEAN = "clean", _("checked for viruses")
    INFECTED = "infected", _("deleted by the antivirus")


class Attachment(models.Model):
    """One file: held for a short time until its form is sent, then part of a submission.

    Answers name it by its key, which is random and says nothing of when it came. Neither does the
    row once the form is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(
        "forms.Submission", null=True, on_delete=models.CASCADE, related_name="attachments"
    )
    # As its sender named it, without what could mislead.
    name = models.CharField(max_length=NAME_LENGTH)
    # One of forms.files.kinds, by its ending.
    kind = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    # What it is called in its folder (forms.files.storage); empty once it is deleted.
    file = models.CharField(max_length=60, blank=True)
    check_state = models.CharField(max_length=20, choices=Check, default=Check.UNCHECKED)
    # What the antivirus found.
    finding = models.CharField(max_length=200, blank=True)
    # When the antivirus is asked again about a file that it could not check.
    retry_at = models.DateTimeField(null=True)
    # Until when it waits for its form to be sent; empty once it is.
    held_until = models.DateTimeField(null=True)

    class Meta:
        """Few rows wait, for the antivirus or for their form: indexes of their own find them."""

        verbose_name = _("file")
        default_permissions = ()
        indexes: ClassVar = [
            models.Index(
                fields=["held_until"], condition=Q(held_until__isnull=False), name="attachment_held"
            ),
            models.Index(fields=["id"], condition=Q(check_state="unchecked"), name="attachment_to_check"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def file_kind(self) -> FileKind:
        """What it is."""
        return KINDS[self.kind]

    @property
    def is_image(self) -> bool:
        """Whether a browser may show it beside the answer."""
        return self.file_kind.family == Family.IMAGE

    @property
    def is_infected(self) -> bool:
        """Whether the antivirus deleted it."""
        return self.check_state == Check.INFECTED

    @property
    def is_readable(self) -> bool:
        """Whether it is there and need not wait for the antivirus (none may be configured)."""
        if not self.file:
            return False
        return self.check_state == Check.CLEAN or not settings.CLAMD_SOCKET
