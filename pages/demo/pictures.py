"""Two pictures of the demo, drawn here: hills in the colours of the portal."""

import math
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as Canvas
from PIL import ImageDraw
from wagtail.images import get_image_model
from wagtail.images.models import Image

WIDTH, HEIGHT = 1_600, 900
# Drawn larger, then reduced: smooth edges.
SCALE = 2
SKY, SUN, RIVER, WALL, ROOF, WINDOW, TREE, TRUNK = (
    "#e0eff1",
    "#f7c544",
    "#cfe6ea",
    "#fdf6e3",
    "#a4502f",
    "#0a4853",
    "#3d7a52",
    "#5b4636",
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


def make_pictures() -> dict[str, Image]:
    """Return the pictures by name, stored as an editor's upload would be."""
    return {
        "valley": _stored("La vallée de la Sauvelle", valley()),
        "station": _stored("L’ancienne gare de Vaubrun", station()),
    }


def valley() -> Canvas.Image:
    """Return five ranges of hills under a low sun, with a river between them."""
    canvas, draw = _sky()
    for colour, foot, height, waves, start in HILLS[:3]:
        _range(draw, colour, foot, height, waves, start)
    draw.polygon(
        _scaled([(900, 900), (1_010, 660), (960, 560), (985, 560), (1_060, 660), (1_180, 900)]), RIVER
    )
    for colour, foot, height, waves, start in HILLS[3:]:
        _range(draw, colour, foot, height, waves, start)
    return _reduced(canvas)


def station() -> Canvas.Image:
    """Return a small station on its forecourt, with trees, at the foot of the hills."""
    canvas, draw = _sky()
    for colour, foot, height, waves, start in HILLS[:3]:
        _range(draw, colour, foot, height, waves, start)
    draw.rectangle(_scaled([(0, 720), (WIDTH, HEIGHT)]), fill="#dcd3bd")
    draw.rectangle(_scaled([(560, 420), (1_040, 740)]), fill=WALL)
    draw.polygon(_scaled([(530, 420), (800, 290), (1_070, 420)]), ROOF)
    draw.ellipse(_scaled([(765, 345), (835, 415)]), fill=WALL)
    draw.line(_scaled([(800, 380), (800, 355)]), fill=WINDOW, width=5 * SCALE)
    draw.line(_scaled([(800, 380), (818, 388)]), fill=WINDOW, width=5 * SCALE)
    for left in (600, 700, 860, 960):
        draw.rectangle(_scaled([(left, 460), (left + 44, 540)]), fill=WINDOW)
        draw.rectangle(_scaled([(left, 590), (left + 44, 670)]), fill=WINDOW)
    draw.rectangle(_scaled([(772, 590), (828, 740)]), fill=ROOF)
    for middle in (120, 260, 400, 1_190, 1_320, 1_450, 1_560):
        draw.rectangle(_scaled([(middle - 9, 640), (middle + 9, 790)]), fill=TRUNK)
        draw.ellipse(_scaled([(middle - 62, 500), (middle + 62, 680)]), fill=TREE)
    return _reduced(canvas)


def _sky() -> tuple[Canvas.Image, ImageDraw.ImageDraw]:
    canvas = Canvas.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), SKY)
    draw = ImageDraw.Draw(canvas)
    draw.ellipse(_scaled([(1_120, 130), (1_320, 330)]), fill=SUN)
    return canvas, draw


def _range(
    draw: ImageDraw.ImageDraw, colour: str, foot: float, height: float, waves: float, start: float
) -> None:
    """Draw one range of hills down to the bottom of the picture."""
    ridge = [
        (
            x,
            HEIGHT * (foot - height * (0.6 * math.sin(start + t) + 0.4 * math.sin(2.3 * t + 2 * start))),
        )
        for x in range(0, WIDTH + 8, 8)
        for t in [math.tau * waves * x / WIDTH]
    ]
    draw.polygon(_scaled([*ridge, (WIDTH, HEIGHT), (0, HEIGHT)]), colour)


def _scaled(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _reduced(canvas: Canvas.Image) -> Canvas.Image:
    small = canvas.resize((WIDTH, HEIGHT), Canvas.Resampling.LANCZOS)
    # Flat colours: a palette makes the file a fraction of the size.
    return small.quantize(128)


def _stored(title: str, picture: Canvas.Image) -> Image:
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    name = title.split()[-1].casefold()
    return get_image_model().objects.create(title=title, file=ImageFile(buffer, name=f"{name}.png"))
