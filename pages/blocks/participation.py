"""What residents said, on the page."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.page import FormPage, Opening
from pages.blocks import samples
from pages.blocks.choosers import PageChooser
from pages.blocks.reading import reader_of

SAMPLE = "sample_cards"
SAMPLE_CLOSING = "sample_closing"


class Contributions(blocks.StructBlock):
    """The newest published contributions of a page."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    page = PageChooser(
        label=_("Page"),
        required=False,
        page_type=["pages.Consultation", "pages.Questionnaire", "pages.CallForIdeas"],
        help_text=_("Empty: the page on which the block stands."),
    )
    number = blocks.IntegerBlock(label=_("How many"), default=6, min_value=1, max_value=24)

    class Meta:
        """How editors see it."""

        icon = "comment"
        label = _("Published contributions")
        group = _("Participation")
        description = _("The newest published contributions of a page, as cards.")
        template = "pages/blocks/contributions.html"
        preview_value = {"heading": _("What residents say"), "number": 3}

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add contributions that nobody sent."""
        return {**(parent_context or {}), SAMPLE: samples.cards(value["number"])}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the contributions, each with its address."""
        context = super().get_context(value, parent_context=parent_context)
        parent = parent_context or {}
        chosen = value.get("page")
        reader = reader_of(parent)
        page = reader.page(chosen) if chosen else parent.get("page")
        if SAMPLE in parent:
            context["contributions"] = parent[SAMPLE]
        elif isinstance(page, FormPage):
            number = value.get("number") or self.child_blocks["number"].get_default()
            context["contributions"] = reader.newest(page, number)
            context["all_page"] = page if chosen and page.live else None
        else:
            context["contributions"] = []
        return context


class Countdown(blocks.StructBlock):
    """How long a page still takes answers, in words."""

    page = PageChooser(
        label=_("Page"),
        required=False,
        page_type=["pages.Consultation", "pages.Questionnaire", "pages.CallForIdeas"],
        help_text=_("Empty: the page on which the block stands."),
    )

    class Meta:
        """How editors see it."""

        icon = "time"
        label = _("Time left")
        group = _("Participation")
        description = _("How many days are left to take part, in words; nothing once it is over.")
        template = "pages/blocks/countdown.html"
        preview_value: dict[str, Any] = {}

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add a day that closes nothing."""
        closes_at = timezone.now() + datetime.timedelta(days=12)
        return {**(parent_context or {}), SAMPLE_CLOSING: closes_at}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add when the page closes and in how many days; nothing for a page that is not open."""
        context = super().get_context(value, parent_context=parent_context)
        parent = parent_context or {}
        chosen = value.get("page")
        page = reader_of(parent).page(chosen) if chosen else parent.get("page")
        closes_at = parent.get(SAMPLE_CLOSING)
        if isinstance(page, FormPage) and page.live and page.opening is Opening.OPEN:
            closes_at = page.closes_at
            context["open_page"] = page
        context["closes_at"] = closes_at
        if closes_at:
            context["days"] = (timezone.localdate(closes_at) - timezone.localdate()).days
        return context
