"""Figures that come from what residents really sent."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.statistics import countable_questions, page_numbers, question_result


class KeyNumbers(blocks.StructBlock):
    """How many took part in a page, and how."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
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

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the numbers."""
        context = super().get_context(value, parent_context=parent_context)
        page = value.get("page")
        context["numbers"] = page_numbers(page.translation_key) if page else None
        return context


class QuestionChart(blocks.StructBlock):
    """The answers to one question: a table first, drawn as bars beside it."""

    question = blocks.ChoiceBlock(label=_("Question"), choices=countable_questions)
    caption = blocks.CharBlock(label=_("What one reads in it"), max_length=300, required=False)

    class Meta:
        """How editors see it."""

        icon = "sliders"
        label = _("Chart of a question")
        description = _("The answers to one question, as a table with bars.")
        template = "pages/blocks/question_chart.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the result, in the reader's language."""
        context = super().get_context(value, parent_context=parent_context)
        context["result"] = question_result(value.get("question") or "")
        return context
