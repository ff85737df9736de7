"""Who is reading which submission in triage, for a few minutes at a time."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Claim(models.Model):
    """A lease on one submission. It ends by itself; ``forms.triage.claims`` says which ones still hold."""

    # The key: one claim at most on a submission, which is what the database decides a race by.
    submission = models.OneToOneField(
        "forms.Submission", primary_key=True, on_delete=models.CASCADE, related_name="claim"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        """Those that hold are found by their end."""

        default_permissions = ()
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="claim_end")]

    def __str__(self) -> str:
        """Return the number of the submission."""
        return f"Claim {self.submission_id}"
