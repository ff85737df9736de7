"""Questions that put options in an order."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.drawing import Bar, Counted, Drawing, Group, Table, figure, percent
from forms.fields.options import NOT_OFFERED, OptionsQuestion
from forms.fields.printed import Printed, ranks
from forms.fields.several import refuse_bounds, refuse_number
from forms.fields.written import matching_key, several_keys
from forms.logic.kinds import Kind

BETWEEN = ":"
# How a file writes an order in one cell.
BETTER_THAN = " > "


class RankingWidget(forms.MultiWidget):
    """For each option a list of ranks, which needs no script; a script lets one move the options.

    Its value is the rank of each option as it was sent, a text. A file gives the ids in their order
    under the question's own name.
    """

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/ranking.html"
    # Under which of its names several values may come.
    lists = ("",)

    def __init__(self, options: Mapping[str, str], most: int) -> None:
        """Take the options, and how many may be ranked."""
        self.attrs: dict[str, Any] = {}
        self.most = most
        self.choices = list(options.items())

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The options in the order in which they are shown."""
        return self._choices

    @choices.setter
    def choices(self, choices: list[tuple[str, str]]) -> None:
        self._choices = list(choices)
        ranks = [("", _("Not ranked")), *((str(rank), rank) for rank in range(1, self.most + 1))]
        super().__init__({key: forms.Select(choices=ranks) for key, _words in choices}, self.attrs)

    @property
    def media(self) -> forms.Media:
        """Its style and its script."""
        scripts: list[Any] = [Script("js/ranking.js", type="module")]
        return forms.Media(css={"all": ["css/components/ranking.css"]}, js=scripts)

    @property
    def sent_names(self) -> list[str]:
        """What the names under which answers come end with."""
        return ["", *(f"_{key}" for key, _words in self.choices)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the rank of each option that has one."""
        ordered = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        if given := [key for key in ordered if key]:
            return {key: str(rank) for rank, key in enumerate(given, 1)}
        sent = {key: (data.get(f"{name}_{key}") or "").strip() for key, _words in self.choices}
        return {key: rank for key, rank in sent.items() if rank}

    def decompress(self, value: Any) -> list[Any]:
        """Return the rank of each option, in the order in which they are shown."""
        given = value if isinstance(value, dict) else {}
        return [given.get(key, "") for key, _words in self.choices]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add each option with its list."""
        context = super().get_context(name, value, attrs)
        lists = context["widget"]["subwidgets"]
        context["widget"]["most"] = self.most
        context["widget"]["rows"] = [
            {
                "words": words,
                "name": each["name"],
                "id": each["attrs"].get("id", each["name"]),
                "ranks": [(str(rank), [str(rank)] == each["value"]) for rank in range(1, self.most + 1)],
            }
            for (_key, words), each in zip(self.choices, lists, strict=True)
        ]
        return context


class RankingField(forms.Field):
    """Options in order, the first one first; each rank once."""

    default_error_messages = {"invalid_choice": NOT_OFFERED}

    def __init__(self, options: Mapping[str, str], *, fewest: int | None, most: int | None, **kwargs: Any):
        """Take what may be ranked, and how many of it."""
        self.options, self.fewest = dict(options), fewest
        self.most = min(most or len(options), len(options))
        super().__init__(widget=RankingWidget(options, self.most), **kwargs)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The options as they are shown."""
        return self.widget.choices

    @choices.setter
    def choices(self, choices: list[tuple[str, str]]) -> None:
        self.widget.choices = choices

    def to_python(self, value: Any) -> list[str]:
        """Return the options in the order of their ranks, gaps closed; refuse two with the same rank."""
        sent: dict[str, str] = value or {}
        by_rank: dict[int, list[str]] = {}
        for key, rank in sent.items():
            if key not in self.options or not rank.isascii() or not rank.isdigit() or not int(rank):
                raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
            by_rank.setdefault(int(rank), []).append(key)
        if tied := [self._tie(rank, keys) for rank, keys in sorted(by_rank.items()) if len(keys) > 1]:
            raise ValidationError(tied)
        return [keys[0] for _rank, keys in sorted(by_rank.items())]

    def _tie(self, rank: int, keys: list[str]) -> ValidationError:
        named = [_now("“%(text)s”") % {"text": words} for key, words in self.options.items() if key in keys]
        return ValidationError(
            _("%(options)s have the same rank, %(rank)d: give each one its own."),
            code="tie",
            params={"options": get_text_list(named, _now("and")), "rank": rank},
        )

    def validate(self, value: list[str]) -> None:
        """Refuse too few (once anything is ranked) and too many."""
        super().validate(value)
        refuse_number(len(value), self.fewest, self.most)


class Ranking(OptionsQuestion):
    """Options in the order of preference."""

    minimum = blocks.IntegerBlock(label=_("At least"), required=False, min_value=1)
    maximum = blocks.IntegerBlock(
        label=_("At most"),
        required=False,
        min_value=1,
        help_text=_("“Your three favourites”: 3. Empty: all of them may be ranked."),
    )

    compared_as = Kind.SEVERAL

    class Meta:
        """How editors see it."""

        icon = "order-down"
        label = _("Ranking")
        description = _("Options put in order of preference, all of them or the first few.")
        preview_template = "forms/fields/preview.html"
        preview_value = {
            "label": _("What should come first?"),
            "options": [_("Safe lanes"), _("Parking for bikes"), _("A repair workshop")],
        }

    def clean(self, value: Any) -> Any:
        """Return the valid block; refuse bounds that nobody can meet."""
        cleaned = super().clean(value)
        refuse_bounds(cleaned, len(cleaned["options"]))
        return cleaned

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a list of ranks for each option."""
        return RankingField(
            self.offered(value),
            fewest=value.get("minimum"),
            most=value.get("maximum"),
            **self.common(value),
        )

    def printed(self, value: blocks.StructValue) -> Printed:
        """Return a square for the rank of each option."""
        return ranks(self.offered(value), value.get("maximum"))

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the options as “first > second > third” or any other list gives them."""
        options = self.offered(value)
        parts = [matching_key(options, part.strip()) for part in text.split(BETTER_THAN.strip())]
        keys = [key for key in parts if key]
        if keys and len(keys) == len(parts):
            return keys
        return several_keys(options, text) or [text]

    def initial(self, stored: Any) -> dict[str, str]:
        """Return the rank of each option."""
        return {key: str(rank) for rank, key in enumerate(self.each(stored), 1)}

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return the options in their order, each with its rank."""
        options = self.offered(value)
        return tuple(
            _now("%(rank)d. %(option)s") % {"rank": rank, "option": options[key]}
            for rank, key in enumerate(self.each(stored), 1)
            if key in options
        )

    def keys(self, value: blocks.StructValue, stored: Any) -> set[str]:
        """Return what was ranked at all, and each option with its rank."""
        return {*self.each(stored), *self.buckets(value, stored)}

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each option under its rank."""
        return [f"{key}{BETWEEN}{rank}" for rank, key in enumerate(self.each(stored), 1)]

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return each option with each of its ranks."""
        return {
            f"{key}{BETWEEN}{rank}": _now("%(option)s: rank %(rank)d") % {"option": words, "rank": rank}
            for key, words in self.offered(value).items()
            for rank in range(1, self.ranks(value) + 1)
        }

    def ranks(self, value: blocks.StructValue) -> int:
        """Return how many ranks may be given."""
        number = len(self.offered(value))
        return min(value.get("maximum") or number, number)

    def drawn(self, value: blocks.StructValue, counted: Counted) -> Drawing:
        """Return the options by their points, and how often each was given each rank.

        Points after Borda: as many for the first rank as there are ranks, one for the last, none for
        what was not ranked. A share of 100 % is what everybody put first.
        """
        most = self.ranks(value)
        lines = [_Line(words, self._given(key, most, counted)) for key, words in self.offered(value).items()]
        lines.sort(key=lambda line: -line.points)
        bars = [Bar(line.words, line.points, percent(line.points, most * counted.answered)) for line in lines]
        heads = [_now("Mean rank"), *(str(rank) for rank in range(1, most + 1))]
        rows = [(line.words, [line.mean, *map(str, line.given)]) for line in lines]
        explained = _now("First rank: %(most)d points, last rank: 1 point, not ranked: none.") % {
            "most": most
        }
        return Drawing(
            [Group(bars, unit=_now("Points"), note=explained % {"most": most})],
            tables=[Table(_now("How often each was given each rank"), heads, rows)],
        )

    @staticmethod
    def _given(key: str, most: int, counted: Counted) -> list[int]:
        return [counted.counts.get(f"{key}{BETWEEN}{rank}", 0) for rank in range(1, most + 1)]


class _Line:
    """What was counted of one option."""

    NOTHING: ClassVar = "–"

    def __init__(self, words: str, given: list[int]) -> None:
        """Take how often it was given each rank, the first one first."""
        self.words, self.given = words, given
        self.points = sum(times * (len(given) - place) for place, times in enumerate(given))
        number = sum(given)
        total = sum(times * rank for rank, times in enumerate(given, 1))
        self.mean = figure(total / number, 2) if number else self.NOTHING
