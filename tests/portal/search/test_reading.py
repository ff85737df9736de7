"""What is made of words that texts do not have as they are typed."""

import pytest
from django.test import Client
from django.utils.html import escape

from forms.models import Submission
from forms.moderation.services import publish
from pages.models import CallForIdeas
from portal.search.models import SynonymGroup
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(search_index: SearchIndex) -> CallForIdeas:
    page = call_for_ideas("Appel")
    texts = {
        "Une piscine couverte": "Pour apprendre à nager.",
        "Des bancs à l’ombre": "Dans le parc, pour les aînés.",
        "Végétaliser la place": "Des arbres et des massifs.",
        "Ouvrir la médiathèque": "Le dimanche, pour les familles.",
        "Le skate park": "Des rampes pour les jeunes.",
    }
    for title, text in texts.items():
        idea(page, title, text)
    search_index.drain()
    return page


def idea(page: CallForIdeas, title: str, text: str = "", language: str = "fr") -> Submission:
    submission = send(page, {"title": title, "idea": text}, language=language)
    publish(submission, by=None)
    return submission


def found(client: Client, words: str) -> dict:  # type: ignore[type-arg]
    answer = client.get("/recherche/", {"q": words, "format": "json"})
    assert answer.status_code == 200
    data = answer.json()
    assert not data["reduced"]
    return data


def titles(client: Client, words: str) -> list[str]:
    return [result["title"] for result in found(client, words)["results"]]


@pytest.mark.parametrize("words", ["pisicne", "picine", "Pissine", "ouvrir la pisicne"])
def test_a_misspelt_word_is_replaced_by_its_nearest_one(
    client: Client, call: CallForIdeas, words: str
) -> None:
    data = found(client, words)
    assert "Une piscine couverte" in [result["title"] for result in data["results"]]
    assert [each["taken"] for each in data["corrections"]] == ["piscine"]


def test_the_page_says_what_was_searched_and_leads_there(client: Client, call: CallForIdeas) -> None:
    page = client.get("/recherche/", {"q": "la <b>mediateque</b> "}).content.decode()
    assert "medi" in page
    assert '<a href="?q=la+%3Cb%3Em%C3%A9diath%C3%A8que%3C%2Fb%3E">' in page
    assert escape("la <b>médiathèque</b>") in page
    assert "<b>medi" not in page


def test_a_word_that_is_known_is_not_corrected(client: Client, call: CallForIdeas) -> None:
    for words in ("piscines", "bancs", "végét", "skatepark"):
        assert found(client, words)["corrections"] == []


def test_nonsense_finds_nothing_and_is_led_nowhere(client: Client, call: CallForIdeas) -> None:
    for words in ("xqzvprt", "recette de la tarte aux pommes", "horaires du métro de Tokyo"):
        data = found(client, words)
        assert (data["total"], data["corrections"]) == (0, [])


def test_a_synonym_is_found_and_the_word_itself_stands_first(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    idea(call, "Nager toute l’année")
    idea(call, "Un centre aquatique")
    search_index.drain()
    assert titles(client, "piscine")[0] == "Une piscine couverte"
    assert {"Un centre aquatique", "Nager toute l’année"} < set(titles(client, "piscine"))


def test_an_expression_is_a_synonym_as_a_whole(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    SynonymGroup.objects.create(terms="prêt de jeux, ludothèque")
    idea(call, "Une ludothèque")
    idea(call, "Un prêt pour les commerces")
    idea(call, "Prêter des jeux", "Un prêt de jeux le samedi.")
    search_index.drain()
    assert set(titles(client, "prêt de jeux")) == {"Une ludothèque", "Prêter des jeux"}
    assert set(titles(client, "ludothèques")) == {"Une ludothèque", "Prêter des jeux"}


def test_english_words_find_what_was_written_in_french(client: Client, call: CallForIdeas) -> None:
    assert titles(client, "swimming pool") == ["Une piscine couverte"]
    assert titles(client, "library") == ["Ouvrir la médiathèque"]


def test_words_of_a_family_are_found(client: Client, call: CallForIdeas) -> None:
    assert titles(client, "végétal") == ["Végétaliser la place"]


def test_question_words_are_left_out(client: Client, call: CallForIdeas) -> None:
    assert titles(client, "Où est-ce qu’on peut trouver une piscine ?") == ["Une piscine couverte"]
    assert titles(client, "Comment faire pour avoir des bancs ?") == ["Des bancs à l’ombre"]


def test_a_text_with_all_that_is_asked_stands_before_one_with_a_part(
    client: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    idea(call, "Des bancs, des bancs, des bancs")
    search_index.drain()
    assert titles(client, "bancs parc")[0] == "Des bancs à l’ombre"


def test_a_rare_word_that_no_text_has_is_not_overlooked(client: Client, call: CallForIdeas) -> None:
    assert titles(client, "place de parking à Marseille en décembre") == []


def test_any_length_of_query_is_answered(client: Client, call: CallForIdeas) -> None:
    words = "piscine bancs ombre parc aînés arbres massifs dimanche familles rampes jeunes nager place"
    assert found(client, words)["results"] is not None
    assert found(client, "l' d' qu’ ’’ -- 🚲")["total"] == 0
