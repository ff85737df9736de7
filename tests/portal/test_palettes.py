"""Every palette an authority may choose keeps its contrasts, on light and on dark screens."""

import re

import pytest
from django.conf import settings

from portal.branding.palettes import Palette

TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPE = 3.0  # WCAG 2.2, 1.4.11
ROOT = re.compile(r":root(?:\[data-palette=\"(\w+)\"\])?\s*\{([^}]*)\}")
PAIRS = [
    ("ink", "ground", TEXT),
    ("ink", "ground-soft", TEXT),
    ("ink", "ground-raised", TEXT),
    ("ink", "mark", TEXT),
    ("ink", "accent-soft", TEXT),
    ("ink-soft", "ground", TEXT),
    ("ink-soft", "ground-soft", TEXT),
    ("ink-soft", "ground-raised", TEXT),
    ("ink-soft", "accent-soft", TEXT),
    ("accent", "ground", TEXT),
    ("accent", "ground-soft", TEXT),
    ("accent", "ground-raised", TEXT),
    ("accent", "accent-soft", TEXT),
    ("accent-hover", "ground", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("on-band", "band", TEXT),
    ("on-band-soft", "band", TEXT),
    ("on-sun", "sun", TEXT),
    ("sun", "band", SHAPE),
    ("line-strong", "ground", SHAPE),
    ("line-strong", "ground-raised", SHAPE),
    *[(name, f"{name}-soft", TEXT) for name in ("good", "wait", "info", "bad", "quiet")],
    ("bad", "ground", TEXT),
    ("bad", "ground-raised", TEXT),
    ("good", "ground", TEXT),
]


def declared(block: str) -> dict[str, str]:
    """Return the custom properties of a block of CSS that are colours."""
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", block))


def colours(palette: str, scheme: str) -> dict[str, str]:
    """Return what each colour is for a palette and a scheme, as the cascade decides."""
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    values: dict[str, str] = {}
    parts = [light] if scheme == "light" else [light, dark]
    blocks = [found for part in parts for found in ROOT.findall(part)]
    # A palette's selector is more specific than :root, wherever it stands.
    for wanted in ("", palette):
        for name, block in blocks:
            if name == wanted:
                values |= declared(block)
    return values


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("palette", Palette.values)
def test_every_palette_is_readable(palette: str, scheme: str) -> None:
    values = colours(palette, scheme)
    poor = [
        f"{front} on {back}: {contrast(values[front], values[back]):.2f} < {least}"
        for front, back, least in PAIRS
        if contrast(values[front], values[back]) < least
    ]
    assert not poor


def test_every_palette_but_the_default_is_drawn() -> None:
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    drawn = set(re.findall(r'data-palette="(\w+)"', css))
    assert drawn == set(Palette.values) - {Palette.LAGOON}


def test_the_calculation_agrees_with_the_published_example() -> None:
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
