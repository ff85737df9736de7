"""Words and expressions that moderators want to be warned of."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.search.folding import fold


class WatchedWord(models.Model):
    """One entry of the team's list. It warns, and decides nothing (``forms.assist``)."""

    expression = models.CharField(
        _("word or expression"),
        max_length=100,
        unique=True,
        help_text=_("Case, accents and punctuation do not count: “idiot” also finds “IDIOT”."),
    )
    with_family = models.BooleanField(
        _("with other endings"),
        default=True,
        help_text=_(
            "Plural, feminine and words of the same family are found, too. "
            "Untick it for a short word that others look like."
        ),
    )

    panels: ClassVar = [FieldPanel("expression"), FieldPanel("with_family")]

    class Meta:
        """In the order of the alphabet."""

        verbose_name = _("watched word")
        verbose_name_plural = _("watched words")
        ordering: ClassVar = ["expression"]

    def __str__(self) -> str:
        """Return the expression."""
        return self.expression

    def clean(self) -> None:
        """Write it in one way; raise ValidationError if nothing of it could be found."""
        self.expression = " ".join(self.expression.split())
        if not fold(self.expression):
            raise ValidationError({"expression": _("Write at least one letter or figure.")})
