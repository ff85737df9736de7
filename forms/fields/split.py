"""A question that shares a fixed total out over options: euros of a budget, or points."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question, Searched
from forms.fields.drawing import Bar, Counted, Drawing, Group, figure, percent
from forms.fields.items import WORDS_LENGTH, items_of, pairs_in
from forms.fields.numbers import SPACES, UNIT_LENGTH, decimal_of, with_unit
from forms.fields.plain import VisibleTextInput
from forms.fields.printed import Printed
from forms.fields.printed import amounts as printed_amounts
from forms.logic.conditions import Compared
from forms.logic.kinds import Kind

MOST_OPTIONS = 30
LARGEST_TOTAL = 1_000_000_000
BETWEEN = "="
# Means from here on need no decimals.
MANY = 1_000
AMOUNT = re.compile(r"([0-9]{1,12})(?:[.,]0{1,6})?")


def amount_of(text: str) -> int | None:
    """Return a whole amount as people write it, “12 000”; None for what is none or below nought.

    Spreadsheets write it with zeros after the point.
    """
    found = AMOUNT.fullmatch(SPACES.sub("", text))
    return int(found[1]) if found else None


class SplitWidget(forms.MultiWidget):
    """A field for the amount of each option, by the name of the question and the option's id."""

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/split.html"

    class Media:
        """Its style, and what counts along."""

        css: ClassVar = {"all": ["css/components/split.css"]}
        js: ClassVar = [forms.Script("js/split.js", type="module")]

    def __init__(self, options: Mapping[str, str], total: int, unit: str) -> None:
        """Make the fields."""
        numeric = {"inputmode": "numeric"}
        self.endings = [f"_{key}" for key in options]
        super().__init__({key: VisibleTextInput(attrs=numeric) for key in options})
        self.options, self.total, self.unit = options, total, unit

    @property
    def sent_names(self) -> list[str]:
        """What the names under which amounts may come end with: a file gives all of them under one."""
        return ["", *self.endings]

    @property
    def lists(self) -> list[str]:
        """Which of them may come several times."""
        return [""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was sent for each option."""
        parts = zip(self.options, self.endings, strict=True)
        sent = {key: str(data.get(name + part) or "") for key, part in parts}
        for pair in data.getlist(name) if hasattr(data, "getlist") else ():
            key, _sep, amount = pair.partition(BETWEEN)
            sent[key] = amount
        return {key: text for key, text in sent.items() if text.strip()}

    def decompress(self, value: Any) -> list[Any]:
        """Return what each field shows."""
        given = value if isinstance(value, dict) else {}
        return [given.get(key, "") for key in self.options]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the words of each option to its field."""
        context = super().get_context(name, value, attrs)
        pairs = zip(self.options.values(), context["widget"]["subwidgets"], strict=True)
        context["widget"]["rows"] = [{"label": label, "part": part} for label, part in pairs]
        return context


class SplitField(forms.Field):
    """Whole amounts that add up to the total; one that is left empty is nought."""

    default_error_messages = {
        "unknown": _("One of the options is not offered any more: share the total out again."),
        "invalid": _("Write whole numbers, in digits: %(texts)s is none."),
        "too_little": _("%(left)s are still to be given out: your amounts add up to %(sum)s of %(total)s."),
        "too_much": _("%(over)s too many: your amounts add up to %(sum)s, the total is %(total)s."),
    }

    def __init__(self, options: Mapping[str, str], total: int, unit: str, **kwargs: Any) -> None:
        """Take what is shared out over what."""
        super().__init__(widget=SplitWidget(options, total, unit), **kwargs)
        self.options, self.total, self.unit = options, total, unit

    def to_python(self, value: Any) -> dict[str, int]:
        """Return the amount of each option that was given any."""
        sent: dict[str, str] = value or {}
        if not sent.keys() <= self.options.keys():
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        amounts = {key: amount_of(str(text)) for key, text in sent.items()}
        wrong = [sent[key] for key, amount in amounts.items() if amount is None]
        if wrong:
            texts = ", ".join(_now("“%(text)s”") % {"text": text[:40]} for text in wrong)
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"texts": texts})
        return {key: amounts[key] or 0 for key in self.options if key in amounts}

    def validate(self, value: dict[str, int]) -> None:
        """Refuse amounts that add up to something else, and say by how much."""
        if not value:
            super().validate(value)
            return
        given = sum(value.values())
        if given == self.total:
            return
        amounts = {"sum": given, "total": self.total, "left": self.total - given, "over": given - self.total}
        code = "too_little" if given < self.total else "too_much"
        params = {name: written(amount, self.unit) for name, amount in amounts.items()}
        raise ValidationError(self.error_messages[code], code=code, params=params)


def written(amount: float | Decimal, unit: str = "") -> str:
    """Return an amount as the reader's language writes it, with its unit."""
    return with_unit(str(number_format(amount, force_grouping=True)), unit)


class BudgetSplit(Question):
    """A fixed total, shared out over options."""

    options = blocks.ListBlock(
        blocks.CharBlock(label=_("Option"), max_length=WORDS_LENGTH),
        label=_("Options"),
        min_num=2,
        max_num=MOST_OPTIONS,
        default=["", ""],
        help_text=_("Correct the words freely; a removed option keeps the answers it was given."),
    )
    total = blocks.IntegerBlock(
        label=_("Total to share out"), default=100, min_value=1, max_value=LARGEST_TOTAL
    )
    unit = blocks.CharBlock(
        label=_("Unit"),
        max_length=UNIT_LENGTH,
        required=False,
        default="",
        help_text=_("Shown beside each amount: €, points…"),
    )

    is_countable = True
    searched = Searched.NEVER
    compared_as = Kind.GIVEN

    class Meta:
        """How editors see it."""

        icon = "clipboard-list"
        label = _("Budget to share out")
        description = _("A fixed total of euros or points, shared out over options.")
        preview_template = "forms/fields/preview.html"

    def get_preview_value(self) -> Any:
        """Return a budget to look at."""
        words = [_("Trees and shade"), _("Benches"), _("Playgrounds")]
        options = [{"type": "item", "value": str(each), "id": f"i{n}"} for n, each in enumerate(words)]
        raw = {"label": str(_("What would you spend the budget on?")), "options": options}
        return self.to_python({**raw, "total": 100, "unit": str(_("points"))})

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a field for each option."""
        options, unit = items_of(value, "options"), value.get("unit") or ""
        return SplitField(options, value.get("total") or 100, unit, **self.common(value))

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return a square for each amount."""
        total = written(value.get("total") or 100)
        return printed_amounts(items_of(value, "options"), total, value.get("unit") or "")

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the amounts of “option: amount | option: amount”."""
        unit = value.get("unit") or ""

        def read(words: str) -> int | None:
            return amount_of(words.removesuffix(unit) if unit else words)

        found = pairs_in(items_of(value, "options"), text, read)
        if text.strip() and not found:
            raise ValidationError(
                _now("“%(text)s” is not of the form “option: amount | option: amount”.") % {"text": text}
            )
        return [f"{key}{BETWEEN}{amount}" for key, amount in found]

    def store(self, cleaned: dict[str, int] | None) -> dict[str, int] | None:
        """Return the amounts by option; what was left empty or given nothing is not kept."""
        return {key: amount for key, amount in (cleaned or {}).items() if amount} or None

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return a line for each option that was given something."""
        given, unit = _amounts(stored), value.get("unit") or ""
        return tuple(
            _now("%(line)s: %(answer)s") % {"line": words, "answer": written(given[key], unit)}
            for key, words in items_of(value, "options").items()
            if key in given
        )

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count who gave something to each option."""
        return list(_amounts(stored))

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return all options."""
        return items_of(value, "options")

    def amounts(self, value: blocks.StructValue, stored: Any) -> dict[str, int]:
        """Add up what each option was given."""
        return _amounts(stored)

    def parts(self, value: blocks.StructValue) -> dict[str, str]:
        """Return the options."""
        return items_of(value, "options")

    def part(self, value: blocks.StructValue, stored: Any, part: str) -> Any:
        """Return what an option was given."""
        return _amounts(stored).get(part)

    def measure_of(self, value: blocks.StructValue, text: str) -> Decimal | None:
        """Return the amount that was written in a condition on one option."""
        return decimal_of(text)

    def compared(self, value: blocks.StructValue, stored: Any, part: str = "") -> Compared:
        """Return the answer as conditions compare it: one option by its amount."""
        if not part:
            return super().compared(value, stored)
        return Compared(measure=Decimal(_amounts(stored).get(part, 0)))

    def drawn(self, value: blocks.StructValue, counted: Counted) -> Drawing:
        """Draw the share of each option in all that was given, with its mean for one person."""
        unit, whole = value.get("unit") or "", sum(counted.totals.values())
        bars = []
        for key, words in items_of(value, "options").items():
            given = counted.totals.get(key, Decimal())
            mean = given / counted.answered if counted.answered else Decimal()
            count = counted.counts.get(key, 0)
            shown = with_unit(figure(mean, 0 if mean >= MANY else 1), unit)
            bars.append(Bar(words, count, percent(given, whole), shown))
        return Drawing([Group(bars, unit=_now("Mean"))])


def _amounts(stored: Any) -> dict[str, int]:
    """Return the amounts of a stored answer, nothing for what is none."""
    if not isinstance(stored, dict):
        return {}
    return {key: amount for key, amount in stored.items() if isinstance(amount, int) and amount > 0}
