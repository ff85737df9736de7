"""The preview in which an editor tries a questionnaire and reads why something is hidden."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY = "why"


class TriedPage(models.Model):
    """A page whose preview can say why its questions are hidden; the answers never leave the browser."""

    class Meta:
        """A base of pages with a form."""

        abstract = True

    @property
    def preview_modes(self) -> "list[tuple[str, str | Promise]]":
        """Return Wagtail's own, and this one."""
        return [*super().preview_modes, (WHY, _("Why is this hidden?"))]  # type: ignore[misc]
