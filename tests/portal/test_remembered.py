"""What is kept for a few seconds is never older than what this process changed, and shows nothing hidden."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from portal.branding.models import SiteIdentity
from tests.factories import pages

pytestmark = pytest.mark.django_db


def test_a_page_asked_for_again_is_found_in_one_query(client: Client) -> None:
    page = pages.content_page("Mentions légales")
    # The very first one makes the row of the site's identity.
    for _time in range(2):
        client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page.url).status_code == 200
    found = [q["sql"] for q in queries.captured_queries if '"wagtailcore_page"."url_path" = ' in q["sql"]]
    assert len(found) == 1
    assert not any('FROM "wagtailcore_site"' in q["sql"] for q in queries.captured_queries)


def test_a_page_taken_off_is_gone_even_if_no_signal_says_so(client: Client) -> None:
    page = pages.content_page("Mentions légales")
    assert client.get(page.url).status_code == 200
    Page.objects.filter(pk=page.pk).update(live=False)
    assert client.get(page.url).status_code == 404


def test_a_page_that_moved_is_not_shown_at_its_old_address(client: Client) -> None:
    page = pages.content_page("Mentions légales")
    old = page.url
    assert client.get(old).status_code == 200
    page.move(pages.process(), pos="last-child")
    new = Page.objects.get(pk=page.pk).url
    assert client.get(old).headers["Location"] == new
    assert client.get(new).status_code == 200


def test_a_restriction_holds_at_once(client: Client) -> None:
    page = pages.content_page("Brouillon")
    assert client.get(page.url).status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    html = client.get(page.url).content.decode()
    assert 'name="password"' in html


def test_a_restriction_on_the_page_above_holds_at_once(client: Client) -> None:
    process = pages.process("Le pacte")
    page = pages.call_for_ideas(parent=process)
    assert client.get(page.url).status_code == 200
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=process, restriction_type=PageViewRestriction.PASSWORD, password="x")]
    )
    assert 'name="password"' in client.get(page.url).content.decode()


def test_the_menu_and_the_name_of_the_portal_change_at_once(client: Client) -> None:
    page = pages.content_page("Mentions légales")
    client.get(page.url)
    pages.content_page("Le calendrier", show_in_menus=True)
    assert "Le calendrier" in client.get(page.url).content.decode()
    identity = SiteIdentity.for_site(page.get_site())
    identity.organisation = "Ville de Vaubrun"
    identity.save()
    assert "Ville de Vaubrun" in client.get(page.url).content.decode()


def test_the_header_marks_the_page_at_hand(client: Client) -> None:
    first = pages.content_page("Le calendrier", show_in_menus=True)
    second = pages.content_page("Les résultats", show_in_menus=True)
    for here, other in ((first, second), (second, first)):
        html = client.get(here.url).content.decode()
        assert f'href="{here.url}" aria-current="page"' in html
        assert f'href="{other.url}" aria-current' not in html
