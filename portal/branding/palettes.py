"""Sets of colours an authority can choose from.

Each is drawn in static/css/tokens.css for light and dark screens, and a test computes its
contrasts there (WCAG 2.2, 1.4.3 and 1.4.11). A free choice of colours could not be checked, and
the content policy allows no style but that of our files.
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
