"""What a contribution said before its author changed it."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from forms.fields.base import Answer


class SubmissionEdit(models.Model):
    """The answers that an author's change took the place of. Never public; erased with private texts."""

    submission = models.ForeignKey("forms.Submission", on_delete=models.CASCADE, related_name="edits")
    # The link of the chain that says that the author changed it.
    decision = models.OneToOneField("forms.Decision", on_delete=models.PROTECT, related_name="edit")
    version = models.ForeignKey("forms.FormVersion", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=255, blank=True)
    answers = models.JSONField(default=dict)

    class Meta:
        """The oldest first."""

        verbose_name = _("earlier text of a contribution")
        verbose_name_plural = _("earlier texts of contributions")
        default_permissions = ()
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        """Return its number, never its text."""
        return f"SubmissionEdit {self.pk}"

    def shown_answers(self) -> "list[Answer]":
        """Return every question with what was answered before the change."""
        from forms.fields.reading import read_answers

        return read_answers(self.version.stream, self.answers)
