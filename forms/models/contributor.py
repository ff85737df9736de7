"""Who sent a submission, if they said so."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Contributor(models.Model):
    """Contact data in a row of its own, which can be erased alone."""

    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=10, default=settings.LANGUAGE_CODE)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Words of the interface."""

        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        # What else somebody sent.
        indexes: ClassVar = [models.Index(Lower("email"), name="contributor_email")]

    def __str__(self) -> str:
        """Return the number only: an address has no place in a log or a title."""
        return f"Contributor {self.pk}"
