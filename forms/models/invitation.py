"""Invitation codes, and what keeps each of them to one answer.

The list of codes is never changed once it is made. A code that may still be used has a row in a table
of its own, which is deleted with the answer that it lets in: a deletion leaves no order and no time,
where a mark or a row for each used code would leave both (docs/decisions/anonymous-answers.md).
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InvitationBatch(models.Model):
    """Codes that were made or brought in at once, for one group of people."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="invitation_batches",
        verbose_name=_("page"),
    )
    page_key = models.UUIDField(db_index=True)
    name = models.CharField(_("group"), max_length=120)
    # From this and the site's secret its codes are made again, to print them; empty for imported ones.
    seed = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(_("codes"))
    # How many were still unused when it was revoked.
    revoked = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        """The newest first."""

        verbose_name = _("group of invitations")
        verbose_name_plural = _("groups of invitations")
        default_permissions = ()
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Invitation(models.Model):
    """One code of a batch, as a keyed digest. Never changed."""

    batch = models.ForeignKey(InvitationBatch, on_delete=models.CASCADE, related_name="invitations")
    page_key = models.UUIDField()
    digest = models.CharField(max_length=64)

    class Meta:
        """A code opens one page."""

        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page_key", "digest"], name="invitation_code_once")
        ]

    def __str__(self) -> str:
        """Return the number, never the code."""
        return f"Invitation {self.pk}"


class UnusedInvitation(models.Model):
    """Says that a code may still be used; deleted when it is."""

    invitation = models.OneToOneField(
        Invitation, primary_key=True, on_delete=models.CASCADE, related_name="unused"
    )

    class Meta:
        """No rights of its own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return the number, never the code."""
        return f"Invitation {self.invitation_id}"


class UsedPass(models.Model):
    """Which code or confirmed address an answer came with: on confidential pages alone, never anonymous."""

    page_key = models.UUIDField()
    # Keyed digest of the code or the address.
    digest = models.CharField(max_length=64)
    submission = models.OneToOneField("forms.Submission", on_delete=models.CASCADE, related_name="used_pass")
    invitation = models.OneToOneField(
        Invitation, null=True, on_delete=models.SET_NULL, related_name="used_pass"
    )

    class Meta:
        """One answer for each."""

        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page_key", "digest"], name="used_pass_once")
        ]

    def __str__(self) -> str:
        """Return the submission's number."""
        return str(self.submission_id)


class AddressRoll(models.Model):
    """Which confirmed addresses have answered an anonymous page: their keyed digests in one row.

    They are sorted and written anew as a whole: neither the order of rows nor that of digests says who
    came when.
    """

    page_key = models.UUIDField(primary_key=True)
    # Digests of ``forms.limits.roll.WIDTH`` bytes, sorted, one after the other.
    digests = models.BinaryField(default=bytes)

    class Meta:
        """No rights of its own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return the page's key."""
        return str(self.page_key)


class ConfirmationMail(models.Model):
    """An address that waits for its link to a page. Deleted as soon as the message has gone."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    language = models.CharField(max_length=10)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        """One message waits for an address."""

        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "email"], name="confirmation_mail_once")
        ]

    def __str__(self) -> str:
        """Return the number, never the address."""
        return f"ConfirmationMail {self.pk}"


class SentForm(models.Model):
    """That an anonymous form was sent, so that sending it twice counts once. Says nothing of what or who.

    The digest is made from the secret that only the sender's browser held; it goes after a week.
    """

    digest = models.CharField(max_length=64, unique=True)
    day = models.DateField(db_index=True)

    class Meta:
        """No rights of its own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return the day."""
        return str(self.day)
