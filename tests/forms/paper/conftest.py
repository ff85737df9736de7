"""A page, an agent who types in for it, and what the agent does on the screen."""

import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.builder import field_name
from forms.models import PaperEntry
from pages.models import CallForIdeas
from tests.factories import pages, paper
from tests.forms.browser import held
from tests.forms.moderation.conftest import signed_in


@pytest.fixture
def call(db: None) -> CallForIdeas:
    """A call for ideas whose ideas are moderated."""
    return pages.call_for_ideas()


@pytest.fixture
def agent(call: CallForIdeas) -> Any:
    """Who types in for it."""
    return paper.agent(call, first_name="Lou", last_name="Martin")


@pytest.fixture
def desk(client: Client, agent: Any) -> Client:
    """A browser in which the agent has signed in, in English."""
    return signed_in(client, agent)


def day(ago: int = 0) -> str:
    """Return a day as the browser sends it."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    return (today - datetime.timedelta(days=ago)).isoformat()


def screen(page: Any) -> str:
    """Return the address of the screen for a page."""
    return reverse("paper_type_in", args=[page.pk])


def filled(client: Client, page: Any, reference: str = "A-1", **more: Any) -> dict[str, Any]:
    """Return what the screen would send for a sheet; ``more`` stands in for fields of either form."""
    sheet = {"sheet-reference": reference, "sheet-received_on": day(1)}
    answers = {field_name("title"): "Un banc", field_name("idea"): "Un banc devant l’école."}
    return {**held(client.get(screen(page))), **sheet, **answers, **more}


def type_in(client: Client, page: Any, reference: str = "A-1", **more: Any) -> HttpResponse:
    """Type in one sheet and save it."""
    return client.post(screen(page), filled(client, page, reference, **more))


def entry(client: Client, page: Any, reference: str = "A-1", **more: Any) -> PaperEntry:
    """Type in one sheet and return what is kept of it."""
    response = type_in(client, page, reference, **more)
    assert response.status_code == 303, response.content.decode()
    return PaperEntry.objects.select_related("submission", "batch").get(submission__external_id=reference)


def aged(kept: PaperEntry, **age: int) -> PaperEntry:
    """Let so much time have passed since an entry was typed in."""
    past = timezone.now() - datetime.timedelta(**age)
    PaperEntry.objects.filter(pk=kept.pk).update(typed_at=past)
    type(kept.batch).objects.filter(pk=kept.batch_id).update(last_at=past)
    return kept
