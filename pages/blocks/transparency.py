"""What moderation did in a year, for the public."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.report.year import sample_figures, year_figures
from pages.blocks.choosers import PageChooser
from pages.blocks.reading import reader_of

FIRST_YEAR, LAST_YEAR = 2000, 2100
SAMPLE = "sample_year"


class Transparency(blocks.StructBlock):
    """The figures of a year of moderation, of which Regulation (EU) 2022/2065, article 15, is the model."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    year = blocks.IntegerBlock(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        help_text=_("Empty: the year under way, up to today."),
    )
    page = PageChooser(
        label=_("Page"),
        required=False,
        help_text=_("Counts what was sent to this page and those below it. Empty: the whole site."),
    )

    class Meta:
        """How editors see it."""

        icon = "clipboard-list"
        label = _("Transparency of moderation")
        group = _("Results")
        description = _(
            "A year of moderation: received, published, refused by reason, hidden, objections, delays."
        )
        template = "pages/blocks/transparency.html"
        preview_value = {"heading": _("A year of moderation")}

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add figures that nobody counted."""
        return {**(parent_context or {}), SAMPLE: sample_figures()}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the figures."""
        context = super().get_context(value, parent_context=parent_context)
        parent = parent_context or {}
        chosen = value.get("page")
        year = value.get("year") or timezone.localdate().year
        context["figures"] = parent.get(SAMPLE) or year_figures(year, chosen and chosen.translation_key)
        context["about"] = reader_of(parent).page(chosen) if chosen else None
        return context
