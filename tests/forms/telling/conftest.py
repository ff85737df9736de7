"""A call for ideas with two moderators, and an author who follows what they sent."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from forms.follow import link_token
from forms.models import Submission
from forms.moderation import services
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.factories.forms import send
from tests.forms.moderation.conftest import signed_in

ANSWERS = {"title": "Un banc", "idea": "Devant l’école", "private": "Appelez-moi"}


@pytest.fixture
def call(db: None) -> CallForIdeas:
    """A call for ideas whose ideas are moderated."""
    return pages.call_for_ideas()


@pytest.fixture
def camille(call: CallForIdeas) -> Any:
    """The moderator who decides."""
    return moderation.moderator(call, first_name="Camille", last_name="Roux")


@pytest.fixture
def dominique(call: CallForIdeas) -> Any:
    """The one who looks again."""
    return moderation.moderator(call, first_name="Dominique", last_name="Petit")


def desk_of(user: Any) -> Client:
    """Return a browser in which a moderator has signed in, in English."""
    return signed_in(Client(), user)


def sent(page: CallForIdeas, **options: Any) -> Submission:
    """Send an idea with an address."""
    options.setdefault("contact_email", "ana@example.org")
    return send(page, dict(options.pop("answers", ANSWERS)), **options)


def published(page: CallForIdeas, by: Any, **options: Any) -> Submission:
    """Send an idea and publish it."""
    submission = sent(page, **options)
    services.publish(submission, by=by)
    return submission


def author_of(submission: Submission) -> Client:
    """Return a browser that follows a submission."""
    client = Client()
    client.get(reverse("follow_link", args=[link_token(submission.pk)]))
    return client


def case_url(name: str, *args: Any) -> str:
    """Return the address of a screen about objections or reports."""
    return reverse(f"wagtailsnippets_forms_submission:{name}", args=args)
