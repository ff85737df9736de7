"""What a contribution said before a moderator masked words in it."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from forms.fields.base import Answer


class OriginalText(models.Model):
    """The answers that one masking took the place of, until they are erased.

    Nothing but ``forms.redaction`` reads it, and only for those who have the right to: no index, no
    export, no page and no mail is made from it.
    """

    submission = models.ForeignKey("forms.Submission", on_delete=models.CASCADE, related_name="originals")
    # The link of the chain that says who masked it and when.
    decision = models.OneToOneField("forms.Decision", on_delete=models.PROTECT, related_name="original")
    version = models.ForeignKey("forms.FormVersion", on_delete=models.PROTECT, related_name="+")
    # The stored answers of the questions in which words were masked, by question.
    answers = models.JSONField()
    erase_at = models.DateTimeField(_("erased on"), db_index=True)

    class Meta:
        """The newest first: it shows what was masked last."""

        verbose_name = _("original of a masked text")
        verbose_name_plural = _("originals of masked texts")
        default_permissions = ()
        permissions: ClassVar = [("view_original", _("Can read the original of masked texts"))]
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        """Return its number, never its text."""
        return f"OriginalText {self.pk}"

    def shown_answers(self) -> "list[Answer]":
        """Return the questions in which words were masked, with what was answered before."""
        from forms.fields.reading import read_answers

        return [a for a in read_answers(self.version.stream, self.answers) if a.question_id in self.answers]
