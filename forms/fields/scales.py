"""Questions answered with a grade: one of a few numbers in a row."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question, Searched
from forms.fields.choices import OneField
from forms.fields.drawing import Bar, Counted, Drawing, Figure, Group, figure, mean_of, percent
from forms.fields.numbers import decimal_of
from forms.fields.printed import Printed
from forms.fields.printed import grades as printed_grades
from forms.fields.written import matching_key
from forms.logic.kinds import Kind

MOST_POINTS = 11
LABEL_LENGTH = 80
# What is kept of somebody who has no opinion: an answer, but no grade.
NO_OPINION = "no_opinion"


class GradeSelect(forms.RadioSelect):
    """Grades in a row, with what the ends and the middle mean."""

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/scale.html"

    class Media:
        """Its style."""

        css: ClassVar = {"all": ["css/components/scale.css"]}

    def __init__(self, meanings: Mapping[int, str]) -> None:
        """Take what some grades mean."""
        super().__init__()
        self.meanings = {str(grade): label for grade, label in meanings.items()}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the grade means, and whether it is one."""
        option = super().create_option(name, value, *args, **kwargs)
        return {**option, "meaning": self.meanings.get(value, ""), "is_grade": value != NO_OPINION}


class Graded(Question):
    """What questions with grades share."""

    is_countable = True
    searched = Searched.NEVER
    compared_as = Kind.GRADE

    def bounds(self, value: blocks.StructValue) -> tuple[int, int]:
        """Return the lowest and the highest grade."""
        raise NotImplementedError

    def meanings(self, value: blocks.StructValue) -> dict[int, str]:
        """Return what some grades mean."""
        low, high = self.bounds(value)
        words = {low: value.get("low_label"), high: value.get("high_label")}
        return {grade: label for grade, label in words.items() if label}

    def offers_no_opinion(self, value: blocks.StructValue) -> bool:
        """Whether one may say that one has none."""
        return False

    def grades(self, value: blocks.StructValue) -> dict[str, str]:
        """Return each grade with its words: some say what they mean."""
        low, high = self.bounds(value)
        words = {str(grade): str(grade) for grade in range(low, high + 1)}
        for grade, label in self.meanings(value).items():
            words[str(grade)] = f"{grade} – {label}"
        return words

    def offered(self, value: blocks.StructValue) -> dict[str, str]:
        """Return all that can be chosen: the grades, and no opinion where the editor offers it."""
        none = {NO_OPINION: _now("No opinion")} if self.offers_no_opinion(value) else {}
        return {**self.grades(value), **none}

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return radio buttons, one for each grade."""
        return OneField(
            choices=list(self.offered(value).items()),
            widget=GradeSelect(self.meanings(value)),
            **self.common(value),
        )

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return a circle for each grade, and one beside them for no opinion."""
        low, high = self.bounds(value)
        beside = {key: words for key, words in self.offered(value).items() if key == NO_OPINION}
        meanings = {str(grade): words for grade, words in self.meanings(value).items()}
        return printed_grades({str(grade): str(grade) for grade in range(low, high + 1)}, meanings, beside)

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the grade that is written as a number or with its words."""
        meanings = {str(grade): label for grade, label in self.meanings(value).items()}
        return [matching_key(self.offered(value), text) or matching_key(meanings, text) or text]

    def store(self, cleaned: str | None) -> int | str | None:
        """Return the grade as a number."""
        if not cleaned:
            return None
        return NO_OPINION if cleaned == NO_OPINION else int(cleaned)

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the grade with its words."""
        if stored == NO_OPINION:
            return (_now("No opinion"),)
        return () if stored is None else (self.grades(value).get(str(stored), str(stored)),)

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each grade."""
        return [] if stored is None else [str(stored)]

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return all that can be chosen."""
        return self.offered(value)

    def measure(self, value: blocks.StructValue, stored: Any) -> Decimal | None:
        """Return the grade."""
        return decimal_of(str(stored))

    def measure_of(self, value: blocks.StructValue, text: str) -> Decimal | None:
        """Return the grade that was written."""
        return decimal_of(text)


class Scale(Graded):
    """A grade of two to eleven, between labelled ends."""

    low = blocks.IntegerBlock(label=_("From"), default=1, min_value=0, max_value=1)
    high = blocks.IntegerBlock(
        label=_("To"), default=5, min_value=1, max_value=10, help_text=_("Two to eleven grades in all.")
    )
    low_label = blocks.CharBlock(
        label=_("Meaning of the lowest"), max_length=LABEL_LENGTH, required=False, default=""
    )
    middle_label = blocks.CharBlock(
        label=_("Meaning of the middle"),
        max_length=LABEL_LENGTH,
        required=False,
        default="",
        help_text=_("For an odd number of grades."),
    )
    high_label = blocks.CharBlock(
        label=_("Meaning of the highest"), max_length=LABEL_LENGTH, required=False, default=""
    )
    no_opinion = blocks.BooleanBlock(
        label=_("Offer “No opinion”"),
        required=False,
        help_text=_("Counted by itself; the mean leaves it out."),
    )

    class Meta:
        """How editors see it."""

        icon = "sliders"
        label = _("Scale")
        description = _("One grade between two ends that you name.")
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("How satisfied are you with the buses?"),
            "low": 1,
            "high": 5,
            "low_label": _("Not at all"),
            "high_label": _("Very"),
        }

    def clean(self, value: Any) -> Any:
        """Return the valid block; refuse a single grade, and words for a middle that is none."""
        cleaned = super().clean(value)
        low, high = self.bounds(cleaned)
        if high <= low:
            raise blocks.StructBlockValidationError(
                {"high": ValidationError(_("The highest grade must be above the lowest."))}
            )
        if cleaned.get("middle_label") and (high - low) % 2:
            raise blocks.StructBlockValidationError(
                {"middle_label": ValidationError(_("An even number of grades has no middle."))}
            )
        return cleaned

    def bounds(self, value: blocks.StructValue) -> tuple[int, int]:
        """Return the editor's."""
        return value.get("low") or 0, value.get("high") or 5

    def meanings(self, value: blocks.StructValue) -> dict[int, str]:
        """Return what the ends mean, and the middle if the editor says so."""
        low, high = self.bounds(value)
        label = value.get("middle_label")
        middle = {(low + high) // 2: label} if label and not (high - low) % 2 else {}
        return dict(sorted({**middle, **super().meanings(value)}.items()))

    def offers_no_opinion(self, value: blocks.StructValue) -> bool:
        """Whether the editor offers it; forms of earlier days do not know it."""
        return bool(value.get("no_opinion"))

    def drawn(self, value: blocks.StructValue, counted: Counted) -> Drawing:
        """Draw a line for each grade, and their mean."""
        offered, counts = self.offered(value), counted.counts
        bars = [
            Bar(words, counts.get(key, 0), percent(counts.get(key, 0), counted.answered))
            for key, words in offered.items()
        ]
        mean = mean_of(counts)
        return Drawing([Group(bars)], [mean] if mean else [])


class NetPromoter(Graded):
    """How likely somebody would recommend it, from 0 to 10: the net promoter score.

    Those who answer 9 or 10 promote it, 0 to 6 detract from it; the score is the share of the first
    less the share of the second, in points from -100 to 100 (F. Reichheld, “The One Number You Need to
    Grow”, Harvard Business Review, December 2003).
    """

    low_label = blocks.CharBlock(
        label=_("Meaning of the lowest"),
        max_length=LABEL_LENGTH,
        required=False,
        default=_("Not at all likely"),
    )
    high_label = blocks.CharBlock(
        label=_("Meaning of the highest"), max_length=LABEL_LENGTH, required=False, default=_("Very likely")
    )

    DETRACTORS = range(7)
    PASSIVES = range(7, 9)
    PROMOTERS = range(9, 11)

    class Meta:
        """How editors see it."""

        icon = "order-up"
        label = _("Recommendation (net promoter score)")
        description = _("From 0 to 10: results show promoters, passives, detractors and the score.")
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("How likely are you to recommend the library to a friend?"),
            "low_label": _("Not at all likely"),
            "high_label": _("Very likely"),
        }

    def bounds(self, value: blocks.StructValue) -> tuple[int, int]:
        """Return the score's."""
        return 0, 10

    def drawn(self, value: blocks.StructValue, counted: Counted) -> Drawing:
        """Draw the three kinds with the score, then each grade."""
        kinds = {
            _now("Promoters (9 or 10)"): self._number(counted, self.PROMOTERS),
            _now("Passives (7 or 8)"): self._number(counted, self.PASSIVES),
            _now("Detractors (0 to 6)"): self._number(counted, self.DETRACTORS),
        }
        whole = sum(kinds.values())
        grades = self.grades(value)
        bars = [
            Bar(words, counted.counts.get(key, 0), percent(counted.counts.get(key, 0), whole))
            for key, words in grades.items()
        ]
        groups = [
            Group([Bar(words, number, percent(number, whole)) for words, number in kinds.items()]),
            Group(bars, heading=_now("Grade by grade")),
        ]
        if not whole:
            return Drawing(groups)
        promoters, _passives, detractors = kinds.values()
        score = 100 * Decimal(promoters - detractors) / whole
        sign = "+" if round(score) > 0 else "−" if round(score) < 0 else ""
        mean = mean_of(counted.counts)
        figures = [Figure(_now("Net promoter score"), sign + figure(abs(score), 0))]
        return Drawing(groups, figures + ([mean] if mean else []))

    @staticmethod
    def _number(counted: Counted, grades: range) -> int:
        return sum(counted.counts.get(str(grade), 0) for grade in grades)
