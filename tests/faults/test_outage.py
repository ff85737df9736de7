"""Elasticsearch is stopped, hangs, loses an answer, and comes back."""

import time
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from forms.enums import State
from forms.models import Submission
from forms.moderation.services import hide, publish
from pages.models import CallForIdeas
from portal.search import engine, registry
from portal.search.drain import drain
from portal.search.models import IndexEntry
from portal.search.queue import enqueue
from portal.search.registry import Index
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.faults.figures import Figures
from tests.faults.proxy import Door
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db

# Two seconds for the server, the rest for a machine that is busy with other tests.
LONGEST = engine.REQUEST_SECONDS + 8


@pytest.fixture
def call(search_index: SearchIndex) -> CallForIdeas:
    page = call_for_ideas("Appel")
    # The home page comes with the migrations: an emptied index is not told of it.
    enqueue(page.get_parent())
    search_index.drain()
    return page


def published(call: CallForIdeas, title: str) -> Submission:
    submission = send(call, {"title": title})
    publish(submission, by=None)
    return submission


def searched(client: Client, words: str) -> dict:  # type: ignore[type-arg]
    answer = client.get("/recherche/", {"q": words, "format": "json"})
    assert answer.status_code == 200
    return answer.json()


def no_difference() -> None:
    out = StringIO()
    call_command("search_check", stdout=out)
    assert out.getvalue().count("no difference") == 2


BREAKS: list[Callable[[Door], None]] = [Door.shut, Door.block]


@pytest.mark.parametrize("break_it", BREAKS, ids=["stopped", "hung"])
def test_an_outage_slows_nobody_down_and_loses_nothing(
    client: Client,
    call: CallForIdeas,
    search_index: SearchIndex,
    door: Door,
    figures: Figures,
    break_it: Callable[[Door], None],
) -> None:
    stays, goes = (published(call, f"Fontaine {number}") for number in range(2))
    dies = send(call, {"title": "Fontaine 2"})
    # Whatever was decided on stays for good: this one was published without a decision.
    Submission.objects.filter(pk=dies.pk).update(state=State.PUBLISHED, published_at=timezone.now())
    enqueue(dies)
    search_index.drain()
    assert not searched(client, "fontaine")["reduced"]
    break_it(door)

    knocks = door.knocks
    comes = published(call, "Fontaine de plus")
    waits = send(call, {"title": "Fontaine en attente"})
    hide(goes, by=None, reason="off_topic")
    with transaction.atomic():
        enqueue(dies)
        Submission.objects.filter(pk=dies.pk).delete()
    # Who submits or moderates does not wait, for nobody asked the server.
    assert door.knocks == knocks

    # The first visitor waits for it two seconds at most; the next ones do not ask.
    start = time.perf_counter()
    found = searched(client, "fontaine")
    assert time.perf_counter() - start < LONGEST
    assert found["reduced"]
    assert {result["id"] for result in found["results"]} == {stays.pk, comes.pk}
    knocks = door.knocks
    assert searched(client, "fontaine")["reduced"]
    page = client.get("/recherche/", {"q": "fontaine"})
    assert page.status_code == 200
    assert "alert-warning" in page.content.decode()
    assert door.knocks == knocks

    waiting = IndexEntry.objects.count()
    drained = drain()
    assert drained.server_down
    assert IndexEntry.objects.count() == waiting

    door.cut()
    door.open()
    assert not drain().server_down
    assert not IndexEntry.objects.exists()
    contributions = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert contributions == {f"contribution-{s.pk}" for s in (stays, comes)}
    everything = {f"submission-{s.pk}" for s in (stays, comes, goes, waits)}
    assert search_index.indexed(Index.DESK) == everything
    no_difference()
    figures(
        kept_in_queue=waiting, published=len(contributions), stored=len(everything), indexed=len(everything)
    )
    # When the pause is over the next visitor has the whole search again.
    engine.breaker.succeeded()
    assert not searched(client, "fontaine")["reduced"]


def test_an_answer_that_got_lost_is_asked_for_again(
    call: CallForIdeas, search_index: SearchIndex, door: Door
) -> None:
    submission = published(call, "Une fontaine")
    door.mute()
    assert drain().server_down
    # The server has done it, we do not know: the entries are still there and change nothing.
    assert f"contribution-{submission.pk}" in search_index.indexed()
    assert IndexEntry.objects.exists()
    hide(submission, by=None, reason="off_topic")
    door.cut()
    door.open()
    search_index.drain()
    assert f"contribution-{submission.pk}" not in search_index.indexed()
    assert not IndexEntry.objects.exists()
    no_difference()


def test_statistics_go_on_while_the_server_is_down(
    call: CallForIdeas, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[set[str]] = []
    monkeypatch.setattr(registry, "_consumers", [told.append])
    door.shut()
    published(call, "Une fontaine")
    assert drain().server_down
    assert told == [{str(call.translation_key)}]
    # While the worker leaves the server alone the consumers are still told of each change, once.
    drain(to_server=False)
    published(call, "Une autre")
    drain(to_server=False)
    assert told == [{str(call.translation_key)}] * 2


def test_a_page_that_closes_during_an_outage_is_hidden_at_once_and_gone_afterwards(
    client: Client, call: CallForIdeas, search_index: SearchIndex, door: Door
) -> None:
    submission = published(call, "Une fontaine")
    search_index.drain()
    door.shut()
    call.unpublish()
    assert searched(client, "fontaine")["results"] == []
    drain()
    door.open()
    engine.breaker.succeeded()
    # The index is stale until the queue is drained: what it finds is read again and left out.
    assert f"contribution-{submission.pk}" in search_index.indexed()
    found = searched(client, "fontaine")
    assert (found["reduced"], found["total"], found["results"]) == (False, 0, [])
    search_index.drain()
    assert f"contribution-{submission.pk}" not in search_index.indexed()
    no_difference()
