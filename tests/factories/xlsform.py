"""Spreadsheets in the XLSForm format."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

Rows = Sequence[Sequence[Any]]


def workbook(**sheets: Rows) -> io.BytesIO:
    """Return a spreadsheet; each sheet is its rows, the first of which names the columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    kept.seek(0)
    return kept


def written(path: Path, **sheets: Rows) -> Path:
    """Write a spreadsheet to a file and return its path."""
    path.write_bytes(workbook(**sheets).getvalue())
    return path


def sheets_of(source: io.BytesIO | Path) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of each sheet as texts, without the empty cells at their ends."""
    book = load_workbook(source)
    found = {}
    for sheet in book.worksheets:
        rows = [tuple("" if value is None else str(value) for value in row) for row in sheet.values]
        found[sheet.title] = [row for row in rows if any(row)]
    return found


# How people of a town get about: in French and English, with conditions of the usual kinds.
SURVEY_HEAD = (
    "type",
    "name",
    "label::Français (fr)",
    "label::English (en)",
    "required",
    "relevant",
    "constraint",
    "appearance",
    "parameters",
)
TRAVEL_SURVEY: Rows = [
    SURVEY_HEAD,
    ("note", "welcome", "Quelques questions sur vos trajets.", "A few questions about your journeys."),
    ("select_one mode", "mode", "Comment venez-vous ?", "How do you come?", "yes"),
    (
        "select_multiple why_car",
        "why_car",
        "Pourquoi en voiture ?",
        "Why by car?",
        "",
        "${mode} = 'car'",
        "(not(selected(., 'nothing')) or count-selected(.) = 1) and count-selected(.) <= 2",
        "",
        "randomize=true",
    ),
    ("begin_group", "bike_part", "Le vélo", "Cycling", "", "${mode} = 'bike' or ${mode} = 'foot'"),
    ("integer", "minutes", "Combien de minutes ?", "How many minutes?", "", "", ". >= 1 and . <= 180"),
    ("text", "far", "Pourquoi si long ?", "Why so long?", "", "${minutes} > 30", "", "multiline"),
    ("end_group",),
    (
        "range",
        "grade",
        "Votre note",
        "Your grade",
        "",
        "${mode} != 'car' and (${minutes} < 60 or ${minutes} = '')",
        "",
        "",
        "start=1 end=5 step=1",
    ),
    ("date", "since", "Depuis quand ?", "Since when?", "", "selected(${why_car}, 'load')"),
    (
        "begin_group",
        "places",
        "Trouvez-vous ces lieux agréables ?",
        "Are these places nice?",
        "",
        "",
        "",
        "table-list",
    ),
    ("select_one places", "station", "La gare", "The station", "yes"),
    ("select_one places", "market", "La halle", "The market", "yes"),
    ("end_group",),
    (
        "text",
        "why_not",
        "Qu’est-ce qui ne va pas ?",
        "What is wrong?",
        "",
        "${station} = 'no' or ${market} = 'no'",
    ),
]
TRAVEL_CHOICES: Rows = [
    ("list_name", "name", "label::Français (fr)", "label::English (en)"),
    ("mode", "foot", "À pied", "On foot"),
    ("mode", "bike", "À vélo", "By bike"),
    ("mode", "car", "En voiture", "By car"),
    ("why_car", "distance", "La distance", "The distance"),
    ("why_car", "load", "Ce que je transporte", "What I carry"),
    ("why_car", "nothing", "Sans raison", "For no reason"),
    ("places", "yes", "Oui, agréable", "Yes, nice"),
    ("places", "no", "Non", "Not at all"),
]
TRAVEL_SETTINGS: Rows = [
    ("form_title", "form_id", "default_language"),
    ("Vos trajets", "vos_trajets", "Français (fr)"),
]


def travel() -> io.BytesIO:
    """Return that questionnaire."""
    return workbook(survey=TRAVEL_SURVEY, choices=TRAVEL_CHOICES, settings=TRAVEL_SETTINGS)


def asking(*rows: Sequence[Any], head: Sequence[str] = ("type", "name", "label", "relevant")) -> io.BytesIO:
    """Return a questionnaire of these rows in one language, with a list of colours to choose from."""
    colours = [
        ("list_name", "name", "label", "warm"),
        ("colours", "red", "Rouge", "yes"),
        ("colours", "orange", "Orange", "yes"),
        ("colours", "blue", "Bleu", "no"),
    ]
    return workbook(survey=[head, *rows], choices=colours)
