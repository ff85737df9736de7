"""What lies under the maps of a site, beside the outlines of its territories."""

import re
from typing import ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

# What becomes a source of the content policy: a name or an address, and perhaps a port.
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
PLACEHOLDERS = ("{z}", "{x}", "{y}")


def validate_tile_url(address: str) -> None:
    """Refuse an address of which a map could make no tile, or the content policy no single host."""
    rest = address
    for placeholder in PLACEHOLDERS:
        if address.count(placeholder) != 1:
            raise ValidationError(_("The address has each of {z}, {x} and {y} once."))
        rest = rest.replace(placeholder, "0")
    if not re.fullmatch(r"[!#$%&+\-./0-9:;=?@A-Z_a-z~]+", rest):
        raise ValidationError(_("The address has a character that no address has."))
    if address.startswith("/") and not address.startswith("//"):
        return
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not HOST.fullmatch(parts.netloc.lower()):
        raise ValidationError(
            _("Write an address of this site or of one host: https://tiles.example.org/{z}/{x}/{y}.png")
        )


@register_setting(icon="site", order=30)
class MapBackground(BaseSiteSetting):
    """Tiles under the outlines. None by default: then nothing is asked of anybody else."""

    tile_url = models.CharField(
        _("address of the tiles"),
        max_length=300,
        blank=True,
        validators=[validate_tile_url],
        help_text=_(
            "Empty: maps show the outlines of the territories alone, and ask no other site for anything. "
            "With {z}, {x} and {y}: readers of a page with a map load tiles from this host, which then "
            "learns their addresses. Say so in the privacy policy."
        ),
    )
    attribution = models.CharField(
        _("attribution"),
        max_length=200,
        blank=True,
        help_text=_(
            "What the licence of the tiles asks for, shown on the map: “© OpenStreetMap contributors”."
        ),
    )

    panels: ClassVar = [
        HelpPanel(
            content=_("The outlines of territories are entered with the territories, under Classification."),
        ),
        FieldPanel("tile_url"),
        FieldPanel("attribution"),
    ]

    class Meta:
        """Words of the interface."""

        verbose_name = _("background of maps")

    def __str__(self) -> str:
        """Return the address, or that there is none."""
        return self.tile_url or str(_("Outlines alone"))

    @property
    def foreign_origin(self) -> str:
        """The one host, with its scheme, that tiles are loaded from; nothing for tiles of this site."""
        if not self.tile_url or self.tile_url.startswith("/"):
            return ""
        return f"https://{urlsplit(self.tile_url).netloc.lower()}"
