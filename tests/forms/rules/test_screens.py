"""What moderators and editors see of the rules: the first page of the admin, the page's editor."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from forms.enums import Publication
from forms.moderation.scope import scope_of
from forms.rules.overview import waiting_by_page
from tests.factories import moderation, pages
from tests.forms.browser import text_of
from tests.forms.conftest import English
from tests.forms.moderation.conftest import idea, signed_in

pytestmark = pytest.mark.django_db


def test_the_first_page_says_what_waits_where_and_since_when(client: Client) -> None:
    slow, quick = pages.call_for_ideas("Un appel lent"), pages.call_for_ideas("Un appel vif")
    at_once = pages.call_for_ideas("Publié d’abord", publication=Publication.AT_ONCE)
    elsewhere = pages.call_for_ideas("Ailleurs")
    signed_in(client, moderation.moderator(slow, quick, at_once))
    idea(quick)
    idea(quick)
    idea(slow, received_at=timezone.now() - timedelta(days=9))
    idea(at_once)
    idea(elsewhere)
    text = text_of(client.get(reverse("wagtailadmin_home")))
    assert "3 awaiting a decision. 1 published at once, not looked at yet." in text
    assert text.index("Un appel lent") < text.index("Un appel vif")
    assert "1 to decide 1 week, 2 days ago" in text
    assert "2 to decide" in text
    assert "1 to look at" in text
    assert "Ailleurs" not in text


def test_a_page_counts_once_over_its_languages(english: English) -> None:
    page = pages.call_for_ideas()
    idea(page)
    idea(english(page))
    (waiting,) = waiting_by_page(scope_of(moderation.moderator(page)))
    assert (waiting.title, waiting.pending) == (page.title, 2)


def test_the_numbers_of_many_pages_cost_as_few_queries_as_those_of_one(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(6):
        idea(pages.call_for_ideas(f"Appel {number}"))
    scope = scope_of(moderation.superuser())
    with django_assert_max_num_queries(2):
        assert len(waiting_by_page(scope)) == 6


def test_the_editor_of_a_page_shows_who_moderates_it(client: Client) -> None:
    page = pages.call_for_ideas()
    user = moderation.moderator(page.get_parent(), first_name="Ana", last_name="Le Goff")
    moderation.moderator(pages.call_for_ideas("Ailleurs"), first_name="Zoé")
    signed_in(client, moderation.superuser())
    text = text_of(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    assert f"Moderators of {user.username} – Ana Le Goff" in text
    assert "Zoé" not in text
    assert "Reminder after (days)" in text


def test_a_new_page_shows_who_will_moderate_it(client: Client) -> None:
    home = pages.site()
    user: Any = moderation.moderator(home, first_name="Ana", last_name="Le Goff")
    signed_in(client, moderation.superuser())
    add = reverse("wagtailadmin_pages:add", args=["pages", "callforideas", home.pk])
    assert f"Moderators of {user.username} – Ana Le Goff" in text_of(client.get(add))
