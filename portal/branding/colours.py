"""Colours an authority brings along: how they are read, and whether pages stay readable in them.

The ratio is WCAG 2.2's (1.4.3, 1.4.11). What an editor does not give is derived here, so that a
light and a dark screen each get shades that pass; what is given is checked against the grounds of
``static/css/tokens.css``, which a test compares with the constants below.
"""

import re
from dataclasses import dataclass

TEXT = 4.5  # WCAG 2.2, 1.4.3: text of ordinary size
HEX = re.compile(r"#[0-9a-f]{6}")

WHITE, BLACK = "#ffffff", "#000000"
HIGHLIGHT = "#f7c544"
# The grounds that text stands on: page, soft, raised.
LIGHT_GROUNDS = (WHITE, "#f2f5f5", WHITE)
DARK_GROUNDS = ("#10191c", "#172327", "#1a282c")
STEPS = 100


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (``#rrggbb``) as WCAG defines it."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: str, other: str, share: float) -> str:
    """Return ``one`` with so much (0 to 1) of ``other`` in it."""
    parts = zip(channels(one), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def worst(colour: str, grounds: tuple[str, ...]) -> tuple[float, str]:
    """Return the lowest contrast of a colour with the grounds, and the ground that has it."""
    return min((contrast(colour, ground), ground) for ground in grounds)


def nearest(colour: str, grounds: tuple[str, ...], least: float, towards: str) -> str:
    """Return the colour, mixed with as little of ``towards`` as gives that contrast with each ground."""
    for step in range(STEPS + 1):
        shade = mix(colour, towards, step / STEPS)
        if worst(shade, grounds)[0] >= least:
            return shade
    return towards


def text_on(ground: str) -> str:
    """Return black or white, whichever is read better on the ground."""
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, ground))


@dataclass(frozen=True)
class Shades:
    """The colours of one scheme, by the names that tokens.css has for them."""

    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str

    def declarations(self) -> list[str]:
        """Return them as custom properties."""
        return [f"--{name.replace('_', '-')}: {value};" for name, value in vars(self).items()]


def light_shades(main: str) -> Shades:
    """Return what goes with a main colour on light screens."""
    soft = soft_of(main, WHITE)
    return Shades(main, mix(main, BLACK, 0.3), soft, WHITE)


def dark_shades(main: str) -> Shades:
    """Return what goes with a main colour on dark screens."""
    return Shades(main, mix(main, WHITE, 0.35), soft_of(main, DARK_GROUNDS[0]), text_on(main))


def soft_of(main: str, ground: str) -> str:
    """Return the tinted ground on which the main colour itself still reads."""
    return next(
        (
            tint
            for share in (0.88, 0.91, 0.94, 0.97)
            if contrast(main, tint := mix(main, ground, share)) >= TEXT
        ),
        ground,
    )


def on_dark_screens(main: str) -> str:
    """Return the main colour as light as dark screens need it."""
    return nearest(main, DARK_GROUNDS, TEXT + 1.5, WHITE)


def band_shades(band: str) -> list[str]:
    """Return the custom properties of the band, whose text is white on every screen."""
    soft = nearest(mix(WHITE, band, 0.18), (band,), TEXT, WHITE)
    return [f"--band: {band};", f"--on-band: {WHITE};", f"--on-band-soft: {soft};"]


def highlight_shades(highlight: str) -> list[str]:
    """Return the custom properties of what stands out on the band."""
    return [f"--sun: {highlight};", f"--on-sun: {text_on(highlight)};"]
