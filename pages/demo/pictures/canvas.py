"""A sky with hills, on which scenes are drawn."""

import math
from collections.abc import Sequence
from typing import Self

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1_600, 900
# Drawn larger than the 1,200 pixels it ends with, then reduced: smooth edges.
SCALE, REDUCTION = 1.5, 2
SKY, SUN, RIVER, WALL, ROOF, WINDOW, TREE, TRUNK, GROUND = (
    "#e0eff1",
    "#f7c544",
    "#cfe6ea",
    "#fdf6e3",
    "#a4502f",
    "#0a4853",
    "#3d7a52",
    "#5b4636",
    "#dcd3bd",
)
# For each range of hills, from the far one to the near one: colour, height of its foot (of the
# picture's), how high it rises, how many waves it has, and where the first begins.
HILLS = [
    ("#b5d6d3", 0.42, 0.10, 1.5, 0.3),
    ("#86bcb4", 0.52, 0.11, 2.1, 2.0),
    ("#4f978f", 0.64, 0.10, 1.3, 4.1),
    ("#1f6e6e", 0.77, 0.09, 1.8, 0.9),
    ("#0b5a68", 0.91, 0.07, 1.1, 3.2),
]
Point = tuple[float, float]


class Canvas:
    """A picture under way; every point is given in a picture 1,600 wide and 900 high."""

    def __init__(self, hills: int) -> None:
        """Begin with a low sun over so many ranges of hills."""
        self._image = Image.new("RGB", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), SKY)
        self._draw = ImageDraw.Draw(self._image)
        self.disc((1_220, 230), 100, SUN)
        self.hills(0, hills)

    def hills(self, first: int, last: int) -> Self:
        """Draw ranges of hills, the far ones first, each down to the bottom."""
        for colour, foot, height, waves, start in HILLS[first:last]:
            ridge = [
                (
                    x,
                    HEIGHT
                    * (foot - height * (0.6 * math.sin(start + t) + 0.4 * math.sin(2.3 * t + 2 * start))),
                )
                for x in range(0, WIDTH + 8, 8)
                for t in [math.tau * waves * x / WIDTH]
            ]
            self.shape([*ridge, (WIDTH, HEIGHT), (0, HEIGHT)], colour)
        return self

    def shape(self, points: Sequence[Point], colour: str) -> Self:
        """Fill a polygon."""
        self._draw.polygon(_scaled(points), colour)
        return self

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> Self:
        """Fill a rectangle."""
        self._draw.rectangle(_scaled([(left, top), (right, bottom)]), colour)
        return self

    def disc(self, middle: Point, radius: float, colour: str) -> Self:
        """Fill a circle."""
        x, y = middle
        self._draw.ellipse(_scaled([(x - radius, y - radius), (x + radius, y + radius)]), colour)
        return self

    def line(self, points: Sequence[Point], colour: str, width: int) -> Self:
        """Draw a line."""
        self._draw.line(_scaled(points), colour, round(width * SCALE), joint="curve")
        return self

    def house(self, left: float, foot: float, width: float, height: float, roof: str = ROOF) -> Self:
        """Draw a house with two windows and a door."""
        top, middle = foot - height, left + width / 2
        self.box(left, top, left + width, foot, WALL)
        overhang = width * 0.08
        self.shape(
            [(left - overhang, top), (middle, top - height * 0.5), (left + width + overhang, top)], roof
        )
        side, tall = width * 0.18, height * 0.28
        for x in (left + width * 0.14, left + width * 0.68):
            self.box(x, top + height * 0.2, x + side, top + height * 0.2 + tall, WINDOW)
        self.box(middle - side / 2, foot - height * 0.42, middle + side / 2, foot, roof)
        return self

    def tree(self, x: float, foot: float, size: float = 1.0) -> Self:
        """Draw a tree."""
        self.box(x - 9 * size, foot - 150 * size, x + 9 * size, foot, TRUNK)
        self.disc((x, foot - 190 * size), 72 * size, TREE)
        return self

    def reduced(self) -> Image.Image:
        """Return the picture; a palette makes a file of flat colours a fraction of the size."""
        return self._image.reduce(REDUCTION).quantize(64, method=Image.Quantize.FASTOCTREE)


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
