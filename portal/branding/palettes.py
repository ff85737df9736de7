"""Sets of colours an authority can choose from.

Each is drawn in static/css/tokens.css for light and dark screens, and a test computes its
contrasts there (WCAG 2.2, 1.4.3 and 1.4.11). Colours of one's own take the place of a set's; they
are checked when they are saved (``portal.branding.readability``).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Palette(models.TextChoices):
    """The name of a palette, written in ``<html data-palette="…">``."""

    LAGOON = "lagoon", _("Lagoon (blue-green)")
    FOREST = "forest", _("Forest (green)")
    PLUM = "plum", _("Plum (purple)")
    SLATE = "slate", _("Slate (grey-blue)")
    BRICK = "brick", _("Brick (red-brown)")


# The band of each as tokens.css draws it on light screens, for what is derived from it and for
# pictures, which read no style sheet. A test compares them.
BANDS = {
    Palette.LAGOON: "#0a4853",
    Palette.FOREST: "#1d4c28",
    Palette.PLUM: "#531f52",
    Palette.SLATE: "#26395a",
    Palette.BRICK: "#6b2c18",
}


def band_of(palette: str) -> str:
    """Return the colour of a palette's band on light screens."""
    return BANDS[Palette(palette)]
