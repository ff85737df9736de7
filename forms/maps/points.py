"""A point on a map: how it is written, read and asked for."""

import re
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# About a metre: no more than a finger on a map can mean.
DECIMALS = 5
NUMBER = r"[-+]?[0-9]{1,3}(?:\.[0-9]{1,15})?"
WRITTEN = re.compile(rf"\s*({NUMBER})\s*[,;]\s*({NUMBER})\s*")
# A point after an address, in brackets, as exports and our own pages write it.
AT_THE_END = re.compile(r"(.*?)\s*\(([^()]*)\)\s*", re.DOTALL)
# No coordinates are longer; what is gets no further.
LONGEST = 60


class Point(NamedTuple):
    """Degrees of latitude (north) and longitude (east), WGS 84."""

    lat: float
    lng: float

    def __str__(self) -> str:
        """Return it as any map on the web takes it."""
        return f"{self.lat:.{DECIMALS}f}, {self.lng:.{DECIMALS}f}"


def point_at(lat: Any, lng: Any) -> Point | None:
    """Return the point of two numbers, None if they are none or lie outside the world."""
    for degrees, limit in ((lat, 90), (lng, 180)):
        if isinstance(degrees, bool) or not isinstance(degrees, (int, float)) or not abs(degrees) <= limit:
            return None
    return Point(round(float(lat), DECIMALS), round(float(lng), DECIMALS))


def written_point(text: str) -> Point | None:
    """Return the point that a text like “46.58021, 0.34037” stands for, None for any other text."""
    match = WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
    return point_at(float(match[1]), float(match[2])) if match else None


def stored_point(stored: Any) -> Point | None:
    """Return a point that was kept as JSON, None for anything else."""
    return point_at(*stored) if isinstance(stored, list) and len(stored) == 2 else None


def place_and_point(text: str) -> tuple[str, Point | None]:
    """Return the words of a place and the point that is written after them in brackets, or alone."""
    alone = written_point(text) if "." in text else None
    if alone:
        return "", alone
    match = AT_THE_END.fullmatch(text)
    point = written_point(match[2]) if match and "." in match[2] else None
    return (match[1], point) if match and point else (text, None)


class PointField(forms.CharField):
    """A point, written as “latitude, longitude”."""

    default_error_messages = {
        "invalid": _("Write latitude and longitude in degrees, like 46.58021, 0.34037."),
    }

    def to_python(self, value: Any) -> Point | None:  # type: ignore[override]
        """Return the point, None for none; ``ValidationError`` for half a point or one outside the world."""
        if isinstance(value, Point):
            return value
        text = super().to_python(value)
        if not text:
            return None
        point = written_point(text)
        if point is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return point

    def prepare_value(self, value: Any) -> Any:
        """Return a point as it is written."""
        return str(value) if isinstance(value, Point) else value
