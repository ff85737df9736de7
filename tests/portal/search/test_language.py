"""What a French or English reader finds, whatever way they write it."""

import pytest
from django.test import Client

from forms.models import Submission
from forms.moderation.services import publish
from pages.models import CallForIdeas
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> CallForIdeas:
    return call_for_ideas("Suggestions")


def idea(page: CallForIdeas, title: str, text: str = "", language: str = "fr") -> Submission:
    submission = send(page, {"title": title, "idea": text}, language=language)
    publish(submission, by=None)
    return submission


def found(client: Client, words: str, **more: str) -> list[str]:
    answer = client.get("/recherche/", {"q": words, "format": "json", **more})
    assert answer.status_code == 200
    data = answer.json()
    assert not data["reduced"]
    return [result["title"] for result in data["results"]]


@pytest.mark.parametrize("words", ["velo", "vélos", "VÉLO", "Vélo", "le vélo", "des vélos", "vélo ?"])
def test_a_bicycle_is_found_however_it_is_written(
    client: Client, call: CallForIdeas, search_index: SearchIndex, words: str
) -> None:
    idea(call, "Des pistes pour les vélos")
    idea(call, "Une fontaine sur la place")
    search_index.drain()
    assert found(client, words) == ["Des pistes pour les vélos"]


@pytest.mark.parametrize("words", ["l'école", "l’école", "ecoles", "école", "ÉCOLES", "L’ECOLE", "d'école"])
def test_a_school_is_found_with_and_without_its_article(
    client: Client, call: CallForIdeas, search_index: SearchIndex, words: str
) -> None:
    idea(call, "Ombrager la cour de l’école")
    idea(call, "Plus de bancs au marché")
    search_index.drain()
    assert found(client, words) == ["Ombrager la cour de l’école"]


@pytest.mark.parametrize("words", ["où est à même", "étant à", "ÉTAIT", "à", "même"])
def test_accented_little_words_find_nothing_by_themselves_that_does_not_hold_them(
    client: Client, call: CallForIdeas, search_index: SearchIndex, words: str
) -> None:
    idea(call, "Plus de bancs", "Une place pour se reposer avec les enfants.")
    search_index.drain()
    # The first page of a portal may hold them.
    assert "Plus de bancs" not in found(client, words)


def test_little_words_do_not_bring_up_every_text(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    idea(call, "Une piscine pour la commune", "Il faudrait une piscine de plein air.")
    idea(call, "Des bancs", "Il y a de la place pour des bancs dans la rue de la gare.")
    search_index.drain()
    assert found(client, "où est la piscine de la commune ?") == ["Une piscine pour la commune"]


def test_summer_is_not_taken_for_a_little_word(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    idea(call, "Cinéma d’été")
    idea(call, "Marché de Noël")
    search_index.drain()
    assert found(client, "été") == ["Cinéma d’été"]


@pytest.mark.parametrize(
    ("title", "words"),
    [("Un skate park", "skatepark"), ("Un skatepark", "skate park"), ("Un city-stade", "citystade")],
)
def test_joined_and_parted_words_find_one_another(
    client: Client, call: CallForIdeas, search_index: SearchIndex, title: str, words: str
) -> None:
    idea(call, title)
    idea(call, "Un terrain de boules")
    search_index.drain()
    assert found(client, words) == [title]


def test_the_last_word_may_be_a_beginning(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    idea(call, "Végétaliser le boulevard")
    search_index.drain()
    assert found(client, "boulevard végét") == ["Végétaliser le boulevard"]


def test_a_title_of_little_words_is_found_by_them(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    idea(call, "Où et quand")
    search_index.drain()
    assert found(client, "où et quand") == ["Où et quand"]


def test_english_is_stemmed_as_english(client: Client, call: CallForIdeas, search_index: SearchIndex) -> None:
    idea(call, "More cycling lanes", "The lanes we are needing.", language="en")
    idea(call, "Une piste", "Rien à voir.")
    search_index.drain()
    assert found(client, "cycle lane") == ["More cycling lanes"]


def test_a_text_that_has_all_the_words_stands_before_one_that_has_some(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    idea(call, "Une piste au bord du canal")
    idea(call, "Une piste cyclable")
    search_index.drain()
    assert found(client, "piste cyclable")[0] == "Une piste cyclable"


def test_a_word_in_the_title_weighs_more_than_in_the_text(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    idea(call, "Un lieu de rencontre", "Près de la fontaine, des tables.")
    idea(call, "Une fontaine", "Pour boire en été.")
    search_index.drain()
    assert found(client, "fontaine") == ["Une fontaine", "Un lieu de rencontre"]
