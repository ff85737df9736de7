"""How often each answer was given, kept ready for the results pages."""

from typing import ClassVar

from django.db import models


class QuestionStatistics(models.Model):
    """The counts of one question over all languages of one page.

    ``counts`` maps a bucket (an option's id, a number, a theme's key…) to how many chose it;
    ``answered`` is the number of people who answered. Both can be recomputed from the submissions
    at any time (forms.statistics).
    """

    page_key = models.UUIDField()
    # Empty for the row that counts the page's submissions by state and channel.
    question_id = models.CharField(max_length=40, blank=True)
    answered = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    computed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Once for each question."""

        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page_key", "question_id"], name="question_statistics_once")
        ]

    def __str__(self) -> str:
        """Return page and question."""
        return f"{self.page_key}:{self.question_id}"
