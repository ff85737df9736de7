"""Questions that ask the same of several things: rows, each answered from the same columns."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms.fields.base import Question
from forms.fields.choices import NOT_OFFERED
from forms.fields.drawing import Bar, Counted, Drawing, Group, percent
from forms.fields.items import WORDS_LENGTH, items_of, pairs_in
from forms.fields.written import several_keys

BETWEEN = ":"
# With more columns than these, rows lie below each other on every screen.
MOST_IN_A_TABLE = 7
# Columns whose words are no longer than this, such as grades, stand side by side on a phone, too.
SHORT = 3
MOST_ROWS = 50
MOST_COLUMNS = 12

# What a row is answered with: the ids of columns.
Rows = dict[str, list[str]]


class MatrixWidget(forms.MultiWidget):
    """A table of buttons or boxes, each row by the name of the question and the row's id."""

    # What shows the question (templates/forms/fields/question.html).
    question_template = "forms/fields/matrix.html"

    class Media:
        """Its style."""

        css: ClassVar = {"all": ["css/components/matrix.css"]}

    def __init__(self, rows: Mapping[str, str], columns: Mapping[str, str], *, several: bool) -> None:
        """Make the buttons of each row."""
        kind = forms.CheckboxSelectMultiple if several else forms.RadioSelect
        self.endings = [f"_{key}" for key in rows]
        super().__init__({row: kind(choices=list(columns.items())) for row in rows})
        self.rows, self.columns, self.several = rows, columns, several

    @property
    def sent_names(self) -> list[str]:
        """What the names under which answers may come end with: a file gives all rows under one."""
        return ["", *self.endings]

    @property
    def lists(self) -> list[str]:
        """Which of them may come several times."""
        return self.sent_names if self.several else [""]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was sent for each row."""
        sent: Rows = {}
        for row, part in zip(self.rows, self.endings, strict=True):
            sent[row] = [each for each in _list(data, name + part) if each]
        for pair in _list(data, name):
            row, _sep, column = pair.partition(BETWEEN)
            sent.setdefault(row, []).append(column)
        return {row: columns for row, columns in sent.items() if columns}

    def decompress(self, value: Any) -> list[Any]:
        """Return what each row's buttons take."""
        given = value if isinstance(value, dict) else {}
        return [given.get(row, []) for row in self.rows]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add each row with its buttons, and the heads of the columns."""
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        parts = zip(self.rows.values(), widget["subwidgets"], strict=True)
        widget["rows"] = [_row(label, part) for label, part in parts]
        _lead_to_first(widget["rows"], widget["attrs"].get("id"))
        widget["columns"] = list(self.columns.values())
        widget["is_short"] = max(map(len, self.columns.values()), default=0) <= SHORT
        widget["is_long"] = len(self.columns) > MOST_IN_A_TABLE and not widget["is_short"]
        return context


def _row(label: str, part: dict[str, Any]) -> dict[str, Any]:
    options = [option for _group, options, _index in part["optgroups"] for option in options]
    return {
        "label": label,
        "id": part["attrs"].get("id", ""),
        "options": options,
        "is_given": any(option["selected"] for option in options),
    }


def _lead_to_first(rows: list[dict[str, Any]], widget_id: str | None) -> None:
    """Give the first button of the first row to answer the id that the summary of errors leads to."""
    row = next((row for row in rows if not row["is_given"]), None) or next(iter(rows), None)
    if widget_id and row and row["options"]:
        row["options"][0]["attrs"]["id"] = f"{widget_id}_0"


def _list(data: Any, name: str) -> list[str]:
    """Return all that was sent under a name."""
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    given = data.get(name) or []
    return given if isinstance(given, list) else [given]


class MatrixField(forms.Field):
    """Columns for each row; a compulsory one needs every row."""

    default_error_messages = {"invalid_choice": NOT_OFFERED}

    def __init__(self, rows: Mapping[str, str], columns: Mapping[str, str], *, several: bool, **kwargs: Any):
        """Take what is offered."""
        super().__init__(widget=MatrixWidget(rows, columns, several=several), **kwargs)
        self.rows, self.columns, self.several = rows, columns, several

    def to_python(self, value: Any) -> Rows:
        """Return each row that was answered, each column once and in order; refuse what is not offered."""
        sent: Rows = value or {}
        for row, columns in sent.items():
            if row not in self.rows or not set(columns) <= self.columns.keys():
                raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        ordered = {row: [c for c in self.columns if c in sent[row]] for row in self.rows if row in sent}
        return ordered if self.several else {row: [sent[row][-1]] for row in ordered}

    def validate(self, value: Rows) -> None:
        """Refuse rows left out, by their names, if the question is compulsory."""
        missing = [words for row, words in self.rows.items() if row not in value]
        if not self.required or not missing:
            return
        if len(missing) == len(self.rows):
            raise ValidationError(self.error_messages["required"], code="required")
        named = ", ".join(_now("“%(text)s”") % {"text": words} for words in missing)
        raise ValidationError(
            _now("Answer every line. Still to answer: %(lines)s.") % {"lines": named}, code="missing_rows"
        )


class Matrix(Question):
    """What both kinds of matrix share."""

    rows = blocks.ListBlock(
        blocks.CharBlock(label=_("Line"), max_length=WORDS_LENGTH),
        label=_("Lines"),
        min_num=1,
        max_num=MOST_ROWS,
        default=["", ""],
        help_text=_("What is asked about, one thing a line. If the question is compulsory, each line is."),
    )
    columns = blocks.ListBlock(
        blocks.CharBlock(label=_("Column"), max_length=WORDS_LENGTH),
        label=_("Columns"),
        min_num=2,
        max_num=MOST_COLUMNS,
        default=["", ""],
        help_text=_("The answers offered for each line: five or fewer fit on most screens."),
    )

    is_countable = True
    several: ClassVar[bool] = False

    def form_field(self, value: blocks.StructValue) -> forms.Field:
        """Return a table of buttons or boxes."""
        return MatrixField(
            items_of(value, "rows"), items_of(value, "columns"), several=self.several, **self.common(value)
        )

    def from_text(self, value: blocks.StructValue, text: str) -> list[str]:
        """Return the pairs of “line: column | line: column”."""
        columns = items_of(value, "columns")

        def read(words: str) -> list[str] | None:
            return several_keys(columns, words) or None

        found = pairs_in(items_of(value, "rows"), text, read)
        if text.strip() and not found:
            raise ValidationError(
                _now("“%(text)s” is not of the form “line: column | line: column”.") % {"text": text}
            )
        return [f"{row}{BETWEEN}{column}" for row, columns in found for column in columns]

    def store(self, cleaned: Rows | None) -> dict[str, Any] | None:
        """Return the columns by row."""
        return dict(cleaned) if cleaned else None

    def initial(self, stored: Any) -> Rows:
        """Return the columns of each row as a list."""
        return _rows(stored)

    def show(self, value: blocks.StructValue, stored: Any) -> tuple[str, ...]:
        """Return a line for each row that was answered."""
        given, columns = _rows(stored), items_of(value, "columns")
        lines = []
        for row, words in items_of(value, "rows").items():
            chosen = [columns[column] for column in given.get(row, []) if column in columns]
            if chosen:
                lines.append(_now("%(line)s: %(answer)s") % {"line": words, "answer": ", ".join(chosen)})
        return tuple(lines)

    def buckets(self, value: blocks.StructValue, stored: Any) -> list[str]:
        """Count each column under each row."""
        return [f"{row}{BETWEEN}{column}" for row, columns in _rows(stored).items() for column in columns]

    def bucket_labels(self, value: blocks.StructValue) -> dict[str, str]:
        """Return each row with each column."""
        columns = items_of(value, "columns")
        return {
            f"{row}{BETWEEN}{column}": _now("%(line)s: %(answer)s") % {"line": words, "answer": answer}
            for row, words in items_of(value, "rows").items()
            for column, answer in columns.items()
        }

    def amounts(self, value: blocks.StructValue, stored: Any) -> dict[str, int]:
        """Count the persons who answered each row: with several columns no sum of columns says it."""
        return dict.fromkeys(_rows(stored), 1)

    def parts(self, value: blocks.StructValue) -> dict[str, str]:
        """Return the rows."""
        return items_of(value, "rows")

    def part(self, value: blocks.StructValue, stored: Any, part: str) -> list[str]:
        """Return the columns chosen for a row."""
        return _rows(stored).get(part, [])

    def drawn(self, value: blocks.StructValue, counted: Counted) -> Drawing:
        """Draw each row by itself, its shares those of the persons who answered it."""
        groups = []
        for row, words in items_of(value, "rows").items():
            answered = counted.totals.get(row, 0)
            bars = []
            for column, label in items_of(value, "columns").items():
                count = counted.counts.get(f"{row}{BETWEEN}{column}", 0)
                bars.append(Bar(label, count, percent(count, answered)))
            groups.append(Group(bars, heading=words))
        return Drawing(groups)


def _rows(stored: Any) -> Rows:
    """Return the columns of each row of a stored answer, nothing for what is none."""
    if not isinstance(stored, dict):
        return {}
    kept = {row: given if isinstance(given, list) else [given] for row, given in stored.items()}
    return {row: [c for c in given if isinstance(c, str)] for row, given in kept.items() if given}


class MatrixSingle(Matrix):
    """One column for each row."""

    class Meta:
        """How editors see it."""

        icon = "table"
        label = _("Matrix, one answer a line")
        description = _("Several lines, each answered with one of the same columns.")
        preview_template = "forms/fields/preview.html"

    def get_preview_value(self) -> Any:
        """Return a matrix to look at."""
        return _preview(
            self,
            _("How do you find your neighbourhood?"),
            [_("Cleanliness"), _("Green spaces"), _("Quiet at night")],
            [_("Bad"), _("Fair"), _("Good")],
        )

    def store(self, cleaned: Rows | None) -> dict[str, Any] | None:
        """Return the one column of each row."""
        return {row: columns[0] for row, columns in cleaned.items()} if cleaned else None


class MatrixMultiple(Matrix):
    """Any number of columns for each row."""

    several = True

    class Meta:
        """How editors see it."""

        icon = "table"
        label = _("Matrix, several answers a line")
        description = _("Several lines, each answered with as many of the same columns as one likes.")
        preview_template = "forms/fields/preview.html"

    def get_preview_value(self) -> Any:
        """Return a matrix to look at."""
        return _preview(
            self,
            _("How do you get to these places?"),
            [_("Work or school"), _("Shops"), _("Sports")],
            [_("On foot"), _("By bike"), _("By bus"), _("By car")],
        )


def _preview(block: Matrix, label: Any, rows: list[Any], columns: list[Any]) -> Any:
    """Return a value whose items have ids, as a saved one's."""

    def items(words: list[Any]) -> list[dict[str, Any]]:
        return [{"type": "item", "value": str(each), "id": f"i{n}"} for n, each in enumerate(words)]

    return block.to_python({"label": str(label), "rows": items(rows), "columns": items(columns)})
