"""What a warning can be about, and where in a text it was found."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What was found in a text. Probable, never certain: a moderator decides."""

    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Telephone number")
    ADDRESS = "address", _("Postal address")
    IBAN = "iban", _("Bank account (IBAN)")
    NIR = "nir", _("Social security number")
    PLATE = "plate", _("Number plate")
    LINK = "link", _("Link")
    SHOUTING = "shouting", _("Written in capitals")
    WORD = "word", _("Watched word")


# What may tell who somebody is.
PERSONAL = frozenset({Kind.EMAIL, Kind.PHONE, Kind.ADDRESS, Kind.IBAN, Kind.NIR, Kind.PLATE})


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (not included) of a text, and what they seem to be."""

    start: int
    end: int
    kind: Kind

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
