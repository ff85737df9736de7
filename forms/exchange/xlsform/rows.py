"""Each block of a form as a row of the sheet "survey": its type and the columns that go with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.exchange.texts import number_of
from forms.exchange.xlsform.questions import MEGABYTES, MOST_DECIMALS, parameter_of
from forms.exchange.xlsform.types import ONE, RANK, SEVERAL
from forms.fields.text import LONG_TEXT_LIMIT, SHORT_TEXT_LIMIT
from forms.files.kinds import Family

# The list of a question that is answered with yes or no.
YES_NO = "yes_no"


@dataclass
class Made:
    """A row: the type, the other columns, and the kind of block that such a row is read as."""

    type: str
    kind: str
    cells: dict[str, str] = field(default_factory=dict)
    # Whether its type is followed by a list of choices, and those of the lists that it takes.
    lists: tuple[str, ...] = ()
    # Values that a file without our own column is read with.
    implied: dict[str, Any] = field(default_factory=dict)


def _short_text(raw: Mapping[str, Any]) -> Made:
    return Made("text", "short_text", _constraint(_length(raw, SHORT_TEXT_LIMIT)))


def _long_text(raw: Mapping[str, Any]) -> Made:
    cells = {"appearance": "multiline", **_constraint(_length(raw, LONG_TEXT_LIMIT))}
    return Made("text", "long_text", cells)


def _length(raw: Mapping[str, Any], limit: int) -> list[str]:
    shortest, longest = raw.get("min_length"), raw.get("max_length") or limit
    low = [f"string-length(.) >= {shortest}"] if shortest else []
    return low + ([f"string-length(.) <= {longest}"] if longest != limit else [])


def _constraint(parts: list[str]) -> dict[str, str]:
    return {"constraint": " and ".join(parts)} if parts else {}


def _shuffled(raw: Mapping[str, Any]) -> dict[str, str]:
    return {"parameters": "randomize=true"} if raw.get("random_order") else {}


def _single(raw: Mapping[str, Any]) -> Made:
    listed = {"appearance": "minimal"} if raw.get("display") == "list" else {}
    return Made(ONE, "single_choice", {**listed, **_shuffled(raw)}, ("options",))


def _multiple(raw: Mapping[str, Any]) -> Made:
    alone = [
        f"not(selected(., '{item['id']}')) or count-selected(.) = 1" for item in raw.get("exclusive") or []
    ]
    parts = alone + _chosen(raw)
    if len(parts) > 1:
        parts = [f"({part})" if " or " in part else part for part in parts]
    return Made(
        SEVERAL, "multiple_choice", {**_constraint(parts), **_shuffled(raw)}, ("options", "exclusive")
    )


def _chosen(raw: Mapping[str, Any]) -> list[str]:
    fewest, most = raw.get("minimum"), raw.get("maximum")
    low = [f"count-selected(.) >= {fewest}"] if fewest else []
    return low + ([f"count-selected(.) <= {most}"] if most else [])


def _ranking(raw: Mapping[str, Any]) -> Made:
    return Made(RANK, "ranking", {**_constraint(_chosen(raw)), **_shuffled(raw)}, ("options",))


def _images(raw: Mapping[str, Any]) -> Made:
    """Return a choice in words: the pictures themselves are no part of the file."""
    several = raw.get("several")
    kind = "multiple_choice" if several else "single_choice"
    return Made(SEVERAL if several else ONE, kind, _shuffled(raw), ("options",))


def _number(raw: Mapping[str, Any]) -> Made:
    low, high = _plain(raw.get("min_value")), _plain(raw.get("max_value"))
    parts = [f". >= {low}"] if low else []
    parts += [f". <= {high}"] if high else []
    decimals = MOST_DECIMALS if raw.get("decimals") else 0
    kind = "decimal" if decimals else "integer"
    return Made(kind, "number", _constraint(parts), implied={"decimals": decimals})


def _plain(number: Any) -> str:
    exact = number_of(str(number))
    if exact is None:
        return ""
    whole = exact.to_integral_value()
    return f"{whole if exact == whole else exact:f}"


def _scale(raw: Mapping[str, Any]) -> Made:
    ends = f"start={raw.get('low', 1)} end={raw.get('high', 5)} step=1"
    return Made("range", "scale", {"parameters": ends})


def _files(raw: Mapping[str, Any]) -> Made:
    only_images = list(raw.get("kinds") or []) == [Family.IMAGE]
    kinds = [Family.IMAGE.value] if only_images else list(Family.values)
    implied = {"kinds": kinds, "most_files": 1, "most_mb": MEGABYTES}
    return Made("image" if only_images else "file", "files", implied=implied)


def _hidden(raw: Mapping[str, Any], name: str) -> Made:
    return Made("hidden", "hidden", implied={"parameter": parameter_of(name)})


def _fixed(type_name: str, kind: str, **cells: str) -> Callable[[Mapping[str, Any]], Made]:
    """Return what makes the same row for each block of a kind."""

    def make(raw: Mapping[str, Any]) -> Made:
        return Made(type_name, kind, dict(cells))

    return make


def _yes_no(raw: Mapping[str, Any]) -> Made:
    return Made(ONE, "single_choice", {}, (YES_NO,))


ROWS: dict[str, Callable[[Mapping[str, Any]], Made]] = {
    "note": _fixed("note", "note"),
    "short_text": _short_text,
    "long_text": _long_text,
    "single_choice": _single,
    "multiple_choice": _multiple,
    "ranking": _ranking,
    "image_choice": _images,
    "yes_no": _yes_no,
    "scale": _scale,
    "net_promoter": _fixed("range", "scale", parameters="start=0 end=10 step=1"),
    "number": _number,
    "date": _fixed("date", "date"),
    "date_time": _fixed("dateTime", "date_time"),
    "time": _fixed("time", "time"),
    "phone": _fixed("phone number", "phone"),
    "place": _fixed("geopoint", "place"),
    "files": _files,
    "consent": _fixed("acknowledge", "consent"),
}


def row_of(kind: str, raw: Mapping[str, Any], name: str) -> Made:
    """Return the row of a block of this name; a kind that XLSForm has nothing like is a line of text."""
    if kind == "hidden":
        return _hidden(raw, name)
    return ROWS.get(kind, _fixed("text", "short_text"))(raw)
