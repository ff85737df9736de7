"""What search engines are told."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories.pages import questionnaire, site

pytestmark = pytest.mark.django_db


def test_robots_leave_out_what_is_personal_in_every_language(client: Client) -> None:
    site()

    response = client.get("/robots.txt")

    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/plain")
    for path in ("/admin/", "/suivi/", "/en/suivi/", "/recherche/"):
        assert f"Disallow: {path}" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_map_names_public_pages_and_no_other(client: Client) -> None:
    public, restricted, withdrawn = (
        questionnaire("Ouverte"),
        questionnaire("Réservée"),
        questionnaire("Retirée"),
    )
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    withdrawn.unpublish()

    listed = client.get("/sitemap.xml").content.decode()

    assert public.slug in listed
    assert restricted.slug not in listed
    assert withdrawn.slug not in listed
