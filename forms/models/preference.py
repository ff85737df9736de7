"""What a moderator wants to be told by mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ModeratorPreference(models.Model):
    """The choices of one moderator; without a row, those of a new one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="moderator_preference"
    )
    reminders = models.BooleanField(
        _("reminders"),
        default=True,
        help_text=_("A message when contributions have waited for longer than their page allows."),
    )
    digest = models.BooleanField(
        _("daily summary"),
        default=False,
        help_text=_(
            "A message each morning on which something waits: what waits, on which page, since when."
        ),
    )

    class Meta:
        """No rights of its own: everybody has their own."""

        default_permissions = ()

    def __str__(self) -> str:
        """Return whose it is, by number."""
        return f"Preference of user {self.user_id}"
