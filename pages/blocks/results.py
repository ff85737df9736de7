"""Figures that come from what residents really sent."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.drawing import Bar
from forms.page import FormPage
from forms.results import countable_questions
from pages.blocks import samples
from pages.blocks.choosers import PageChooser
from pages.blocks.reading import reader_of

SAMPLE_NUMBERS = "sample_numbers"
SAMPLE_RESULT = "sample_result"


class KeyNumbers(blocks.StructBlock):
    """How many took part in a page, and how."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False, default="")
    page = PageChooser(
        label=_("Page"),
        page_type=["pages.Consultation", "pages.Questionnaire", "pages.CallForIdeas"],
    )

    class Meta:
        """How editors see it."""

        icon = "order"
        label = _("Key numbers")
        group = _("Results")
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
            reader = reader_of(parent)
            counted = reader.page(page)
            context["numbers"] = reader.results.numbers(page.translation_key) if page else None
            context["publishes"] = isinstance(counted, FormPage) and counted.publishes
        return context


class QuestionSelect(forms.Select):
    """A list whose names are as long as questions are: it keeps to its column."""

    class Media:
        """Its style."""

        css: ClassVar = {"all": ["css/admin/question-chart.css"]}


class QuestionReference(blocks.ChoiceBlock):
    """One of the questions of all pages, kept as text."""

    def __init__(self, **kwargs: Any) -> None:
        """Take what a ChoiceBlock takes."""
        super().__init__(**{"widget": QuestionSelect(attrs={"class": "question-select"}), **kwargs})

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
        group = _("Results")
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
        context["result"] = parent.get(SAMPLE_RESULT) or reader_of(parent).results.question(
            value.get("question") or ""
        )
        return context


class NumbersRow(blocks.StructBlock):
    """One line of a chart."""

    label = blocks.CharBlock(label=_("Words"), max_length=120)
    number = blocks.IntegerBlock(label=_("Number"), min_value=0, max_value=1_000_000_000)

    class Meta:
        """How editors see it."""

        icon = "minus"
        label = _("Line")


class NumbersChart(blocks.StructBlock):
    """Numbers that editors typed, drawn as bars beside their table: a workshop's, another survey's."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=200)
    rows = blocks.ListBlock(NumbersRow(), label=_("Lines"), min_num=2, max_num=20)
    caption = blocks.CharBlock(
        label=_("What one reads in it"),
        max_length=300,
        required=False,
        default="",
        help_text=_("One sentence for readers in a hurry."),
    )
    source = blocks.CharBlock(
        label=_("Source"),
        max_length=200,
        required=False,
        default="",
        help_text=_("Shown below the chart: who counted, and when."),
    )

    class Meta:
        """How editors see it."""

        icon = "sliders"
        label = _("Chart of your own numbers")
        group = _("Results")
        description = _("Numbers from elsewhere, a workshop or a survey, as a table with bars.")
        template = "pages/blocks/numbers_chart.html"

    def get_preview_value(self) -> Any:
        """Return what a workshop might have counted."""
        rows = [
            {"label": gettext("More trees"), "number": 38},
            {"label": gettext("More benches"), "number": 24},
            {"label": gettext("A fountain"), "number": 11},
        ]
        heading = gettext("What the tables of the workshop asked for")
        return self.normalize({"heading": heading, "rows": rows, "source": gettext("Workshop of 14 March")})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the lines as bars; the longest fills its row, since nothing says what the whole is."""
        context = super().get_context(value, parent_context=parent_context)
        rows = [(row["label"], row["number"] or 0) for row in value["rows"]]
        longest = max((number for _label, number in rows), default=0) or 1
        context["bars"] = [Bar(label, number, round(100 * number / longest, 1)) for label, number in rows]
        return context
