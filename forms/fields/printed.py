"""How a question looks on paper: one of a few shapes, which typst draws (forms/paper/printed/shapes.typ).

What a type does not say itself follows from its form field, so that a new type can be printed at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# More options than these are written on a line instead of being printed.
MOST_BOXES = 40
# Options this short stand side by side.
THREE_A_LINE, TWO_A_LINE = 20, 40
CHARACTERS_A_LINE = 75
FEWEST_LINES, MOST_LINES = 3, 8


@dataclass(frozen=True)
class Printed:
    """What is printed of a question below its words."""

    # The name of a function in shapes.typ, and what it takes.
    shape: str
    data: dict[str, Any] = field(default_factory=dict)
    instruction: str = ""
    # What stands beside each box, by the value that the form's input has: agents type it.
    codes: Mapping[str, str] = field(default_factory=dict)
    # Whether it may go on on the next page.
    is_long: bool = False


def letter(index: int) -> str:
    """Return the letter of an option: A to Z, then AA, AB…"""
    before, place = divmod(index, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[place]


def boxes(
    options: Mapping[str, str],
    *,
    several: bool = False,
    fewest: int | None = None,
    most: int | None = None,
    written: str = "",
    alone: Iterable[str] = (),
) -> Printed:
    """Return a box for each option, round ones where one alone may be ticked.

    ``written`` is the option that has a line to write on, ``alone`` are the words of those that exclude
    all others.
    """
    codes = {key: letter(index) for index, key in enumerate(options)}
    longest = max(map(len, options.values()), default=0)
    columns = 3 if longest <= THREE_A_LINE else 2 if longest <= TWO_A_LINE else 1
    each = [{"code": codes[key], "words": words, "written": key == written} for key, words in options.items()]
    instruction = _several(fewest, most, alone) if several else _("Tick one box only.")
    data = {
        "mark": "square" if several else "round",
        "columns": min(columns, len(each) or 1),
        "options": each,
    }
    return Printed("boxes", data, instruction, codes, is_long=len(each) > 12)


def _several(fewest: int | None, most: int | None, alone: Iterable[str]) -> str:
    parts = []
    if fewest and most and fewest == most:
        parts.append(ngettext("Tick %(n)d box.", "Tick %(n)d boxes.", most) % {"n": most})
    elif fewest and most:
        parts.append(_("Tick %(fewest)d to %(most)d boxes.") % {"fewest": fewest, "most": most})
    elif most:
        parts.append(ngettext("Tick at most %(n)d box.", "Tick at most %(n)d boxes.", most) % {"n": most})
    elif fewest:
        parts.append(
            ngettext("Tick at least %(n)d box.", "Tick at least %(n)d boxes.", fewest) % {"n": fewest}
        )
    else:
        parts.append(_("Tick all the boxes that apply."))
    parts.extend(_("If you tick “%(option)s”, tick nothing else.") % {"option": words} for words in alone)
    return " ".join(parts)


def grades(options: Mapping[str, str], meanings: Mapping[str, str], beside: Mapping[str, str]) -> Printed:
    """Return a circle for each grade in a row, the meanings of some below, and other answers beside."""
    each = [{"code": words, "meaning": meanings.get(key, "")} for key, words in options.items()]
    others = [{"code": letter(index), "words": words} for index, words in enumerate(beside.values())]
    codes = {**options, **{key: letter(index) for index, key in enumerate(beside)}}
    return Printed("grades", {"options": each, "others": others}, _("Tick one box only."), codes)


def matrix(rows: Mapping[str, str], columns: Mapping[str, str], *, several: bool) -> Printed:
    """Return a table with a box where each row meets each column."""
    codes = {key: str(number) for number, key in enumerate(columns, 1)}
    data = {
        "mark": "square" if several else "round",
        "rows": [{"code": letter(index), "words": words} for index, words in enumerate(rows.values())],
        "columns": [{"code": codes[key], "words": words} for key, words in columns.items()],
    }
    several_words = _("Tick all the boxes that apply on each line.")
    instruction = several_words if several else _("Tick one box on each line.")
    return Printed("matrix", data, instruction, codes, is_long=len(rows) > 8)


def ranks(options: Mapping[str, str], most: int | None = None) -> Printed:
    """Return a square before each option for its rank."""
    each = [{"code": letter(index), "words": words} for index, words in enumerate(options.values())]
    last = min(most or len(each), len(each))
    instruction = _(
        "Write 1 in the box of your first choice, 2 in that of the second, up to %(last)d at most. "
        "Use each number once."
    ) % {"last": last}
    return Printed("ranks", {"options": each}, instruction)


def amounts(options: Mapping[str, str], total: str, unit: str) -> Printed:
    """Return a square behind each option for its amount, and the total that they add up to."""
    each = [{"code": letter(index), "words": words} for index, words in enumerate(options.values())]
    data = {"options": each, "unit": unit, "sum": _("Total"), "total": total}
    instruction = _("Share out %(total)s: your amounts must add up to that.") % {
        "total": f"{total} {unit}".strip()
    }
    return Printed("amounts", data, instruction)


def lines(number: int = 1, *, share: int = 100, unit: str = "", instruction: str = "") -> Printed:
    """Return lines to write on, each so many per cent of the page wide."""
    data = {"number": number, "share": share, "unit": unit}
    return Printed("lines", data, instruction)


def cells(*groups: str, instruction: str = "") -> Printed:
    """Return a square for each letter of the groups, which stands below it: ``"DD", "MM", "YYYY"``."""
    return Printed("cells", {"groups": [list(group) for group in groups]}, instruction)


def tick(words: str) -> Printed:
    """Return one box with its words."""
    return Printed("tick", {"words": words})


def nothing(instruction: str) -> Printed:
    """Return words instead of a place for an answer, which paper does not take."""
    return Printed("nothing", {}, instruction)


def of_field(shown: forms.Field) -> Printed:
    """Return how a form field looks on paper: boxes for what is ticked, lines for what is written."""
    widget = shown.widget
    if isinstance(widget, forms.CheckboxInput):
        return tick(_("Yes"))
    rows, columns = getattr(shown, "rows", None), getattr(shown, "columns", None)
    if isinstance(rows, Mapping) and isinstance(columns, Mapping):
        return matrix(rows, columns, several=bool(getattr(shown, "several", False)))
    if choices := _choices(shown):
        several = isinstance(widget, forms.CheckboxSelectMultiple | forms.SelectMultiple)
        if len(choices) > MOST_BOXES:
            return lines()
        return boxes(
            choices,
            several=several,
            fewest=getattr(shown, "fewest", None),
            most=getattr(shown, "most", None),
            written="other" if getattr(shown, "other", "") else "",
            alone=getattr(shown, "exclusive", {}).values(),
        )
    if isinstance(widget, forms.Textarea):
        limit = getattr(shown, "max_length", None) or 1_000
        return lines(max(FEWEST_LINES, min(MOST_LINES, limit // CHARACTERS_A_LINE)))
    return lines()


def _choices(shown: forms.Field) -> dict[str, str]:
    """Return the options of a field, without the one that stands for none."""
    choices = getattr(shown, "choices", None) or ()
    return {
        str(key): str(words) for key, words in choices if key != "" and not isinstance(words, list | tuple)
    }
