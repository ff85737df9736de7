"""What the maps of a page are drawn on, as its templates and the browser need it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from forms.maps.outlines import outlines_digest
from forms.models import MapBackground


@dataclass(frozen=True)
class Background:
    """Addresses of the outlines and of tiles; each may be empty, but never both."""

    outlines_url: str
    tile_url: str
    attribution: str


def background_of(request: HttpRequest | None) -> Background | None:
    """Return what the site's maps show under their points, None if that is nothing.

    The page at hand then allows images from the one host that the site's team has chosen for
    tiles, if it has (``portal.middleware`` reads ``request.image_origin``).
    """
    digest = outlines_digest()
    # An address that names its content: a browser keeps it until an outline changes.
    outlines_url = f"{reverse('outlines')}?v={digest}" if digest else ""
    tiles = MapBackground.for_request(request) if request is not None else MapBackground()
    if tiles is not None and tiles.foreign_origin:
        request.image_origin = tiles.foreign_origin  # type: ignore[union-attr]
    tile_url, attribution = (tiles.tile_url, tiles.attribution) if tiles is not None else ("", "")
    return Background(outlines_url, tile_url, attribution) if outlines_url or tile_url else None
