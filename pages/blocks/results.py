"""Figures that come from what residents really sent."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.results import ResultsReader, countable_questions
from pages.blocks import samples

SAMPLE_NUMBERS = "sample_numbers"
SAMPLE_RESULT = "sample_result"


def _reader(parent: dict[str, Any]) -> ResultsReader:
    """Return the reader of the request under way, so that ten charts of a page read it once."""
    request = parent.get("request")
    if request is None:
        return ResultsReader()
    found: ResultsReader = request.__dict__.setdefault("_results_reader", ResultsReader())
    return found


class KeyNumbers(blocks.StructBlock):
    """How many took part in a page, and how."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    page = blocks.PageChooserBlock(
        label=_("Page"),
        page_type=["pages.Consultation", "pages.Questionnaire", "pages.CallForIdeas"],
    )

    class Meta:
        """How editors see it."""

        icon = "order"
        label = _("Key numbers")
        description = _("How many took part, by which channel, how many were published.")
        template = "pages/blocks/key_numbers.html"
        preview_value = {"heading": _("Who took part")}

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add figures that nobody counted."""
        return {**(parent_context or {}), SAMPLE_NUMBERS: samples.numbers()}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the numbers, and whether the page publishes what it receives."""
        context = super().get_context(value, parent_context=parent_context)
        parent = parent_context or {}
        page = value.get("page")
        if SAMPLE_NUMBERS in parent:
            context["numbers"], context["publishes"] = parent[SAMPLE_NUMBERS], True
        else:
            context["numbers"] = _reader(parent).numbers(page.translation_key) if page else None
            context["publishes"] = bool(page) and page.specific.publishes
        return context


class QuestionReference(blocks.ChoiceBlock):
    """One of the questions of all pages, kept as text."""

    def normalize_choice(self, value: Any) -> Any:
        """Return the value as it is: Wagtail would look through all choices whenever a page is shown."""
        return value


class QuestionChart(blocks.StructBlock):
    """The answers to one question: a table first, drawn as bars beside it."""

    question = QuestionReference(
        label=_("Question"),
        choices=countable_questions,
        # Its words name other pages, public or not.
        search_index=False,
        help_text=_("Page, then question. Answers in every language are added up."),
    )
    caption = blocks.CharBlock(
        label=_("What one reads in it"),
        max_length=300,
        required=False,
        default="",
        help_text=_("One sentence for readers in a hurry."),
    )

    class Meta:
        """How editors see it."""

        icon = "sliders"
        label = _("Chart of a question")
        description = _("The answers to one question, as a table with bars.")
        template = "pages/blocks/question_chart.html"
        preview_value = {"caption": _("Walking comes first.")}

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the result of a question that nobody asked."""
        return {**(parent_context or {}), SAMPLE_RESULT: samples.result()}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the result, in the reader's language."""
        context = super().get_context(value, parent_context=parent_context)
        parent = parent_context or {}
        context["result"] = parent.get(SAMPLE_RESULT) or _reader(parent).question(value.get("question") or "")
        return context
