"""Each type of question of XLSForm as a block of the form; choices have a module of their own."""

import re
from collections.abc import Callable
from decimal import Decimal

from forms.exchange.assembling import asking, note
from forms.exchange.draft import Piece, Texts
from forms.exchange.errors import NotTaken
from forms.exchange.expressions.bounds import Bounds, bounds
from forms.exchange.expressions.parser import XPATH, parse
from forms.exchange.report import Line
from forms.exchange.texts import cut, number_of
from forms.exchange.xlsform.tree import Node
from forms.fields.text import LONG_TEXT_LIMIT, SHORT_TEXT_LIMIT
from forms.files.kinds import Family

Make = Callable[[Node, Line], Piece]
MOST_DECIMALS = 6
# What a file may weigh: XLSForm does not say it.
MEGABYTES = 10
GRADES = 11
# What a link can say (forms.fields.hidden).
PARAMETER = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
TRUE = {"yes", "true", "true()", "1"}
FALSE = {"", "no", "false", "false()", "0"}


def is_required(node: Node, line: Line) -> bool:
    """Whether the question is compulsory; on a condition of its own it cannot be."""
    text = node.record.get("required").casefold()
    if text in TRUE | FALSE:
        return text in TRUE
    line.approximate("required_condition", expression=cut(node.record.get("required"), 200))
    return False


def labels(node: Node, line: Line) -> Texts:
    """Return the words of the question; for want of any, its name."""
    label = node.record.texts.get("label")
    if label:
        return label
    line.approximate("label_missing")
    return {"": node.name}


def block(kind: str, node: Node, line: Line, **values: object) -> Piece:
    """Return the block of a question with its words, its hint and whether it is compulsory."""
    hint = node.record.texts.get("hint", {})
    return asking(kind, labels(node, line), hint, required=is_required(node, line), **values)


def limits(node: Node, line: Line, *, whole: bool = False) -> Bounds:
    """Return the bounds in the column ``constraint``; those of another kind are reported."""
    expression = node.record.get("constraint")
    if not expression:
        return Bounds()
    try:
        found = bounds(parse(expression, XPATH), whole=whole)
    except NotTaken as error:
        line.approximate("constraint_dropped", expression=cut(expression, 200))
        line.approximate(error.reason, **error.params)
        return Bounds()
    if found.open_ends:
        line.approximate("constraint_open", expression=cut(expression, 200))
    return found


def parameters(node: Node) -> dict[str, str]:
    """Return the pairs in the column ``parameters``: ``start=1 end=10``."""
    text = node.record.get("parameters").replace(";", " ").replace(",", " ")
    pairs = (part.partition("=") for part in text.split())
    return {name.strip().casefold(): value.strip() for name, _equals, value in pairs if value}


def _text(node: Node, line: Line) -> Piece:
    found = limits(node, line)
    lines = "multiline" in node.record.get("appearance") or bool(found.shortest)
    limit = LONG_TEXT_LIMIT if lines or (found.longest or 0) > SHORT_TEXT_LIMIT else SHORT_TEXT_LIMIT
    values: dict[str, object] = {"max_length": min(found.longest or limit, limit)}
    if limit == SHORT_TEXT_LIMIT:
        return block("short_text", node, line, **values)
    return block("long_text", node, line, min_length=found.shortest, **values)


def _number(node: Node, line: Line, *, decimals: int = 0) -> Piece:
    found = limits(node, line, whole=not decimals)
    return block(
        "number",
        node,
        line,
        min_value=_written(found.low),
        max_value=_written(found.high),
        decimals=decimals,
        unit="",
    )


def _written(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _decimal(node: Node, line: Line) -> Piece:
    return _number(node, line, decimals=MOST_DECIMALS)


def _percentage(node: Node, line: Line) -> Piece:
    return block("number", node, line, min_value="0", max_value="100", decimals=0, unit="%")


def _range(node: Node, line: Line) -> Piece:
    """Return a scale where there are few whole steps, else a number between the two ends."""
    given = parameters(node)
    start, end, step = (number_of(given.get(name, usual)) for name, usual in RANGE.items())
    if start is None or end is None or step is None or end <= start or step <= 0:
        raise NotTaken("range_unreadable", parameters=node.record.get("parameters"))
    if step == 1 and start in (0, 1) and end == int(end) and end - start < GRADES:
        return block("scale", node, line, low=int(start), high=int(end))
    places = max(0, -int(step.as_tuple().exponent), -int(start.as_tuple().exponent))
    if step != Decimal(1).scaleb(-places):
        line.approximate("range_step", step=step)
    line.approximate("range_number")
    return block(
        "number",
        node,
        line,
        min_value=_written(start),
        max_value=_written(end),
        decimals=min(places, MOST_DECIMALS),
        unit="",
    )


RANGE = {"start": "1", "end": "10", "step": "1"}


def _note(node: Node, line: Line) -> Piece:
    texts = labels(node, line)
    hint = node.record.texts.get("hint", {})
    return note({code: "\n".join(filter(None, (text, hint.get(code)))) for code, text in texts.items()})


def _plain(kind: str, reason: str = "") -> Make:
    """Return what makes a block that takes nothing else; ``reason`` says what is not as in the file."""

    def make(node: Node, line: Line) -> Piece:
        if node.record.get("constraint"):
            line.approximate("constraint_dropped", expression=cut(node.record.get("constraint"), 200))
        if reason:
            line.approximate(reason)
        return block(kind, node, line)

    return make


def _image(node: Node, line: Line) -> Piece:
    return block("files", node, line, kinds=[Family.IMAGE.value], most_files=1, most_mb=MEGABYTES)


def _file(node: Node, line: Line) -> Piece:
    return block("files", node, line, kinds=list(Family.values), most_files=1, most_mb=MEGABYTES)


def _hidden(node: Node, line: Line) -> Piece:
    """Return a field filled from the link, under its own name; nobody sees that it has no words."""
    label = node.record.texts.get("label") or {"": node.name}
    return asking("hidden", label, {}, parameter=parameter_of(node.name))


def parameter_of(name: str) -> str:
    """Return what a link calls a hidden field of this name."""
    return name if PARAMETER.fullmatch(name) else "channel"


MAKERS: dict[str, Make] = {
    "text": _text,
    "integer": _number,
    "decimal": _decimal,
    "percentage": _percentage,
    "range": _range,
    "date": _plain("date"),
    "time": _plain("time"),
    "datetime": _plain("date_time"),
    "image": _image,
    "file": _file,
    "hidden": _hidden,
    "note": _note,
    "phone": _plain("phone"),
    "acknowledge": _plain("consent"),
    "geopoint": _plain("place"),
    "geotrace": _plain("place", "point_only"),
    "geoshape": _plain("place", "point_only"),
    "barcode": _plain("short_text", "barcode"),
}
# Why what is no question here is not taken.
REFUSALS = {
    "calculate": "calculation",
    "metadata": "metadata",
    "external": "other_file",
    "audio": "no_sound",
    "video": "no_sound",
    "select_from_file": "other_file",
}
