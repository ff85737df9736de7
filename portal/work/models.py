"""What workers tell one another, and /readyz, through the database."""

from typing import ClassVar

from django.db import models


class WorkerBeat(models.Model):
    """A worker process that is (or was) alive."""

    # Host and process.
    name = models.CharField(max_length=200, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        """The most recently seen first."""

        default_permissions = ()
        ordering: ClassVar = ["-seen_at"]

    def __str__(self) -> str:
        """Return host and process."""
        return self.name


class JobRun(models.Model):
    """When a periodic job is due next. The row is what keeps two workers from both running it."""

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    # Kind of the error that ended the last run, empty if none did.
    error = models.CharField(max_length=100, blank=True)

    class Meta:
        """By name."""

        default_permissions = ()
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
