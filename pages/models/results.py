"""What came out of it."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from pages.blocks import ResultsStreamBlock
from pages.models.base import BasePage


class Results(BasePage):
    """Figures and charts that are counted from what was really sent."""

    body = StreamField(ResultsStreamBlock(), verbose_name=_("body"), blank=True)

    parent_page_types: ClassVar = [
        "pages.HomePage",
        "pages.Process",
        "pages.Consultation",
        "pages.Questionnaire",
        "pages.CallForIdeas",
    ]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Figures and charts, counted from the answers and kept up to date.")

    class Meta:
        """Words of the interface."""

        verbose_name = _("results page")
        verbose_name_plural = _("results pages")
