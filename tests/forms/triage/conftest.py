"""The desk of the moderation tests, and triage's addresses."""

from typing import Any

import pytest
from django.test import Client

from forms.models import Submission
from pages.models import CallForIdeas
from tests.factories.moderation import moderator as make_moderator
from tests.forms.browser import soup
from tests.forms.moderation.conftest import call, desk, moderator, signed_in, url

__all__ = ["call", "desk", "moderator"]


@pytest.fixture(autouse=True)
def undo_seconds(settings: Any) -> None:
    """Decisions can be taken back for a while, as in real use."""
    settings.UNDO_SECONDS = 30


@pytest.fixture
def solene(call: CallForIdeas) -> Any:
    """Another moderator of the same page."""
    return make_moderator(call, username="solene", first_name="Solène", last_name="Petit")


@pytest.fixture
def other_desk(solene: Any) -> Client:
    """Her browser."""
    return signed_in(Client(), solene)


def open_triage(client: Client, query: str = "") -> Any:
    """Open triage."""
    return client.get(url("triage") + query)


def shown(response: Any) -> str:
    """Return the title of what a screen shows."""
    heading = soup(response).select_one("#triage-item h2, h2[data-triage-focus]")
    assert heading is not None
    return heading.text.strip()


def do(client: Client, submission: Submission, wish: str, query: str = "", **data: Any) -> Any:
    """Press a button of triage."""
    data.setdefault("revision", submission.revision)
    return client.post(url("triage_decide", submission.pk) + query, {"do": wish, **data})
