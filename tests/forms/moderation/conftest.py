"""A call for ideas, its moderator, and an admin in English."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from forms.models import Submission
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.factories.forms import send


@pytest.fixture
def call(db: None) -> CallForIdeas:
    """A call for ideas whose ideas are moderated."""
    return pages.call_for_ideas()


@pytest.fixture
def moderator(call: CallForIdeas) -> Any:
    """Its moderator."""
    return moderation.moderator(call)


@pytest.fixture
def desk(client: Client, moderator: Any) -> Client:
    """A browser in which the moderator has signed in, in English."""
    return signed_in(client, moderator)


def signed_in(client: Client, user: Any) -> Client:
    """Sign somebody in who reads the admin in English."""
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(user)
    return client


def idea(page: CallForIdeas, title: str = "Un banc", **options: Any) -> Submission:
    """Send an idea that waits for a decision."""
    answers = {"title": title, "idea": f"{title} devant l’école.", "private": "Merci à l’équipe."}
    return send(page, answers, **options)


def url(name: str, *args: Any) -> str:
    """Return the address of one of our screens."""
    return reverse(f"wagtailsnippets_forms_submission:{name}", args=args)


def bulk_url(action: str) -> str:
    """Return the address of a bulk action."""
    return reverse("wagtail_bulk_action", args=["forms", "submission", action])


def decide(client: Client, submission: Submission, action: str, **data: Any) -> Any:
    """Post a decision on the revision as it is in hand."""
    data.setdefault("revision", submission.revision)
    return client.post(url("decide", submission.pk), {"action": action, **data})
