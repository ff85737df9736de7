"""How many answers a page takes, as a whole or of one group, and how many it has."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Quota(models.Model):
    """One counter. It is only ever raised by a statement that also checks the limit (forms.limits.places).

    The row without a question counts the whole page, whose limit is the page's own column.
    """

    # The page's translation_key: answers in every language add up over it.
    page_key = models.UUIDField()
    question_id = models.CharField(max_length=40, blank=True)
    # Key of an option, as results count it.
    option = models.CharField(max_length=80, blank=True)
    places = models.PositiveIntegerField(_("places"), null=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        """One counter for each option."""

        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page_key", "question_id", "option"], name="quota_once")
        ]

    def __str__(self) -> str:
        """Return what it counts."""
        return f"{self.page_key}:{self.question_id}:{self.option}"


class HeldPlace(models.Model):
    """A place that a submission was given: it goes back when the submission no longer counts."""

    quota = models.ForeignKey(Quota, on_delete=models.CASCADE, related_name="held")
    submission = models.ForeignKey("forms.Submission", on_delete=models.CASCADE, related_name="places")

    class Meta:
        """One place of a kind."""

        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "quota"], name="held_place_once")
        ]

    def __str__(self) -> str:
        """Return which place it is."""
        return f"{self.quota_id}:{self.submission_id}"
