"""Every kind of question takes its answer from a cell, within its limits."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from forms.fields.written import matching_key, several_keys, yes_or_no
from forms.models import Submission
from tests.factories.forms import question
from tests.factories.pages import questionnaire
from tests.forms.imports.running import run_import

Write = Callable[[str | bytes], Path]


def option(key: str, words: str) -> dict[str, str]:
    return {"type": "item", "id": key, "value": words}


MODES = [option("walk", "À pied"), option("bike", "À vélo"), option("bus", "En bus, en car")]
FORM = [
    question("short_text", "Nom", id="name", max_length=20),
    question("long_text", "Avis", id="opinion", min_length=5, max_length=50),
    question("single_choice", "Mode", id="mode", options=MODES, display="radio"),
    question("multiple_choice", "Modes", id="modes", options=MODES, maximum=2),
    question("yes_no", "Permis", id="licence"),
    question(
        "scale", "Note", id="grade", low=1, high=5, low_label="Pas du tout", high_label="Très", required=False
    ),
    question("number", "Distance", id="distance", min_value="0", max_value="2000", decimals=1),
    question("date", "Jour", id="day"),
    question("email", "Adresse", id="address"),
    question("consent", "Atelier", id="workshop"),
]


def answer(written: Write, label: str, cell: str) -> tuple[object, str]:
    """Return what is stored for one cell under a question's label, and what the run says."""
    questionnaire(slug="questions", form=FORM)
    run = run_import(written(f'external_id;{label}\nA-1;"{cell}"\n'), page="questions")
    row = Submission.objects.first()
    stored = list(row.answers.values()) if row else []
    return (stored[0] if stored else None), run.err


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("label", "cell", "stored"),
    [
        ("Nom", "Médiathèque", "Médiathèque"),
        ("Avis", "Très bien", "Très bien"),
        ("Mode", "a velo", "bike"),
        ("Mode", "En bus, en car", "bus"),
        ("Mode", "walk", "walk"),
        ("Modes", "À pied | En bus, en car", ["walk", "bus"]),
        ("Modes", "à pied, à vélo", ["walk", "bike"]),
        ("Modes", "En bus, en car", ["bus"]),
        ("Permis", "OUI", "yes"),
        ("Permis", "0", "no"),
        ("Note", "4", 4),
        ("Note", "5 – Très", 5),
        ("Distance", "12,5", "12.5"),
        ("Distance", "12.5", "12.5"),
        ("Jour", "31/03/2025", "2025-03-31"),
        ("Jour", "2025-03-31", "2025-03-31"),
        ("Adresse", "a@example.org", "a@example.org"),
        ("Atelier", "oui", True),
        ("Atelier", "non", None),
        ("Mode", "", None),
    ],
)
def test_a_cell_is_stored_as_the_form_stores_the_answer(
    written: Write, label: str, cell: str, stored: object
) -> None:
    found, error = answer(written, label, cell)

    assert error == ""
    assert found == stored


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("label", "cell"),
    [
        ("Nom", "x" * 21),
        ("Avis", "non"),
        ("Mode", "En trottinette"),
        ("Modes", "À pied | En trottinette"),
        ("Modes", "À pied | À vélo | En bus, en car"),
        ("Permis", "peut-être"),
        ("Note", "6"),
        ("Distance", "loin"),
        ("Distance", "-1"),
        ("Distance", "1,25"),
        ("Jour", "31/02/2025"),
        ("Adresse", "a chez example.org"),
        ("Atelier", "peut-être"),
    ],
)
def test_a_cell_beyond_the_limits_refuses_the_row(written: Write, label: str, cell: str) -> None:
    found, error = answer(written, label, cell)

    assert found is None
    assert error.startswith(f"Line 2: “{label}”: ")
    assert not Submission.objects.exists()


@pytest.mark.parametrize("word", ["Oui", "o", "YES", "y", "Vrai", "true", "1", "x"])
def test_words_for_yes(word: str) -> None:
    assert yes_or_no(word) is True


@pytest.mark.parametrize("word", ["Non", "n", "NO", "faux", "False", "0"])
def test_words_for_no(word: str) -> None:
    assert yes_or_no(word) is False


@pytest.mark.parametrize("word", ["", "peut-être", "2", "oui non"])
def test_any_other_word_is_neither_yes_nor_no(word: str) -> None:
    with pytest.raises(ValidationError):
        yes_or_no(word)


def test_signs_alone_name_no_option() -> None:
    assert matching_key({"a": "?", "b": "!"}, "…") is None


def test_a_list_of_options_is_read_as_a_whole_or_not_at_all() -> None:
    assert several_keys({"a": "Un", "b": "Deux"}, "Un\nDeux") == ["a", "b"]
    assert several_keys({"a": "Un", "b": "Deux"}, "Un; Trois") == []
