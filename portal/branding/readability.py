"""Whether the colours that an editor gives leave every page readable; what to say when they do not."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from portal.branding import colours as c
from portal.branding.stylesheet import Choice


@dataclass(frozen=True)
class Fault:
    """A colour that cannot be read: the setting it stands in, and the sentence that says so."""

    field: str
    message: str


def faults(choice: Choice) -> Iterator[Fault]:
    """Yield what is wrong with the colours that were given; those derived from them always pass."""
    if choice.main:
        yield from _on_light_screens(choice.main)
    if choice.main_dark:
        yield from _on_dark_screens(choice.main_dark)
    if choice.band:
        yield from _on_band(choice)
    if choice.band or choice.highlight:
        yield from _highlight_on_band(choice)


def _on_light_screens(main: str) -> Iterator[Fault]:
    ratio, ground = c.worst(main, c.LIGHT_GROUNDS)
    if ratio < c.TEXT:
        message = _(
            "On light screens its contrast with the page (%(ground)s) is %(ratio)s to 1; links and "
            "buttons need %(least)s to 1. Take a darker one, for example %(example)s."
        )
        example = c.nearest(main, c.LIGHT_GROUNDS, c.TEXT, c.BLACK)
        yield Fault("main_colour", message % {**_figures(ratio), "ground": ground, "example": example})


def _on_dark_screens(main: str) -> Iterator[Fault]:
    ratio, ground = c.worst(main, c.DARK_GROUNDS)
    if ratio < c.TEXT:
        message = _(
            "On dark screens its contrast with the page (%(ground)s) is %(ratio)s to 1; links and "
            "buttons need %(least)s to 1. Take a lighter one, for example %(example)s, or leave it "
            "empty: the portal then finds one."
        )
        example = c.nearest(main, c.DARK_GROUNDS, c.TEXT, c.WHITE)
        yield Fault("main_colour_dark", message % {**_figures(ratio), "ground": ground, "example": example})


def _on_band(choice: Choice) -> Iterator[Fault]:
    ratio = c.contrast(c.WHITE, choice.band)
    if ratio < c.TEXT:
        message = _(
            "The contrast of the white text on it is %(ratio)s to 1; %(least)s to 1 is needed. Take a "
            "darker one, for example %(example)s."
        )
        example = c.nearest(choice.band, (c.WHITE, choice.shown_highlight), c.TEXT, c.BLACK)
        yield Fault("band_colour", message % {**_figures(ratio), "example": example})


def _highlight_on_band(choice: Choice) -> Iterator[Fault]:
    ratio = c.contrast(choice.shown_highlight, choice.shown_band)
    if ratio < c.TEXT:
        message = _(
            "The contrast of the highlight (%(highlight)s) with the band (%(band)s) is %(ratio)s to 1; "
            "%(least)s to 1 is needed. Take a lighter highlight or a darker band."
        )
        values = {**_figures(ratio), "highlight": choice.shown_highlight, "band": choice.shown_band}
        yield Fault("highlight_colour" if choice.highlight else "band_colour", message % values)


def _figures(ratio: float) -> dict[str, str]:
    # Cut, not rounded: 4.499 must not read as 4.5.
    return {"ratio": number_format(int(ratio * 100) / 100, 2), "least": number_format(c.TEXT, 1)}
