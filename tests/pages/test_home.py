"""The home page says by itself what is under way."""

import datetime

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from pages.overview import LATEST_CLOSED, overview
from tests.factories.pages import call_for_ideas, consultation, questionnaire, results, site

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def titles(pages: list) -> list[str]:
    return [page.title for page in pages]


def test_sorts_what_is_below_by_where_it_stands_in_time() -> None:
    now = timezone.now()
    home = site()
    questionnaire("Dans un mois", closes_at=now + 30 * DAY)
    questionnaire("Sans date")
    consultation("Demain", closes_at=now + DAY)
    call_for_ideas("Après-demain", closes_at=now + 2 * DAY)
    questionnaire("Ouvre dans deux mois", opens_at=now + 60 * DAY)
    questionnaire("Ouvre demain", opens_at=now + DAY)
    consultation("Fini hier", closes_at=now - DAY)
    past = consultation("Fini avant-hier", closes_at=now - 2 * DAY)
    results("Le bilan", parent=past)

    found = overview(home)

    assert titles(found.closing_soon) == ["Demain", "Après-demain"]
    assert titles(found.open_now) == ["Dans un mois", "Sans date"]
    assert titles(found.upcoming) == ["Ouvre demain", "Ouvre dans deux mois"]
    assert titles(found.closed) == ["Fini hier", "Fini avant-hier"]
    assert titles(found.results) == ["Le bilan"]
    assert found.takes_part


def test_shows_a_few_of_those_that_are_closed() -> None:
    now = timezone.now()
    for number in range(LATEST_CLOSED + 2):
        questionnaire(f"Fini {number}", closes_at=now - (number + 1) * DAY)

    assert titles(overview(site()).closed) == [f"Fini {number}" for number in range(LATEST_CLOSED)]


def test_names_each_page_once_on_the_screen(client: Client) -> None:
    now = timezone.now()
    home = site()
    consultation("Bientôt finie", closes_at=now + DAY)
    questionnaire("À venir", opens_at=now + DAY)
    results("Le bilan")

    shown = client.get(home.url).content.decode()

    for title in ("Bientôt finie", "À venir", "Le bilan"):
        assert shown.count(f">{title}</a>") == 1


def test_says_so_when_nothing_is_under_way(client: Client) -> None:
    response = client.get(site().url)

    assert response.status_code == 200
    assert not overview(site()).takes_part


def test_leaves_out_drafts_and_what_is_restricted() -> None:
    home = site()
    questionnaire("Retirée").unpublish()
    secret = questionnaire("Réservée")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)

    assert overview(home).open_now == []


def test_takes_as_many_queries_for_twenty_pages_as_for_three(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    home = site()
    for number in range(7):
        for make in (questionnaire, consultation, call_for_ideas):
            make(f"Démarche {number}")

    with django_assert_max_num_queries(8):
        overview(home)


def test_a_page_far_down_is_found_without_asking_for_each_level(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    home = site()
    far = results("Le bilan", parent=questionnaire("Une enquête"))
    request = RequestFactory().get(far.url)

    with django_assert_max_num_queries(2):
        found = home.route(request, far.url_path.removeprefix(home.url_path).strip("/").split("/"))

    assert found.page == far
    assert client.get(f"{far.url}rien/").status_code == 404
    assert client.get("/rien/bilan/").status_code == 404
