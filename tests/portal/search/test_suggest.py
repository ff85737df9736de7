"""Suggestions while somebody types."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from forms.moderation.services import publish
from pages.models import CallForIdeas
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(search_index: SearchIndex) -> CallForIdeas:
    page = call_for_ideas("Appel")
    for title, text in (
        ("Une piste cyclable", "Le long du canal, pour les vélos."),
        ("Réparer les vélos", "Un atelier de vélos pour les cyclistes."),
        ("Végétaliser l’école", "Des arbres dans la cour."),
        ("Une école ouverte", "Le vélodrome du Département."),
        ("Rue Saint-Éloi", "<b>vélomoteur</b>"),
    ):
        publish(send(page, {"title": title, "idea": text}), by=None)
    search_index.drain()
    return page


def suggested(client: Client, text: str, path: str = "/recherche/suggestions/") -> list[str]:
    answer = client.get(path, {"q": text})
    assert answer.status_code == 200
    return answer.json()["suggestions"]


@pytest.mark.parametrize("text", ["vel", "vél", "VÉL", "Vel"])
def test_words_are_completed_with_accents_or_without(client: Client, call: CallForIdeas, text: str) -> None:
    found = suggested(client, text)
    assert found[0] == "vélos"
    assert {"vélodrome", "vélomoteur"} < set(found)


def test_singular_and_plural_are_offered_once(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    publish(send(call, {"title": "Un vélo"}), by=None)
    search_index.drain()
    assert [text for text in suggested(client, "vél") if text in ("vélo", "vélos")] == ["vélos"]


def test_only_what_is_found_together_with_the_words_before_is_offered(
    client: Client, call: CallForIdeas
) -> None:
    assert suggested(client, "piste cy") == ["piste cyclable"]
    assert suggested(client, "école cy") == []


def test_what_was_typed_before_the_word_stays_as_it_is(client: Client, call: CallForIdeas) -> None:
    assert suggested(client, "Végétaliser l’éc") == ["Végétaliser l’école"]
    assert suggested(client, "où est l'ec") == ["où est l'école"]


@pytest.mark.parametrize("text", ["", "v", "piste ", "!!", "12", "vel.*", "vel|", "l’"])
def test_nothing_is_offered_for_what_begins_no_word(client: Client, call: CallForIdeas, text: str) -> None:
    assert suggested(client, text) == []


def test_the_list_is_short_and_a_long_query_is_refused(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    names = " ".join(f"mot{letter}" for letter in "abcdefghijklmnopqrstuvw")
    publish(send(call, {"title": "Des mots", "idea": names}), by=None)
    search_index.drain()
    assert len(suggested(client, "mot")) == 8
    assert client.get("/recherche/suggestions/", {"q": "a" * 201}).status_code == 400
    assert client.post("/recherche/suggestions/").status_code == 405


def test_they_may_be_kept_for_a_minute_and_set_no_cookie(client: Client, call: CallForIdeas) -> None:
    answer = client.get("/recherche/suggestions/", {"q": "vél"})
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies


def test_they_have_an_english_address(client: Client, call: CallForIdeas) -> None:
    assert suggested(client, "vél", "/en/search/suggestions/")[0] == "vélos"


def test_there_are_none_without_elasticsearch(client: Client, settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = ""
    assert suggested(client, "vél") == []


def test_the_search_page_says_where_they_come_from(client: Client, call: CallForIdeas) -> None:
    page = client.get("/recherche/").content.decode()
    assert 'data-suggest="/recherche/suggestions/"' in page
    assert 'src="/static/js/suggest.js"' in page
