"""Who changed what about a submission, when and why: rows that are only ever added."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.enums import DecisionAction, DecisionSource, State

# Hexadecimal digits of SHA-256.
DIGEST_LENGTH = 64


class StaffMember(models.Model):
    """Stands for a member of staff in the record; outlives their account, and then names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="staff_member"
    )

    class Meta:
        """No rights of its own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return the id only."""
        return str(self.pk)


class Decision(models.Model):
    """One link of the chain: an event in the life of a submission.

    Written by ``forms.record.chain`` alone; the database refuses to change or delete it. It holds
    no personal data: what was written to the author is a ``DecisionMessage``, bound to it by
    ``detail_digest``, and whoever decided is a ``StaffMember``.
    """

    # Its place in the chain, from 1, without a gap.
    number = models.PositiveBigIntegerField(unique=True)
    submission = models.ForeignKey("forms.Submission", on_delete=models.PROTECT, related_name="decisions")
    # Nobody when the author or a rule of the page did it.
    staff = models.ForeignKey(
        StaffMember, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    source = models.CharField(max_length=20, choices=DecisionSource)
    action = models.CharField(max_length=30, choices=DecisionAction)
    at = models.DateTimeField()
    from_state = models.CharField(max_length=20, choices=State)
    to_state = models.CharField(max_length=20, choices=State)
    # Code of a ModerationReason; what it said then is in the message.
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    # The submission's revision after this decision.
    revision = models.PositiveIntegerField()
    # Over the message to the author, under that message's own key; empty where there is none.
    detail_digest = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    previous_hash = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    hash = models.CharField(max_length=DIGEST_LENGTH)

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

    @property
    def by(self) -> User | None:
        """The member of staff who took it; None for an author, a rule, or an account that is gone."""
        return self.staff.user if self.staff else None


class DecisionMessage(models.Model):
    """What the author was told of a decision, as it was then: apart, so that it can be erased alone.

    Its ``key`` goes with it: without the key, the digest in the chain says nothing of the text.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="message")
    key = models.CharField(max_length=DIGEST_LENGTH)
    # What the moderator wrote.
    text = models.TextField(blank=True)
    # The statement of reasons (Regulation (EU) 2022/2065, article 17(3)), in the author's language.
    language = models.CharField(max_length=10, blank=True)
    reason_label = models.CharField(max_length=255, blank=True)
    facts = models.TextField(blank=True)
    rule = models.TextField(blank=True)

    class Meta:
        """No rights of its own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return the text."""
        return self.text


class ChainHead(models.Model):
    """Where the chain ends: the one row that a transaction locks to add a link."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=DIGEST_LENGTH, blank=True)

    class Meta:
        """No rights of its own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return number and hash."""
        return f"{self.number} {self.hash}"


class DailyHead(models.Model):
    """The last link of a day, published so that nobody can write the chain anew unnoticed."""

    day = models.DateField(unique=True)
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=DIGEST_LENGTH)

    class Meta:
        """The newest first."""

        default_permissions = ()
        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        """Return day, number and hash."""
        return f"{self.day} {self.number} {self.hash}"


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
