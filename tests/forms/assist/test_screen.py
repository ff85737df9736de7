"""What a moderator is shown beside a contribution."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from forms.assist.kinds import Kind, Span
from forms.assist.marking import marked
from forms.assist.near import likeness, nearest, trigrams
from forms.assist.screen import assistance_context
from forms.models import ModerationRight, WatchedWord
from forms.moderation.scope import scope_of
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.factories.forms import idea_form, question, send, theme
from tests.forms.browser import soup, text_of
from tests.forms.moderation.conftest import url
from tests.search_index import SearchIndex

LONG = "Une piste cyclable le long du canal, de Pontchartre à Vernoy, avec un sol stable et des bancs"
NEARLY = "Une piste cyclable le long du canal de Pontchartre à Vernoy avec un sol stable et un éclairage"


def idea(page: CallForIdeas, title: str, text: str, **options: Any) -> Any:
    """Send an idea."""
    return send(page, {"title": title, "idea": text}, **options)


def test_a_warning_says_what_and_where_and_marks_it_with_words(desk: Client, call: CallForIdeas) -> None:
    row = idea(call, "Un banc", "Appelez-moi au 06 39 98 12 34 <b>vite</b>")
    page = soup(desk.get(url("inspect", row.pk)))
    warning = page.select_one(".desk-warning-list").get_text(" ", strip=True)
    assert "Telephone number" in warning
    assert "06 39 98 12 34" in warning
    assert "Votre idée" in warning
    mark = page.select_one("#answers ~ dl mark")
    assert mark.get_text(" ", strip=True) == "06 39 98 12 34 Telephone number"
    assert "<b>" not in str(mark.parent)


def test_the_team_watches_words_of_its_own(desk: Client, call: CallForIdeas) -> None:
    WatchedWord.objects.all().delete()
    WatchedWord.objects.create(expression="éolienne")
    row = idea(call, "Non aux EOLIENNES", "Pas ici.")
    assert "Watched word" in text_of(desk.get(url("inspect", row.pk)))


def test_the_first_words_come_with_the_portal(db: None) -> None:
    assert WatchedWord.objects.filter(expression="connard").exists()


def test_what_only_the_team_reads_may_hold_personal_data(desk: Client, call: CallForIdeas) -> None:
    row = send(call, {"title": "Un banc", "idea": "Là.", "private": "Mon numéro : 06 39 98 12 34"})
    assert "Telephone number" not in text_of(desk.get(url("inspect", row.pk)))


def test_the_same_text_and_the_same_sender_are_named(moderator: Any, call: CallForIdeas) -> None:
    first = idea(call, "Un banc", "Devant l’école.", contact_email="Lea@example.org")
    again = idea(call, "UN BANC", "devant l'ecole", contact_email="lea@example.org")
    other = idea(call, "Autre chose", "Ailleurs.", contact_email="autre@example.org")
    context = assistance_context(again, scope_of(moderator))
    assert context["same_text"] == [first]
    assert context["same_sender"] == [first]
    context = assistance_context(other, scope_of(moderator))
    assert context["same_text"] == context["same_sender"] == []


def test_the_same_text_is_named_under_the_same_theme(moderator: Any) -> None:
    mobility = theme("Mobilités")
    page = pages.call_for_ideas(
        form=[*idea_form(), question("theme", "Thématique", id="theme", published=True)]
    )
    moderation_right = moderator.groups.get()
    ModerationRight.objects.create(group=moderation_right, page=page)
    answers = {"title": "Un banc", "idea": "Ici.", "theme": str(mobility.translation_key)}
    first, again = send(page, answers), send(page, answers)
    assert assistance_context(again, scope_of(moderator))["same_text"] == [first]


@override_settings(ELASTICSEARCH_URL="")
def test_nearly_the_same_text_is_found_by_the_database(moderator: Any, call: CallForIdeas) -> None:
    one, other = idea(call, "Vélo", LONG), idea(call, "Vélo", NEARLY)
    idea(call, "Piscine", "Ouvrir la piscine le dimanche matin.")
    found = nearest(other, scope_of(moderator))
    assert [near.submission for near in found.found] == [one]
    assert 50 < found.found[0].percent < 100
    assert found.is_reduced


@override_settings(ELASTICSEARCH_URL="")
def test_a_text_that_holds_another_one_is_alike(moderator: Any, call: CallForIdeas) -> None:
    one = idea(call, "Vélo", LONG)
    more = "Et puis il faudrait ouvrir la piscine le dimanche, planter des arbres et réparer l’horloge. " * 4
    other = idea(call, "Vélo", f"{LONG}. {more}")
    found = nearest(other, scope_of(moderator)).found
    assert [near.submission for near in found] == [one]
    assert found[0].percent == 100


def test_nearly_the_same_text_is_found_by_the_search_engine(
    search_index: SearchIndex, moderator: Any, call: CallForIdeas
) -> None:
    one, other = idea(call, "Vélo", LONG), idea(call, "Vélo", NEARLY)
    idea(call, "Piscine", "Ouvrir la piscine le dimanche matin.")
    search_index.drain()
    found = nearest(other, scope_of(moderator))
    assert [near.submission for near in found.found] == [one]
    assert not found.is_reduced


@pytest.mark.parametrize("address", ["", None])
def test_nothing_of_another_section_is_named(
    search_index: SearchIndex, settings: Any, moderator: Any, call: CallForIdeas, address: str | None
) -> None:
    elsewhere = pages.call_for_ideas("Ailleurs")
    idea(elsewhere, "Vélo", LONG, contact_email="lea@example.org")
    row = idea(call, "Vélo", LONG, contact_email="lea@example.org")
    search_index.drain()
    if address is not None:
        settings.ELASTICSEARCH_URL = address
    context = assistance_context(row, scope_of(moderator))
    assert context["same_text"] == context["same_sender"] == context["similar"] == []
    everything = assistance_context(row, scope_of(moderation.superuser()))
    assert everything["same_text"]


def test_a_server_that_does_not_answer_leaves_the_screen_as_it_is(
    settings: Any, desk: Client, call: CallForIdeas
) -> None:
    row, other = idea(call, "Vélo", LONG), idea(call, "Vélo", NEARLY)
    # Nobody listens there.
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    response = desk.get(url("inspect", row.pk))
    assert response.status_code == 200
    assert "without the search engine" in text_of(response)
    assert other.admin_url in response.content.decode()


def test_warnings_cost_few_queries_however_many_there_are(moderator: Any, call: CallForIdeas) -> None:
    rows = [idea(call, "Vélo", f"{LONG} {n}", contact_email="lea@example.org") for n in range(8)]
    scope = scope_of(moderator)
    with CaptureQueriesContext(connection) as queries:
        assistance_context(rows[0], scope)
    assert len(queries) <= 6


def test_marks_of_what_lies_in_one_another_end_with_the_words_for_it() -> None:
    spans = [Span(0, 10, Kind.SHOUTING), Span(4, 7, Kind.WORD)]
    html = str(marked("AAA BBB CC\nd", spans))
    assert html.count("<mark") == 3
    assert str(Kind.WORD.label) in html
    assert html.endswith("\nd")


def test_likeness_is_that_of_postgresql(db: None) -> None:
    one, other = "une piste cyclable le long du canal", "la piste cyclable du canal"
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity(%s, %s)", [one, other])
        assert likeness(trigrams(one), trigrams(other)) == pytest.approx(cursor.fetchone()[0], abs=0.001)
