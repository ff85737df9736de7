"""A server gives a page one style sheet and compresses what it sends."""

import gzip
import posixpath
import re

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as base_settings
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from portal.stylesheets import BUNDLE, FIRST, StylesheetFinder, bundled, names
from tests.factories import pages


def test_the_one_file_holds_every_component_once() -> None:
    folder = base_settings.BASE_DIR / "static/css/components"
    assert sorted(names()) == sorted([*FIRST, *(f"css/components/{path.name}" for path in folder.glob("*"))])
    css = bundled()
    assert css.index("--accent:") < css.index(".site-header") < css.index(".timeline")


def test_addresses_in_it_lead_to_files() -> None:
    found = re.findall(r"url\(\"?([^)\"]+)\"?\)", bundled())
    own = [address for address in found if not address.startswith("data:")]
    assert len(own) > 3
    assert [each for each in own if not finders.find(posixpath.normpath(f"css/{each}"))] == []


def test_it_is_small_enough_to_be_loaded_on_every_page() -> None:
    assert len(gzip.compress(bundled().encode())) < 60_000


def test_it_is_collected_under_its_name() -> None:
    ((name, storage),) = StylesheetFinder().list([])
    assert name == BUNDLE
    with storage.open(name) as file:
        assert file.read().decode() == bundled()


@pytest.mark.django_db
def test_a_server_s_pages_name_it_and_the_sheet_for_paper_alone(client: Client, settings: Settings) -> None:
    settings.BUNDLE_STYLES = True
    page = BeautifulSoup(client.get(pages.consultation().url).content, "html.parser")
    assert [link["href"] for link in page.select("link[rel=stylesheet]")] == [
        f"/static/{BUNDLE}",
        "/static/css/print.css",
    ]


@pytest.mark.django_db
def test_pages_and_data_are_compressed_pictures_are_not(client: Client, settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = ""
    page = pages.consultation("La gare", lead="Une gare pour tout le canton, avec un abri et des vélos. " * 4)
    for path in (page.url, "/recherche/?format=json&q=gare"):
        answer = client.get(path, headers={"accept-encoding": "gzip"})
        assert answer["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer["Vary"]
        assert gzip.decompress(answer.content)
    picture = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(
        "meta[property='og:image']"
    )["content"]
    answer = client.get(picture.removeprefix("http://testserver"), headers={"accept-encoding": "gzip"})
    assert not answer.has_header("Content-Encoding")
