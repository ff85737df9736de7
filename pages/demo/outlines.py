"""Outlines of the demo's cantons, and points in them."""

import json
import random
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from forms.maps.points import DECIMALS

FILE = Path(__file__).parent / "content" / "outlines.json"
# A point that is not in the outer parts of a canton stays clear of its border.
INNER = 0.6


@cache
def _rings() -> dict[str, list[list[float]]]:
    """Return the ring of each canton, longitude before latitude, by its key. They tile the département."""
    rings: dict[str, list[list[float]]] = json.loads(FILE.read_text())
    return rings


def outline_of(canton: str) -> dict[str, Any]:
    """Return a canton's outline as GeoJSON."""
    return {"type": "Polygon", "coordinates": [_rings()[canton]]}


def point_in(canton: str, draw: random.Random) -> list[float]:
    """Return a point in a canton as an answer keeps it: [latitude, longitude]."""
    ring = _rings()[canton]
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    while True:
        x = middle_x + (max(xs) - min(xs)) / 2 * INNER * draw.uniform(-1, 1)
        y = middle_y + (max(ys) - min(ys)) / 2 * INNER * draw.uniform(-1, 1)
        if _is_inside(ring, x, y):
            return [round(y, DECIMALS), round(x, DECIMALS)]


def _is_inside(ring: list[list[float]], x: float, y: float) -> bool:
    """Whether a ray from a point crosses the ring an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
