"""Outlines as they are entered: GeoJSON (RFC 7946), checked and cut to what a map needs.

Longitude comes before latitude, in degrees of WGS 84.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

AREAS = ("Polygon", "MultiPolygon")
# About a metre; what is finer only weighs.
DECIMALS = 5
# A ring of a triangle closes on its first point.
SHORTEST_RING = 4
MOST_POSITIONS = 3_000


def clean_outline(raw: Any) -> dict[str, Any] | None:
    """Return the area of a GeoJSON text, its positions rounded to a metre, or None for nothing.

    Takes a Polygon or a MultiPolygon, or the one Feature of a file that has it. ``ValidationError``
    says what is wrong with anything else.
    """
    if raw in (None, "", {}, []):
        return None
    geometry = _geometry(raw)
    kind = geometry.get("type")
    if kind not in AREAS:
        raise ValidationError(_("An outline is a GeoJSON Polygon or MultiPolygon."), code="kind")
    counter = _Counter()
    coordinates = geometry.get("coordinates")
    if kind == "Polygon":
        cleaned: list[Any] = _polygon(coordinates, counter)
    else:
        cleaned = [_polygon(polygon, counter) for polygon in _list(coordinates)]
    return {"type": kind, "coordinates": cleaned}


def _geometry(raw: Any) -> dict[str, Any]:
    """Return the geometry of a Feature, of a file with one Feature, or what is one itself."""
    if not isinstance(raw, dict):
        raise _malformed()
    if raw.get("type") == "FeatureCollection":
        features = _list(raw.get("features"))
        if len(features) != 1:
            raise ValidationError(
                _("This file has several areas: enter one for each territory."), code="many"
            )
        raw = features[0]
    if isinstance(raw, dict) and raw.get("type") == "Feature":
        raw = raw.get("geometry")
    if not isinstance(raw, dict):
        raise _malformed()
    return raw


class _Counter:
    """Counts positions over all rings of an outline."""

    def __init__(self) -> None:
        self.number = 0

    def add(self, number: int) -> None:
        self.number += number
        if self.number > MOST_POSITIONS:
            raise ValidationError(
                _("This outline has more than %(number)d points: simplify it, every map loads it."),
                code="too_many",
                params={"number": MOST_POSITIONS},
            )


def _polygon(rings: Any, counter: _Counter) -> list[list[list[float]]]:
    return [_ring(ring, counter) for ring in _list(rings)]


def _ring(ring: Any, counter: _Counter) -> list[list[float]]:
    positions = _list(ring)
    counter.add(len(positions))
    cleaned = [_position(position) for position in positions]
    if len(cleaned) < SHORTEST_RING or cleaned[0] != cleaned[-1]:
        raise ValidationError(
            _("Each ring of an outline has four points or more and ends where it begins."), code="open"
        )
    return cleaned


def _position(position: Any) -> list[float]:
    """Return longitude and latitude; a height is left out."""
    if not isinstance(position, list) or len(position) not in (2, 3):
        raise _malformed()
    for degrees, limit in zip(position, (180, 90), strict=False):
        is_number = isinstance(degrees, (int, float)) and not isinstance(degrees, bool)
        if not is_number or not abs(degrees) <= limit:
            raise ValidationError(
                _("An outline is written in degrees, longitude before latitude."), code="degrees"
            )
    return [round(degrees, DECIMALS) for degrees in position[:2]]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _malformed()
    return value


def _malformed() -> ValidationError:
    return ValidationError(_("This is no GeoJSON area."), code="malformed")
