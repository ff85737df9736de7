"""A published contribution that names somebody, and its moderator."""

from typing import Any

import pytest
from django.test import Client

from forms.models import Submission
from forms.moderation.services import publish
from pages.models import CallForIdeas
from tests.factories.forms import send
from tests.forms.moderation.conftest import call, desk, moderator, url  # noqa: F401 - fixtures

SECRET = "06 39 98 12 34"
TITLE = "Un banc pour Mme Le Gall"
TEXT = f"Mme Le Gall attend debout. Appelez-la au {SECRET}, ou passez."


@pytest.fixture
def published(call: CallForIdeas, moderator: Any) -> Submission:  # noqa: F811 - fixtures
    """A published idea with a telephone number and a name."""
    answers = {"title": TITLE, "idea": TEXT, "private": "Merci."}
    row = send(call, answers, contact_email="lea@example.org")
    publish(row, by=moderator)
    return row


def place_of(words: str, question: str = "idea", text: str = TEXT) -> str:
    """Return a passage as the masking screen takes it."""
    start = text.index(words)
    return f"{question}:{start}:{start + len(words)}"


def mask_on_screen(client: Client, row: Submission, **data: Any) -> Any:
    """Send the masking form."""
    values = {"reason": "personal_data", "revision": row.revision, **data}
    return client.post(url("mask", row.pk), values)
