"""The colours and the type of one authority, as a style sheet of its own.

The content policy allows no style inside a page, so that what an editor chooses reaches the pages
as a file: its name holds a digest of what it says, and every cache may keep it for good.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from portal.branding import colours as c
from portal.branding.palettes import Palette, band_of
from portal.branding.typefaces import STACKS, Typeface


@dataclass(frozen=True)
class Choice:
    """What an editor chose; an empty colour was not chosen."""

    palette: str = Palette.LAGOON
    main: str = ""
    main_dark: str = ""
    band: str = ""
    highlight: str = ""
    typeface: str = Typeface.FIGTREE

    @property
    def is_plain(self) -> bool:
        """Whether the static style sheets say it all."""
        return not self.own_colours and self.typeface == Typeface.FIGTREE

    @property
    def own_colours(self) -> bool:
        """Whether any colour is the editor's own."""
        return bool(self.main or self.main_dark or self.band or self.highlight)

    @property
    def shown_highlight(self) -> str:
        """The highlight: the editor's or the portal's."""
        return self.highlight or c.HIGHLIGHT

    @property
    def shown_band(self) -> str:
        """The band on light screens: the editor's, else one made of the main colour, else the palette's."""
        if self.band or not self.main:
            return self.band or band_of(self.palette)
        darker = c.mix(self.main, c.BLACK, 0.2)
        return c.nearest(darker, (self.shown_highlight,), c.TEXT, c.BLACK)


@lru_cache(maxsize=64)
def render(choice: Choice) -> str:
    """Return the style sheet. It wins over a palette; for paper, print.css wins over it."""
    light: list[str] = []
    dark: list[str] = []
    if choice.typeface != Typeface.FIGTREE:
        light.append(f"--font: {STACKS[Typeface(choice.typeface)]};")
    if choice.main:
        light += c.light_shades(choice.main).declarations()
    if main_dark := choice.main_dark or (choice.main and c.on_dark_screens(choice.main)):
        dark += c.dark_shades(main_dark).declarations()
    if choice.main or choice.band:
        light += c.band_shades(choice.shown_band)
        dark += c.band_shades(c.mix(choice.shown_band, c.BLACK, 0.2))
    if choice.highlight:
        light += c.highlight_shades(choice.highlight)
    rules = [_rule(light)] if light else []
    if dark:
        rules.append(f"@media (prefers-color-scheme: dark) {{\n{_rule(dark)}}}\n")
    return "".join(rules)


def digest_of(css: str) -> str:
    """Return what names this content."""
    return hashlib.sha256(css.encode()).hexdigest()[:16]


def _rule(declarations: list[str]) -> str:
    body = "".join(f"  {each}\n" for each in declarations)
    return f":root:root {{\n{body}}}\n"
