"""What an author says against a decision, and what was answered."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObjectionRight(models.Model):
    """Until when the author of a contribution may object to a decision, as they were told."""

    decision = models.OneToOneField(
        "forms.Decision", on_delete=models.PROTECT, related_name="objection_right"
    )
    # This day included.
    until = models.DateField(_("until"))

    class Meta:
        """No rights of its own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return the day."""
        return str(self.until)


class Objection(models.Model):
    """One objection to one decision (Regulation (EU) 2022/2065, article 20); see ``forms.objections``.

    The answer is a link of the chain: who gave it, whether it was upheld, and what the author was told
    stand there.
    """

    decision = models.OneToOneField("forms.Decision", on_delete=models.PROTECT, related_name="objection")
    submission = models.ForeignKey("forms.Submission", on_delete=models.PROTECT, related_name="objections")
    # What its author writes; erased with their other texts.
    text = models.TextField(_("what you say against it"), max_length=2_000)
    made_at = models.DateTimeField(auto_now_add=True)
    answer = models.OneToOneField(
        "forms.Decision", null=True, on_delete=models.PROTECT, related_name="answered_objection"
    )

    class Meta:
        """The oldest first: it has waited longest."""

        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        default_permissions = ()
        ordering: ClassVar = ["made_at", "id"]
        indexes: ClassVar = [
            models.Index(fields=["made_at", "id"], condition=models.Q(answer=None), name="objection_open")
        ]

    def __str__(self) -> str:
        """Return its number, never its text."""
        return f"Objection {self.pk}"
