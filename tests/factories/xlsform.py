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
TRAVEL_SURVEY: Rows = [
    ("type", "name", "label::Français (fr)", "label::English (en)", "hint::Français (fr)", "required",
     "relevant", "constraint", "appearance", "parameters"),
    ("note", "welcome", "Quelques questions sur vos trajets.", "A few questions about your journeys.",
     "", "", "", "", "", ""),
    ("select_one mode", "mode", "Comment venez-vous ?", "How do you come?", "Le plus souvent.", "yes",
     "", "", "", ""),
    ("select_multiple reasons", "why_car", "Pourquoi en voiture ?", "Why by car?", "", "",
     "${mode} = 'car'", "count-selected(.) <= 2", "", "randomize=true"),
    ("begin_group", "bike_part", "Le vélo", "Cycling", "", "", "${mode} = 'bike' or ${mode} = 'foot'", "",
     "", ""),
    ("integer", "minutes", "Combien de minutes ?", "How many minutes?", "", "", "",
     ". >= 1 and . <= 180", "", ""),
    ("text", "far", "Pourquoi est-ce si long ?", "Why so long?", "", "", "${minutes} > 30", "", "multiline", ""),
    ("end_group", "", "", "", "", "", "", "", "", ""),
    ("range", "grade", "Votre note", "Your grade", "", "", "not(${mode} = 'car') and ${minutes} < 60", "", "",
     "start=1 end=5 step=1"),
    ("date", "since", "Depuis quand ?", "Since when?", "", "", "selected(${why_car}, 'distance')", "", "", ""),
]  # fmt: skip
TRAVEL_CHOICES: Rows = [
    ("list_name", "name", "label::Français (fr)", "label::English (en)"),
    ("mode", "foot", "À pied", "On foot"),
    ("mode", "bike", "À vélo", "By bike"),
    ("mode", "car", "En voiture", "By car"),
    ("reasons", "distance", "La distance", "The distance"),
    ("reasons", "load", "Ce que je transporte", "What I carry"),
    ("reasons", "safety", "La sécurité", "Safety"),
]
TRAVEL_SETTINGS: Rows = [("form_title", "form_id"), ("Vos trajets", "vos_trajets")]


def travel() -> io.BytesIO:
    """Return that questionnaire."""
    return workbook(survey=TRAVEL_SURVEY, choices=TRAVEL_CHOICES, settings=TRAVEL_SETTINGS)
