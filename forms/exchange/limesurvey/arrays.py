"""Tables of LimeSurvey in which each row is answered from the same columns."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forms.exchange.assembling import subject_of
from forms.exchange.draft import Item, Texts
from forms.exchange.errors import NotTaken
from forms.exchange.expressions.subjects import Answered, Subject
from forms.exchange.limesurvey import texts
from forms.exchange.limesurvey.document import Choice
from forms.exchange.limesurvey.taking import Taking
from forms.exchange.texts import number_of
from forms.fields.matrix import MOST_COLUMNS, MOST_ROWS

SAME = {"I": _("Increase"), "S": _("Same"), "D": _("Decrease")}
UNCERTAIN = {"Y": _("Yes"), "U": _("Uncertain"), "N": _("No")}


def with_answers(taking: Taking) -> None:
    """Take a table whose columns are the answers of the survey."""
    columns, keys = taking.items(taking.asked.answers.get("0", []))
    if taking.asked.type == "H":
        taking.line.approximate("by_column")
    _matrix(taking, columns, keys)


def five_points(taking: Taking) -> None:
    """Take rows with five grades."""
    _graded(taking, 5)


def ten_points(taking: Taking) -> None:
    """Take rows with ten grades."""
    _graded(taking, 10)


def increase(taking: Taking) -> None:
    """Take rows with increase, same, decrease."""
    _worded(taking, SAME)


def yes_uncertain_no(taking: Taking) -> None:
    """Take rows with yes, uncertain, no."""
    _worded(taking, UNCERTAIN)


def _graded(taking: Taking, highest: int) -> None:
    grades = [str(grade) for grade in range(1, highest + 1)]
    _matrix(taking, [Item(grade, {"": grade}) for grade in grades], {grade: grade for grade in grades})


def _worded(taking: Taking, words: Mapping[str, "str | Promise"]) -> None:
    columns = [Item(code, taking.words(text)) for code, text in words.items()]
    _matrix(taking, columns, {code: code for code in words})


def _matrix(
    taking: Taking, columns: list[Item], keys: dict[str, str], *, label: Texts | None = None, suffix: str = ""
) -> None:
    rows = taking.asked.subquestions.get("0", [])
    if not rows or len(columns) < 2:
        raise NotTaken("no_subquestions" if not rows else "no_answers")
    if len(columns) > MOST_COLUMNS or len(rows) > MOST_ROWS:
        raise NotTaken("matrix_large", rows=MOST_ROWS, columns=MOST_COLUMNS)
    _filtered(taking, rows)
    piece = taking.block("matrix_single", label)
    items, row_keys = taking.items(rows)
    piece.lists = {"rows": items, "columns": columns}
    taking.add(piece, suffix)
    for row in rows:
        part = f"{row.code}{suffix}"
        taking.know(subject_of(piece, keys, row_keys[row.code]), part)
    taking.know(Subject(piece.id, Answered.ANY), suffix.lstrip("_"))


def _filtered(taking: Taking, rows: list[Choice]) -> None:
    """Report that all rows are shown where the survey shows some."""
    asked = taking.asked
    filters = asked.attribute("array_filter") or asked.attribute("array_filter_exclude")
    if filters or any(row.relevance not in ("", "1") for row in rows):
        taking.line.approximate("array_filter")
    if asked.is_set("random_order") or asked.attribute("subquestion_order") == "random":
        taking.line.approximate("order_fixed")


def double(taking: Taking) -> None:
    """Take a table with two scales, as two tables."""
    taking.line.approximate("two_scales")
    asked = taking.asked
    for scale, header in (("0", "dualscale_headerA"), ("1", "dualscale_headerB")):
        answers = asked.answers.get(scale, [])
        if not answers:
            continue
        columns, keys = taking.items(answers)
        titled = taking.together(Choice("", asked.attributes.get(header, {})))
        _matrix(taking, columns, keys, label=titled, suffix=f"_{scale}")


def numbers(taking: Taking) -> None:
    """Take a table of numbers: boxes to tick, lists of numbers, or fields to write in."""
    asked = taking.asked
    columns = asked.subquestions.get("1", [])
    if asked.is_set("multiflexible_checkbox"):
        _ticked(taking, columns)
        return
    values = [] if asked.is_set("input_boxes") else _values(taking)
    if not 2 <= len(values) <= MOST_COLUMNS:
        texts.number_table(taking)
        return
    taking.line.approximate("one_each", number=len(columns))
    for column in columns:
        listed = [Item(value, {"": value}) for value in values]
        keys = {value: value for value in values}
        _matrix(taking, listed, keys, label=taking.together(column), suffix=f"_{column.code}")


def _values(taking: Taking) -> list[str]:
    """Return the numbers to choose from: LimeSurvey's own are 1 to 10."""
    asked = taking.asked
    low, high, step = (
        number_of(asked.attribute(name) or usual)
        for name, usual in (
            ("multiflexible_min", "1"),
            ("multiflexible_max", "10"),
            ("multiflexible_step", "1"),
        )
    )
    if low is None or high is None or step is None or step <= 0:
        return []
    if (high - low) / step > MOST_COLUMNS:
        return []
    # A point is no part of an identifier.
    values = [f"{low + step * number:f}" for number in range(int((high - low) / step) + 1)]
    return [] if any("." in value for value in values) else values


def _ticked(taking: Taking, columns: list[Choice]) -> None:
    """Take a table of boxes to tick."""
    rows = taking.asked.subquestions.get("0", [])
    if not rows or len(columns) < 2:
        raise NotTaken("no_subquestions")
    piece = taking.block("matrix_multiple")
    items, row_keys = taking.items(rows)
    listed, keys = taking.items(columns)
    piece.lists = {"rows": items, "columns": listed}
    taking.add(piece)
    for row in rows:
        for column in columns:
            subject = Subject(
                piece.id, Answered.SEVERAL, keys, part=row_keys[row.code], option=keys[column.code]
            )
            taking.know(subject, f"{row.code}_{column.code}")
