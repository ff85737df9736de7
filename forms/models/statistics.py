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
    # Empty for the row that counts the page's submissions by channel and those published.
    question_id = models.CharField(max_length=40, blank=True)
    answered = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    # What the answers add up to, by key (forms.fields.base.Question.amounts), as digits.
    totals = models.JSONField(default=dict)
    computed_at = models.DateTimeField()
    # How long the last count of the whole page took; kept in the page's own row.
    took_ms = models.PositiveIntegerField(default=0)

    class Meta:
        """Once for each question."""

        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page_key", "question_id"], name="question_statistics_once")
        ]

    def __str__(self) -> str:
        """Return page and question."""
        return f"{self.page_key}:{self.question_id}"


class RecountMark(models.Model):
    """A page whose submissions changed since it was last counted.

    Rows are only added and deleted, never changed, so that marking waits for nobody; a page is
    counted once however many marks it has.
    """

    page_key = models.UUIDField(db_index=True)

    class Meta:
        """The oldest first."""

        default_permissions = ()
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        """Return the page's key."""
        return str(self.page_key)
