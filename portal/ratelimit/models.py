"""One row counts what one address did in one window."""

from django.db import models


class RateWindow(models.Model):
    """What one address (as a daily digest) did within one window of one scope."""

    key = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        """Return the key, which names nobody."""
        return self.key
