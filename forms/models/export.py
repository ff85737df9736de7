"""Who took contributions out of the portal as a file, which ones, and where the file is."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Export(models.Model):
    """One file that somebody asked for: what it holds, how far it is, until when it is kept.

    The row stays when the file is gone: it says who took what out of the portal. It holds no
    contribution.
    """

    class Problem(models.TextChoices):
        """Why there is no file."""

        DISK_FULL = (
            "disk_full",
            _("There is no room left on the server’s disk. Nothing was kept; tell an administrator."),
        )
        NO_RIGHT = "no_right", _("You no longer have the right to these contributions.")
        TOO_MANY = (
            "too_many",
            _("More contributions match the words than a search can list. Add a word or a filter."),
        )
        FAILED = (
            "failed",
            _("The file could not be made. Try again; if it happens again, tell an administrator."),
        )

    # Nobody once the account is gone.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    format = models.CharField(_("format"), max_length=10)
    # The queue's filters as they stood, the keys of the columns, and the language of its words.
    filters = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    # The sections that it was taken from: "all", or the translation keys of pages.
    sections = models.JSONField(default=list)
    has_contacts = models.BooleanField(default=False)
    # The highest id of the rows that there were, and how many rows they are (at least, until counted).
    up_to = models.BigIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    # Whether the worker makes it; what is small is sent at once, and no file is kept.
    in_worker = models.BooleanField(default=False)
    # Who is at it: a number drawn anew each time that a worker takes it up.
    claim = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When it last moved; one that does not move any more is taken up again.
    touched_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=20, choices=Problem, blank=True)
    # Its name in settings.EXPORT_ROOT; empty before it is whole and after it expired.
    file = models.CharField(max_length=80, blank=True)
    size = models.BigIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        verbose_name = _("export of contributions")
        verbose_name_plural = _("exports of contributions")
        default_permissions = ()
        permissions: ClassVar = [("export_contacts", _("Can export the contact data of authors"))]
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["touched_at"],
                condition=models.Q(finished_at=None, in_worker=True),
                name="export_unfinished",
            ),
            models.Index(fields=["expires_at"], condition=~models.Q(file=""), name="export_with_file"),
        ]

    def __str__(self) -> str:
        """Return number and format."""
        return f"{self.pk} ({self.format})"

    @property
    def has_file(self) -> bool:
        """Whether its file can still be fetched."""
        return bool(self.file) and self.expires_at is not None and timezone.now() < self.expires_at
