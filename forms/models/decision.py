"""Who changed the state of a submission, when and why."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.enums import Reason, State


class Decision(models.Model):
    """One append-only row for every change of state. It holds no personal data of residents."""

    submission = models.ForeignKey("forms.Submission", on_delete=models.PROTECT, related_name="decisions")
    # Nobody when the author withdrew it, or once the account is gone.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(auto_now_add=True)
    from_state = models.CharField(max_length=20, choices=State)
    to_state = models.CharField(max_length=20, choices=State)
    reason = models.CharField(_("reason"), max_length=40, choices=Reason, blank=True)
    # The submission's revision after this decision.
    revision = models.PositiveIntegerField()

    class Meta:
        """In the order in which they were taken."""

        verbose_name = _("moderation decision")
        verbose_name_plural = _("moderation decisions")
        default_permissions = ()
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "revision"], name="decision_once_a_revision")
        ]

    def __str__(self) -> str:
        """Return the step in the state's words."""
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"


class DecisionMessage(models.Model):
    """What the moderator wrote to the author: apart, so that it can be erased alone."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="message")
    text = models.TextField()

    class Meta:
        """No rights of its own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return the text."""
        return self.text


class Note(models.Model):
    """A private note that moderators leave for one another."""

    submission = models.ForeignKey("forms.Submission", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("private note"), max_length=5_000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The oldest first."""

        default_permissions = ()
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        """Return the text."""
        return self.text
