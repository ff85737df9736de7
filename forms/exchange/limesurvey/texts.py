"""Questions of LimeSurvey that are answered with words, numbers, dates or files."""

from forms.exchange.draft import Piece, Texts
from forms.exchange.errors import NotTaken
from forms.exchange.limesurvey.document import Choice
from forms.exchange.limesurvey.taking import Taking
from forms.exchange.texts import cut, number_of
from forms.fields.files import MOST_FILES, MOST_MB
from forms.fields.numbers import UNIT_LENGTH
from forms.fields.text import LONG_TEXT_LIMIT, SHORT_TEXT_LIMIT
from forms.files.kinds import KINDS, Family

MOST_DECIMALS = 6
# More fields in the place of one question would be no help to anybody.
MOST_CELLS = 60
# Other endings of kinds that the portal knows.
ENDINGS = {"jpeg": "jpg", "csv": "txt", "heif": "heic"}


def _size(text: str) -> int | None:
    number = number_of(text)
    return None if number is None else max(1, int(number))


def _bound(text: str, taking: Taking) -> str | None:
    """Return a bound that is a number; one that depends on an answer is reported."""
    if not text:
        return None
    number = number_of(text.replace(",", "."))
    if number is None:
        taking.line.approximate("bound_dropped", bound=cut(text, 200))
        return None
    return f"{number:f}"


def short_text(taking: Taking) -> None:
    """Take a line of text: a number or a place where the survey says so."""
    asked = taking.asked
    if asked.is_set("location_mapservice"):
        piece = taking.block("place")
    elif asked.is_set("numbers_only"):
        _digits(taking)
        piece = taking.block("number", decimals=MOST_DECIMALS, min_value=None, max_value=None, unit="")
    else:
        piece = _line_or_lines(taking, taking.asked.texts, SHORT_TEXT_LIMIT)
    taking.know_block(taking.add(piece))


def long_text(taking: Taking) -> None:
    """Take a text of several lines."""
    taking.know_block(taking.add(_line_or_lines(taking, taking.asked.texts, LONG_TEXT_LIMIT, lines=True)))


def _line_or_lines(taking: Taking, label: Texts, limit: int, *, lines: bool = False) -> Piece:
    size = _size(taking.asked.attribute("maximum_chars")) or limit
    if lines or size > SHORT_TEXT_LIMIT:
        return taking.block("long_text", label, min_length=None, max_length=min(size, LONG_TEXT_LIMIT))
    return taking.block("short_text", label, max_length=size)


def several_texts(taking: Taking) -> None:
    """Take several lines of text as a question each."""
    _each(taking, taking.asked.subquestions.get("0", []))


def text_table(taking: Taking) -> None:
    """Take a table of texts, a question for each of its cells."""
    _cells(taking, "short_text")


def number(taking: Taking) -> None:
    """Take a number with its bounds."""
    asked = taking.asked
    piece = taking.block(
        "number",
        min_value=_bound(asked.attribute("min_num_value_n"), taking),
        max_value=_bound(asked.attribute("max_num_value_n"), taking),
        decimals=0 if asked.is_set("num_value_int_only") else MOST_DECIMALS,
        unit="",
    )
    _unit(taking, piece)
    taking.know_block(taking.add(piece))


def _digits(taking: Taking) -> None:
    if taking.asked.attribute("maximum_chars"):
        taking.line.approximate("digits_dropped")


def _unit(taking: Taking, piece: Piece) -> None:
    """Take what stands after the field, in each language."""
    if suffix := taking.asked.attributes.get("suffix"):
        piece.texts["unit"] = {code: text[:UNIT_LENGTH] for code, text in suffix.items()}
    if taking.asked.attribute("prefix"):
        taking.line.approximate("prefix_dropped", text=taking.asked.attribute("prefix"))


def several_numbers(taking: Taking) -> None:
    """Take several numbers as a question each; with a fixed sum, as one budget to share out."""
    asked = taking.asked
    total = _size(asked.attribute("equals_num_value"))
    rows = asked.subquestions.get("0", [])
    if total and len(rows) > 1:
        piece = taking.block("budget_split", total=total, unit="")
        piece.lists["options"], keys = taking.items(rows)
        taking.know_block(taking.add(piece), keys)
        return
    if asked.attribute("min_num_value") or asked.attribute("max_num_value"):
        taking.line.approximate("sum_dropped")
    if asked.is_set("slider_layout"):
        taking.line.approximate("slider")
        # Words for the ends of a slider stand behind those of the subquestion.
        between = asked.attribute("slider_separator") or "|"
        rows = [Choice(row.code, _before(row.texts, between), row.relevance) for row in rows]
    _each(taking, rows)


def _before(texts: Texts, sign: str) -> Texts:
    return {code: text.split(sign)[0] for code, text in texts.items()}


def number_table(taking: Taking) -> None:
    """Take a table of numbers, a question for each of its cells."""
    _cells(taking, "number")


def _each(taking: Taking, rows: list[Choice]) -> None:
    """Take each subquestion as a question of its own."""
    if not rows:
        raise NotTaken("no_subquestions")
    taking.line.approximate("one_each", number=len(rows))
    if any(taking.asked.is_set(name) for name in ("random_order", "subquestion_order")):
        taking.line.approximate("order_fixed")
    for row in rows:
        kind = "number" if taking.asked.type == "K" or taking.asked.is_set("numbers_only") else "short_text"
        taking.know_block(
            taking.add(_cell(taking, kind, taking.together(row)), f"_{row.code}"), part=row.code
        )


def _cells(taking: Taking, kind: str) -> None:
    rows = taking.asked.subquestions.get("0", [])
    columns = taking.asked.subquestions.get("1", [])
    number = len(rows) * len(columns)
    if not number:
        raise NotTaken("no_subquestions")
    if number > MOST_CELLS:
        raise NotTaken("too_many_cells", number=number, most=MOST_CELLS)
    taking.line.approximate("one_each", number=number)
    if taking.asked.attribute("show_totals"):
        taking.line.approximate("totals_dropped")
    for row in rows:
        for column in columns:
            label = taking.together(column, label=taking.together(row))
            part = f"{row.code}_{column.code}"
            taking.know_block(taking.add(_cell(taking, kind, label), f"_{part}"), part=part)


def _cell(taking: Taking, kind: str, label: Texts) -> Piece:
    """Return one of several fields; the help of all stands with each."""
    asked = taking.asked
    if kind == "short_text":
        return _line_or_lines(taking, label, SHORT_TEXT_LIMIT)
    _digits(taking)
    slider = asked.is_set("slider_layout")
    low = asked.attribute("slider_min" if slider else "multiflexible_min")
    high = asked.attribute("slider_max" if slider else "multiflexible_max")
    whole = asked.is_set("num_value_int_only")
    return taking.block(
        "number",
        label,
        min_value=_bound(low, taking),
        max_value=_bound(high, taking),
        decimals=0 if whole else MOST_DECIMALS,
        unit="",
    )


def date(taking: Taking) -> None:
    """Take a day, with the hour where the survey asks for it."""
    asked = taking.asked
    form = asked.attribute("date_format")
    has_hour = any(sign in form for sign in ("H", "h", "I", "M:"))
    has_day = not form or any(sign in form for sign in "dDyY")
    if asked.attribute("date_min") or asked.attribute("date_max"):
        taking.line.approximate("date_bounds")
    kind = "date_time" if has_hour and has_day else "time" if has_hour else "date"
    taking.know_block(taking.add(taking.block(kind)))


def files(taking: Taking) -> None:
    """Take an upload; the endings that the survey allows say which kinds of files."""
    asked = taking.asked
    endings = [part.strip().lower().lstrip(".") for part in asked.attribute("allowed_filetypes").split(",")]
    known = {ending: KINDS.get(ENDINGS.get(ending, ending)) for ending in endings if ending}
    families = dict.fromkeys(kind.family for kind in known.values() if kind)
    unknown = [ending for ending, kind in known.items() if kind is None]
    if unknown:
        taking.line.approximate("files_kinds", endings=", ".join(unknown))
    size = _size(asked.attribute("max_filesize")) or 10 * 1024
    piece = taking.block(
        "files",
        kinds=[family.value for family in families] or [Family.IMAGE.value, Family.PDF.value],
        most_files=min(_size(asked.attribute("max_num_of_files")) or 1, MOST_FILES),
        # LimeSurvey counts in kilobytes.
        most_mb=min(max(1, round(size / 1024)), MOST_MB),
    )
    taking.know_block(taking.add(piece))
