"""The search without Elasticsearch: fewer things, none of them wrong."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries, Settings
from wagtail.models import PageViewRestriction

from forms.enums import FollowUp
from forms.models import Submission
from forms.moderation.services import hide, publish
from forms.outcomes import answer
from pages.models import CallForIdeas
from portal.search import engine
from portal.search.state import PAGE_SIZE
from tests.factories.forms import idea_form, question, send, theme
from tests.factories.pages import call_for_ideas, consultation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_elasticsearch(settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = ""


@pytest.fixture
def call() -> CallForIdeas:
    form = [*idea_form(), question("theme", "Thème", id="theme", published=True)]
    return call_for_ideas("Appel", form=form)


def idea(call: CallForIdeas, title: str, **given: str) -> Submission:
    submission = send(call, {"title": title, **given})
    publish(submission, by=None)
    return submission


def titles(client: Client, **parameters: object) -> list[str]:
    answer = client.get("/recherche/", {**parameters, "format": "json"})
    assert answer.status_code == 200
    data = answer.json()
    assert data["reduced"]
    assert data["total"] is None
    return [result["title"] for result in data["results"]]


def copy_many(submission: Submission, number: int) -> None:
    """Insert so many copies of a submission, by one statement."""
    kept = ("id", "receipt_digest", "nonce_digest")
    columns = [f.column for f in Submission._meta.concrete_fields if f.column not in kept]
    names = ", ".join(f'"{column}"' for column in columns)
    table = Submission._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names} "
            f"FROM {table}, generate_series(1, %s) WHERE id = %s",
            [number, submission.pk],
        )
        cursor.execute(f"ANALYZE {table}")


@pytest.mark.parametrize("words", ["velo", "VÉLO", "vélos", "le vélo", "pistes vélo", "l’été à vélo"])
def test_words_are_found_without_accents_and_in_the_plural(
    client: Client, call: CallForIdeas, words: str
) -> None:
    idea(call, "Des pistes pour les vélos", idea="Pour tout l’été")
    idea(call, "Développer le marché")
    assert titles(client, q=words) == ["Des pistes pour les vélos"]


def test_pages_come_first_then_the_newest_contributions(client: Client, call: CallForIdeas) -> None:
    idea(call, "Une fontaine ancienne")
    idea(call, "Une fontaine récente")
    consultation("La fontaine de la place")
    found = ["La fontaine de la place", "Une fontaine récente", "Une fontaine ancienne"]
    assert titles(client, q="fontaine") == found


def test_the_page_says_that_the_search_is_reduced_and_counts_nothing(
    client: Client, call: CallForIdeas
) -> None:
    idea(call, "Une fontaine")
    answer = client.get("/recherche/", {"q": "fontaine"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Une fontaine" in page
    assert 'role="status"' in page
    assert "<mark>" not in page
    assert "facet__count" not in page


def test_only_what_is_public_is_found(client: Client, call: CallForIdeas) -> None:
    idea(call, "Une fontaine", private="zinzolin")
    send(call, {"title": "Un zinzolin en attente"})
    hide(idea(call, "Un zinzolin caché"), by=None, reason="off_topic")
    closed = call_for_ideas("Appel fermé")
    idea(closed, "Un zinzolin fermé")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    gone = call_for_ideas("Appel zinzolin")
    idea(gone, "Un zinzolin dépublié")
    gone.unpublish()
    assert titles(client, q="zinzolin") == []


def test_choices_narrow_the_results(client: Client, call: CallForIdeas) -> None:
    water = theme("Eau")
    idea(call, "Une fontaine", theme=str(water.translation_key))
    idea(call, "Un banc")
    assert titles(client, theme=str(water.translation_key)) == ["Une fontaine"]
    assert titles(client, kind="contribution", q="banc") == ["Un banc"]
    assert titles(client, kind="callforideas") == ["Appel"]
    year = timezone.localtime().year
    assert "Un banc" in titles(client, year=str(year))
    assert titles(client, year=str(year - 1)) == []
    assert titles(client, process=str(call.translation_key), q="banc") == ["Un banc"]


def test_a_theme_that_was_asked_in_private_is_no_choice(client: Client) -> None:
    water = theme("Eau")
    form = [*idea_form(), question("theme", "Thème", id="theme", published=False)]
    idea(call_for_ideas("Discret", form=form), "Une fontaine", theme=str(water.translation_key))
    assert titles(client, theme=str(water.translation_key)) == []


def test_results_are_paged_without_a_total(client: Client, call: CallForIdeas) -> None:
    for number in range(PAGE_SIZE + 2):
        idea(call, f"Fontaine {number}")
    assert len(titles(client, q="fontaine")) == PAGE_SIZE
    assert len(titles(client, q="fontaine", page=2)) == 2
    first = client.get("/recherche/", {"q": "fontaine"}).content.decode()
    assert 'rel="next" href="?q=fontaine&amp;page=2"' in first
    assert client.get("/recherche/", {"q": "fontaine", "page": 3}).status_code == 404


def seconds_of(client: Client, words: str, expected: int) -> float:
    """Search, and return how long it took."""
    start = time.perf_counter()
    assert len(titles(client, q=words)) == expected
    return time.perf_counter() - start


def test_ten_thousand_contributions_are_searched_within_a_second(
    client: Client, call: CallForIdeas, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rare = idea(call, "Une fontaine rare")
    Submission.objects.filter(pk=rare.pk).update(published_at=timezone.now() - timedelta(days=1))
    copy_many(idea(call, "Une idée de plus", idea="Un texte de longueur moyenne. " * 10), 10_000)
    for words, found in (("introuvable", 0), ("texte moyenne", PAGE_SIZE), ("", PAGE_SIZE)):
        # The best of three: what a busy machine does to one of them is not the search's doing.
        assert min(seconds_of(client, words, found) for _ in range(3)) < 1
    with django_assert_max_num_queries(40):
        titles(client, q="texte")
    # Beyond the newest ten thousand it does not look: that keeps a million bounded.
    assert titles(client, q="fontaine rare") == []


def test_a_server_that_refuses_connections_costs_one_try_then_none(
    client: Client, call: CallForIdeas, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    idea(call, "Une fontaine")
    assert engine.breaker.allows()
    assert titles(client, q="fontaine") == ["Une fontaine"]
    assert not engine.breaker.allows()
    assert titles(client, q="fontaine") == ["Une fontaine"]
    assert "fontaine" not in caplog.text


def test_after_the_pause_one_request_tries_again_while_the_others_do_not_wait() -> None:
    breaker = engine.Breaker(pause=60)
    breaker.failed()
    assert not breaker.allows()
    breaker._until = time.monotonic() - 1
    assert breaker.allows()
    assert not breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
    assert breaker.allows()


def test_question_words_are_left_out_and_synonyms_found(client: Client, call: CallForIdeas) -> None:
    idea(call, "Des WC près du marché")
    idea(call, "Une fontaine", idea="Où boire près de la gare.")
    assert titles(client, q="où trouver des toilettes ?") == ["Des WC près du marché"]
    assert titles(client, q="toilettes marché") == ["Des WC près du marché"]


def test_what_became_of_a_contribution_finds_it(client: Client, call: CallForIdeas) -> None:
    answer(idea(call, "Des bancs"), by=None, state=FollowUp.DONE, text="Un menuisier les a faits.")

    assert titles(client, q="menuisiers") == ["Des bancs"]
