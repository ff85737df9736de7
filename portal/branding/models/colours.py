"""The colours and the type of a site, checked so that its pages can be read."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms import TextInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.branding import readability
from portal.branding.colours import BLACK, HEX
from portal.branding.palettes import Palette
from portal.branding.stylesheet import Choice, digest_of, render
from portal.branding.typefaces import Typeface

COLOUR_FIELDS = ("main_colour", "main_colour_dark", "band_colour", "highlight_colour")


class ColourField(models.CharField):
    """A colour as ``#rrggbb``, or nothing."""

    default_validators = [
        RegexValidator(rf"^{HEX.pattern}\Z", _("Write # and six digits or letters from a to f: #0b5a68."))
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what a CharField takes; length and emptiness are settled."""
        super().__init__(*args, **{**kwargs, "max_length": 7, "blank": True})

    def to_python(self, value: Any) -> Any:
        """Take capitals and blanks around it as well."""
        return value.strip().lower() if isinstance(value, str) else value


class ColoursAndType(models.Model):
    """What a site chose of them; part of its identity."""

    palette = models.CharField(_("colours"), max_length=12, choices=Palette.choices, default=Palette.LAGOON)
    main_colour = ColourField(
        _("main colour"), help_text=_("Links and buttons on light screens. Empty: that of the set above.")
    )
    main_colour_dark = ColourField(
        _("main colour on dark screens"), help_text=_("Empty: a lighter shade of the main colour.")
    )
    band_colour = ColourField(
        _("colour of the band"),
        help_text=_(
            "Behind the title of the home page and at the foot. Empty: a darker shade of the main colour."
        ),
    )
    highlight_colour = ColourField(
        _("highlight"), help_text=_("The main button on the band, and the ring around what has the focus.")
    )
    typeface = models.CharField(_("type"), max_length=12, choices=Typeface, default=Typeface.FIGTREE)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse colours in which a page could not be read."""
        super().clean()
        if not all(HEX.fullmatch(getattr(self, name) or BLACK) for name in COLOUR_FIELDS):
            # Not colours at all, which the fields themselves say.
            return
        errors: dict[str, list[str]] = {}
        for fault in readability.faults(self.choice):
            errors.setdefault(fault.field, []).append(fault.message)
        if errors:
            raise ValidationError(errors)

    @property
    def choice(self) -> Choice:
        """What was chosen of colours and type."""
        return Choice(
            palette=self.palette,
            main=self.main_colour,
            main_dark=self.main_colour_dark,
            band=self.band_colour,
            highlight=self.highlight_colour,
            typeface=self.typeface,
        )

    @property
    def stylesheet_digest(self) -> str:
        """What names the site's own style sheet; empty where it needs none."""
        return "" if self.choice.is_plain else digest_of(render(self.choice))

    @property
    def loads_figtree(self) -> bool:
        """Whether pages are set in the type that the portal serves."""
        return self.typeface == Typeface.FIGTREE


COLOUR_PANEL = MultiFieldPanel(
    [
        FieldPanel("palette"),
        *[
            FieldPanel(name, widget=TextInput(attrs={"placeholder": "#0b5a68", "spellcheck": "false"}))
            for name in COLOUR_FIELDS
        ],
        FieldPanel("typeface"),
    ],
    heading=_("Colours and type"),
    help_text=_(
        "A set, or colours of your own. Each is checked when you save: text keeps a contrast of "
        "4.5 to 1 on light and on dark screens."
    ),
)
