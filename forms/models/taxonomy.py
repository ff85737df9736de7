"""What contributions and processes are sorted by."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from forms.maps.geojson import clean_outline


class Label(TranslatableMixin, index.Indexed, models.Model):
    """A name in a closed list that the team keeps, with one row for each language.

    What points at a label keeps its ``translation_key``, so that one choice is the same in every
    language.
    """

    name = models.CharField(_("name"), max_length=100)

    panels: ClassVar = [FieldPanel("name")]
    translatable_fields: ClassVar = [TranslatableField("name")]
    search_fields: ClassVar = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        """Sorted as people look them up."""

        abstract = True
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Theme(Label):
    """What a contribution is about."""

    class Meta(Label.Meta):
        """Words of the interface."""

        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Territory(Label):
    """Which part of the authority's area a contribution is about."""

    outline = models.JSONField(
        _("outline"),
        null=True,
        blank=True,
        help_text=_(
            "A GeoJSON Polygon or MultiPolygon, in degrees (WGS 84), as open data portals offer them. "
            "Maps draw it; it is the same in every language."
        ),
    )

    panels: ClassVar = [*Label.panels, FieldPanel("outline")]
    translatable_fields: ClassVar = [
        *Label.translatable_fields,
        SynchronizedField("outline", overridable=False),
    ]

    class Meta(Label.Meta):
        """Words of the interface."""

        verbose_name = _("territory")
        verbose_name_plural = _("territories")

    def clean(self) -> None:
        """Keep the area alone, to a metre; refuse what is none."""
        super().clean()
        try:
            self.outline = clean_outline(self.outline)
        except ValidationError as error:
            raise ValidationError({"outline": error}) from error
