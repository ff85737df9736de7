"""What became of a published contribution, in the authority's words."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.enums import FollowUp


class Outcome(models.Model):
    """The authority’s answer as it stands now, public under the contribution; see ``forms.outcomes``."""

    submission = models.OneToOneField("forms.Submission", on_delete=models.CASCADE, related_name="outcome")
    state = models.CharField(_("where it stands"), max_length=20, choices=FollowUp)
    text = models.TextField(_("answer"), max_length=3_000)
    # Nobody once the account is gone; never shown in public.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    answered_at = models.DateTimeField(_("answered"))
    # Counts the changes: each is told to the author once.
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        """No rights of its own: whoever moderates the section answers."""

        verbose_name = _("answer to a contribution")
        verbose_name_plural = _("answers to contributions")
        default_permissions = ()

    def __str__(self) -> str:
        """Return where it stands."""
        return str(self.get_state_display())
