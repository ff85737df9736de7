"""A page under which somebody has sent something is not deleted, and the refusal says why."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from forms.models import Submission
from forms.moderation.services import withdraw
from pages.models import CallForIdeas
from tests.factories import pages
from tests.factories.moderation import superuser
from tests.forms.browser import text_of
from tests.forms.moderation.conftest import idea, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> Client:
    """Somebody who may delete any page."""
    return signed_in(client, superuser())


def delete(client: Client, page: Page) -> Any:
    # More than ten pages would have to be confirmed by the site's name.
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def delete_many(client: Client, *some: Page) -> Any:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    query = "&".join(f"id={page.pk}" for page in some)
    return client.post(f"{address}?{query}", follow=True)


def assert_refused(response: Any, *kept: Page) -> None:
    assert response.status_code == 200
    words = text_of(response)
    assert "received under “" in words
    assert "unpublish the page instead" in words
    for page in kept:
        assert Page.objects.filter(pk=page.pk).exists()


def test_the_page_itself(boss: Client, call: CallForIdeas) -> None:
    withdraw(idea(call))
    confirmation = boss.get(reverse("wagtailadmin_pages:delete", args=[call.pk]), follow=True)
    assert_refused(confirmation, call)
    assert_refused(delete(boss, call), call)
    assert Submission.objects.count() == 1


def test_a_page_above_it(boss: Client, call: CallForIdeas) -> None:
    idea(call)
    home = call.get_parent()
    assert_refused(delete(boss, home), home, call)


def test_several_pages_at_once(boss: Client, call: CallForIdeas) -> None:
    empty = pages.call_for_ideas("Rien reçu")
    idea(call)
    assert_refused(delete_many(boss, empty, call), empty, call)


def test_the_parents_of_several_pages_at_once(boss: Client, call: CallForIdeas) -> None:
    idea(call)
    assert_refused(delete_many(boss, call.get_parent()), call.get_parent(), call)


def test_a_translation_that_was_answered_in_its_language(
    boss: Client, call: CallForIdeas, english: Any
) -> None:
    translated = english(call)
    idea(translated, language="en")
    assert_refused(delete(boss, translated), translated, call)
    # Nothing was sent through the French page: it goes, and takes nothing along.
    delete(boss, call)
    assert not Page.objects.filter(pk=call.pk).exists()
    assert Page.objects.filter(pk=translated.pk).exists()
    assert Submission.objects.count() == 1


def test_pages_without_submissions_are_deleted_as_ever(boss: Client, call: CallForIdeas) -> None:
    one, two = pages.call_for_ideas("Un"), pages.consultation("Deux")
    idea(call)
    delete(boss, one)
    delete_many(boss, two)
    assert not Page.objects.filter(pk__in=[one.pk, two.pk]).exists()
    assert Page.objects.filter(pk=call.pk).exists()
