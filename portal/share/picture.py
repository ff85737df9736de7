"""The picture that social networks show beside a link: a title on the authority's band.

Drawn here, so that no service elsewhere learns what residents read.
"""

from dataclasses import astuple, dataclass
from hashlib import sha256
from io import BytesIO

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1_200, 630
MARGIN = 72
FOLDER = "share"
FONT = "fonts/figtree-latin-wght-normal.woff2"
TITLE_SIZES = (76, 66, 58, 50)
MOST_LINES = 4
# Drawn at another size or in another way: pictures kept so far are drawn anew.
EDITION = "1"
# Left edge and width of each stone of the strip at the foot, as in static/img/paving-strip.svg.
STONES = ((0, 176), (184, 80), (272, 272), (552, 80), (640, 208), (856, 112), (976, 224))
SUNNY_STONE = 3


@dataclass(frozen=True)
class Picture:
    """What a picture says and in which colours."""

    title: str
    kind: str
    site: str
    band: str
    highlight: str

    @property
    def digest(self) -> str:
        """What names it: everything that it shows."""
        return sha256("\0".join((EDITION, *astuple(self))).encode()).hexdigest()[:20]

    @property
    def name(self) -> str:
        """Where it is kept in the storage."""
        return f"{FOLDER}/{self.digest}.png"

    def content(self) -> bytes:
        """Return it as a PNG, drawn at the first call and kept from then on."""
        if not default_storage.exists(self.name):
            drawn = draw(self)
            # Two at once draw the same: the second is stored beside it and never asked for.
            default_storage.save(self.name, ContentFile(drawn))
            return drawn
        with default_storage.open(self.name) as file:
            return file.read()


def draw(picture: Picture) -> bytes:
    """Return the picture as a PNG of a few dozen kilobytes."""
    canvas = Image.new("RGB", (WIDTH, HEIGHT), picture.band)
    brush = ImageDraw.Draw(canvas, "RGBA")
    for number, (left, width) in enumerate(STONES):
        sunny = number == SUNNY_STONE
        fill = picture.highlight if sunny else (255, 255, 255, 18 + 7 * (number % 3))
        brush.rounded_rectangle((left, HEIGHT - 64, left + width, HEIGHT + 8), radius=8, fill=fill)
    kind = _one_line(picture.kind, _font(34, 650))
    brush.text((MARGIN, MARGIN), kind, fill=picture.highlight, font=_font(34, 650), anchor="lt")
    size, lines = _fitted(picture.title)
    font, top = _font(size, 750), MARGIN + 72
    for number, line in enumerate(lines):
        brush.text((MARGIN, top + round(number * size * 1.16)), line, fill="#ffffff", font=font)
    site = _one_line(picture.site, _font(36, 600))
    brush.text((MARGIN, HEIGHT - 104), site, fill="#ffffff", font=_font(36, 600), anchor="ls")
    buffer = BytesIO()
    canvas.quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _fitted(title: str) -> tuple[int, list[str]]:
    """Return the largest size in which the title has its place, and its lines; the end may be cut off."""
    for size in TITLE_SIZES:
        lines = _wrapped(title, _font(size, 750))
        if len(lines) <= MOST_LINES and len(lines) * size * 1.16 <= HEIGHT - MARGIN - 72 - 150:
            return size, lines
    return size, [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(_shortened(word, font))
    return lines or [""]


def _one_line(text: str, font: ImageFont.FreeTypeFont) -> str:
    lines = _wrapped(text, font)
    return lines[0] if len(lines) == 1 else f"{lines[0]} …"


def _shortened(word: str, font: ImageFont.FreeTypeFont) -> str:
    while font.getlength(word) > WIDTH - 2 * MARGIN:
        word = word[:-2] + "…"
    return word


def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    path = finders.find(FONT)
    font = ImageFont.truetype(str(path), size)
    font.set_variation_by_axes([weight])
    return font
