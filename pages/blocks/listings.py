"""Ways to other pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks.choosers import PageChooser
from pages.blocks.reading import reader_of


class PageList(blocks.StructBlock):
    """The newest pages below one page: its news, its processes."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    page = PageChooser(
        label=_("Page"),
        help_text=_("The pages just below it are listed: choose a list of news or of processes."),
    )
    number = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    class Meta:
        """How editors see it."""

        icon = "list-ul"
        label = _("List of pages")
        group = _("Ways to other pages")
        description = _("The newest pages below one page, as cards: news, processes.")
        template = "pages/blocks/page_list.html"
        preview_template = "pages/blocks/page_list_preview.html"
        preview_value = {"heading": _("What is new"), "number": 3}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the pages that anybody may read, and the page that lists them all."""
        context = super().get_context(value, parent_context=parent_context)
        context["pages"] = []
        if chosen := value.get("page"):
            reader = reader_of(parent_context)
            number = value.get("number") or self.child_blocks["number"].get_default()
            context["pages"] = reader.below(chosen, number)
            context["all_pages"] = reader.page(chosen)
        return context


class SearchBox(blocks.StructBlock):
    """The search, on the page."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        max_length=120,
        required=False,
        default="",
        help_text=_("Shown above the field."),
    )

    class Meta:
        """How editors see it."""

        icon = "search"
        label = _("Search box")
        group = _("Ways to other pages")
        description = _("A field in which readers search the whole portal.")
        template = "pages/blocks/search_box.html"
        preview_value = {"heading": _("What are you looking for?")}
