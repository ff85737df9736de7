"""What LimeSurvey calls its types of questions."""

from django.utils import translation
from django.utils.translation import pgettext, pgettext_lazy

CONTEXT = "LimeSurvey"
# A group of questions, which has no letter.
GROUP = ""
# By the letter of LimeSurvey's table.
TYPES = {
    "S": pgettext_lazy("LimeSurvey", "short free text"),
    "T": pgettext_lazy("LimeSurvey", "long free text"),
    "U": pgettext_lazy("LimeSurvey", "huge free text"),
    "Q": pgettext_lazy("LimeSurvey", "multiple short text"),
    ";": pgettext_lazy("LimeSurvey", "array (texts)"),
    "N": pgettext_lazy("LimeSurvey", "numerical input"),
    "K": pgettext_lazy("LimeSurvey", "multiple numerical input"),
    ":": pgettext_lazy("LimeSurvey", "array (numbers)"),
    "D": pgettext_lazy("LimeSurvey", "date/time"),
    "|": pgettext_lazy("LimeSurvey", "file upload"),
    "L": pgettext_lazy("LimeSurvey", "list (radio)"),
    "!": pgettext_lazy("LimeSurvey", "list (dropdown)"),
    "O": pgettext_lazy("LimeSurvey", "list with comment"),
    "M": pgettext_lazy("LimeSurvey", "multiple choice"),
    "P": pgettext_lazy("LimeSurvey", "multiple choice with comments"),
    "R": pgettext_lazy("LimeSurvey", "ranking"),
    "Y": pgettext_lazy("LimeSurvey", "yes/no"),
    "G": pgettext_lazy("LimeSurvey", "gender"),
    "5": pgettext_lazy("LimeSurvey", "5 point choice"),
    "F": pgettext_lazy("LimeSurvey", "array"),
    "H": pgettext_lazy("LimeSurvey", "array by column"),
    "A": pgettext_lazy("LimeSurvey", "array (5 point choice)"),
    "B": pgettext_lazy("LimeSurvey", "array (10 point choice)"),
    "E": pgettext_lazy("LimeSurvey", "array (increase, same, decrease)"),
    "C": pgettext_lazy("LimeSurvey", "array (yes, no, uncertain)"),
    "1": pgettext_lazy("LimeSurvey", "array dual scale"),
    "X": pgettext_lazy("LimeSurvey", "text display"),
    "*": pgettext_lazy("LimeSurvey", "equation"),
    "I": pgettext_lazy("LimeSurvey", "language switch"),
    GROUP: pgettext_lazy("LimeSurvey", "group"),
}


def type_name(letter: str) -> str:
    """Return the name of a type in English, as a report keeps it; an unknown letter as it is."""
    with translation.override("en"):
        return str(TYPES.get(letter, letter))


def type_label(name: str) -> str:
    """Return what a report keeps as a type in the reader's language; types of other tools as they are."""
    return pgettext(CONTEXT, name) if name else ""
