"""A form with every type of question, answered, and its moderator."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from forms.models import Submission
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.factories.forms import question, send, territory, theme
from tests.forms.moderation.conftest import signed_in

MODES = [{"type": "item", "id": "walk", "value": "À pied"}, {"type": "item", "id": "bike", "value": "À vélo"}]


def full_form() -> list[dict[str, Any]]:
    """Return a form with each type of question that is written in its own way."""
    return [
        question("short_text", "Titre", id="title", published=True, max_length=150),
        question("long_text", "Texte", id="text", published=True, max_length=2000),
        question("single_choice", "Moyen", id="mode", options=MODES, display="radio"),
        question("multiple_choice", "Aussi", id="also", options=MODES),
        question("yes_no", "Vélo ?", id="owns"),
        question("scale", "Note", id="grade", low=1, high=5),
        question("number", "Distance", id="far", decimals=1),
        question("date", "Jour", id="day"),
        question("email", "Adresse électronique", id="mail"),
        question("place", "Lieu", id="place"),
        question("theme", "Thème", id="theme"),
        question("consent", "Accord", id="agreed"),
    ]


def full_answers(theme_key: str) -> dict[str, Any]:
    """Return an answer to each."""
    return {
        "title": "=SUM(A1)",
        "text": "Un banc ; « ici » & <là>\nDeuxième ligne",
        "mode": "bike",
        "also": ["bike", "walk"],
        "owns": "yes",
        "grade": 4,
        "far": "-12.5",
        "day": "2026-11-29",
        "mail": "a@example.org",
        "place": {"address": "Rue du Lac", "point": [46.58021, -0.34037]},
        "theme": theme_key,
        "agreed": True,
    }


@pytest.fixture
def page(db: None) -> CallForIdeas:
    """A page with that form."""
    return pages.call_for_ideas(form=full_form())


@pytest.fixture
def received(page: CallForIdeas) -> Submission:
    """One full answer."""
    territory("Nord")
    return send(page, full_answers(str(theme("Mobilité").translation_key)))


@pytest.fixture
def moderator(page: CallForIdeas) -> Any:
    """Its moderator."""
    return moderation.moderator(page)


@pytest.fixture
def desk(client: Client, moderator: Any) -> Client:
    """A browser in which the moderator has signed in, in English."""
    return signed_in(client, moderator)


@pytest.fixture(autouse=True)
def empty_folder(db: None) -> Iterator[Path]:
    """The folder of the files, emptied afterwards."""
    folder = Path(settings.EXPORT_ROOT)
    yield folder
    for left in folder.glob("*"):
        left.unlink()
