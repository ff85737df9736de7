"""The type that pages are set in. All of it comes from this server or from the reader's device."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Typeface(models.TextChoices):
    """What an authority may choose."""

    FIGTREE = "figtree", _("Figtree (20 kB, served by the portal)")
    DEVICE = "device", _("The reader’s own (nothing to load)")
    SERIF = "serif", _("The reader’s own, with serifs (nothing to load)")


STACKS = {
    Typeface.DEVICE: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    Typeface.SERIF: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", serif',
}
