"""The search of operators and moderators."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from forms.moderation.services import publish
from pages.models import CallForIdeas
from portal.search import desk, engine
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(search_index: SearchIndex) -> CallForIdeas:
    return call_for_ideas("Appel")


def run(*options: str) -> str:
    out = StringIO()
    call_command("search", *options, stdout=out)
    return out.getvalue()


def test_the_public_is_searched_unless_all_is_asked_for(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    shown = send(call, {"title": "Une fontaine"}, external_id="F-1")
    publish(shown, by=None)
    waiting = send(call, {"title": "Une autre fontaine"}, external_id="F-2")
    private = send(call, {"title": "Un banc", "private": "pas de fontaine"})
    search_index.drain()
    assert run("fontaine") == f"contribution\t{shown.pk}\tF-1\tUne fontaine\n"
    assert run("fontaine", "--public") == run("fontaine")
    everything = run("fontaine", "--all").splitlines()
    assert {line.split("\t")[1] for line in everything} == {str(s.pk) for s in (shown, waiting, private)}
    assert f"submission\t{waiting.pk}\tF-2\tUne autre fontaine" in everything


def test_results_are_printed_in_order_as_json_and_limited(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    for number in range(25):
        publish(send(call, {"title": f"Fontaine {number}"}), by=None)
    search_index.drain()
    found = json.loads(run("fontaine", "--json", "--limit", "23"))
    assert len(found) == 23
    assert set(found[0]) == {"source", "id", "external_id", "title"}
    assert len({row["id"] for row in found}) == 23
    assert len(run("fontaine", "--limit", "2").splitlines()) == 2


def test_nothing_found_prints_nothing(call: CallForIdeas, search_index: SearchIndex) -> None:
    assert run("introuvable") == ""
    assert json.loads(run("introuvable", "--json")) == []


def test_without_elasticsearch_the_command_searches_the_database_and_says_so(
    call: CallForIdeas, settings: Settings
) -> None:
    publish(send(call, {"title": "Une fontaine"}), by=None)
    settings.ELASTICSEARCH_URL = ""
    out, errors = StringIO(), StringIO()
    call_command("search", "fontaine", stdout=out, stderr=errors)
    assert "Une fontaine" in out.getvalue()
    assert "newest" in errors.getvalue()
    with pytest.raises(CommandError):
        run("fontaine", "--all")


def test_moderators_find_private_answers_within_their_filters(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    other = call_for_ideas("Autre appel")
    here = send(call, {"title": "Un banc", "private": "près des vélos"})
    send(other, {"title": "Un vélo"})
    search_index.drain()
    assert desk.find("vélo").total == 2
    found = desk.find("vélo", filters={"page_id": [str(call.pk)], "state": ["pending"]})
    assert (list(found.pks), found.total) == ([here.pk], 1)
    assert desk.find("vélo", filters={"state": ["published"]}).total == 0


def test_the_moderators_search_says_when_it_cannot_answer(settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = ""
    with pytest.raises(engine.SearchUnavailable):
        desk.find("vélo")
