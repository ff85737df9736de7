"""Choices that no index of the table serves: Elasticsearch names the rows, the database reads just those."""

import datetime
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms.enums import Channel, State
from forms.models import Submission
from forms.moderation import window
from forms.moderation.filters import ANY_STATE, QueueFilters
from forms.moderation.listing import Cursor, count_up_to_limit, in_order, screen
from forms.moderation.scope import Scope
from forms.moderation.services import publish
from forms.moderation.text import matching
from pages.models import CallForIdeas
from portal.search import engine
from tests.factories import forms as form_factory
from tests.factories import pages
from tests.forms.moderation.conftest import idea, url
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db

EVERYTHING = Scope(is_moderator=True, everything=True)
SPOKEN = QueueFilters(state=ANY_STATE, channel=Channel.PHONE, language="en")


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """No choice is so small that the database may read all of it."""
    monkeypatch.setattr(window, "FEW", 0)


def spoken(call: CallForIdeas, title: str, **options: Any) -> Submission:
    return idea(call, title, channel=Channel.PHONE, language="en", **options)


def shown(filters: QueueFilters, cursor: Cursor | None = None) -> list[str]:
    rows = matching(filters, EVERYTHING).rows
    return [row.title for row in screen(rows, filters.order, cursor).rows]


def at(hours: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(hours=hours)


def test_the_index_names_the_rows_that_the_database_reads(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    for number in range(3):
        spoken(call, f"Idea {number}", received_at=at(10 - number))
    other = idea(call, "Idée")
    search_index.drain()
    rows = in_order(matching(SPOKEN, EVERYTHING).rows, SPOKEN.order)
    assert [row.title for row in rows] == ["Idea 0", "Idea 1", "Idea 2"]
    with CaptureQueriesContext(connection) as queries:
        list(in_order(matching(SPOKEN, EVERYTHING).rows, SPOKEN.order))
    read = queries.captured_queries[-1]["sql"]
    assert '"forms_submission"."id" IN (' in read
    assert f" {other.pk}" not in read.split(" IN (")[1]


def test_nothing_that_was_committed_is_missing_and_nothing_that_left_is_shown(
    call: CallForIdeas, moderator: Any, search_index: SearchIndex
) -> None:
    filters = QueueFilters(channel=Channel.PHONE, language="en")
    left = spoken(call, "Decided", received_at=at(3))
    spoken(call, "Waiting", received_at=at(2))
    search_index.drain()
    spoken(call, "Just in", received_at=at(1))
    publish(left, by=moderator)
    assert shown(filters) == ["Waiting", "Just in"]


def test_screens_follow_one_another_in_both_directions(
    call: CallForIdeas, search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [spoken(call, f"Idea {number}", received_at=at(10 - number)) for number in range(5)]
    search_index.drain()
    monkeypatch.setattr(window, "SIZE", 3)
    monkeypatch.setattr(window, "OVERLAP", 0)
    assert shown(SPOKEN, Cursor("after", rows[1])) == ["Idea 2", "Idea 3", "Idea 4"]
    assert shown(SPOKEN, Cursor("before", rows[3])) == ["Idea 0", "Idea 1", "Idea 2"]


def test_every_pair_of_filters_finds_what_the_table_holds(
    call: CallForIdeas, moderator: Any, search_index: SearchIndex
) -> None:
    theme, place = form_factory.theme("Eau"), form_factory.territory("Vernoy")
    form = [
        *form_factory.idea_form(),
        form_factory.question("theme", "Thème", id="theme"),
        form_factory.question("territory", "Lieu", id="place"),
    ]
    other = pages.call_for_ideas("Un autre appel", form=form)
    answers = {"theme": str(theme.translation_key), "place": str(place.translation_key)}
    for number, channel in enumerate((Channel.PHONE, Channel.WEB) * 2):
        row = form_factory.send(
            other,
            {"title": f"Idée {number}", **(answers if number % 3 else {})},
            channel=channel,
            language="fr" if number < 2 else "en",
            received_at=at(24 * number + 1),
        )
        if number == 3:
            publish(row, by=moderator)
        spoken(call, f"Idea {number}")
    search_index.drain()
    today = timezone.localdate().isoformat()
    values = {
        "state": State.PENDING.value,
        "page_key": str(other.translation_key),
        "theme_key": str(theme.translation_key),
        "territory_key": str(place.translation_key),
        "channel": Channel.PHONE.value,
        "language": "en",
        "received_from": today,
        "received_to": today,
    }
    for names in [*((name,) for name in values), *combinations(values, 2)]:
        filters = QueueFilters(**{"state": ANY_STATE, **{name: values[name] for name in names}})
        plain = filters.apply(Submission.objects.all()).order_by("received_at", "id")
        assert shown(filters) == [row.title for row in plain], names
        assert count_up_to_limit(matching(filters, EVERYTHING).rows) == plain.count(), names


def test_a_moderator_of_some_pages_meets_those_alone(call: CallForIdeas, search_index: SearchIndex) -> None:
    second, third = pages.call_for_ideas("Deuxième"), pages.call_for_ideas("Troisième")
    for page in (call, second, third):
        idea(page, f"Idée pour {page.title}")
    search_index.drain()
    scope = Scope(is_moderator=True, page_keys=frozenset({call.translation_key, second.translation_key}))
    rows = matching(QueueFilters(), scope).rows
    found = [row.title for row in screen(rows, "oldest", None).rows]
    assert found == [f"Idée pour {call.title}", "Idée pour Deuxième"]
    oldest = Submission.objects.filter(page_key=call.translation_key).get()
    assert scope.oldest(State.PENDING) == oldest.received_at


def test_the_database_answers_while_elasticsearch_does_not(
    desk: Client, call: CallForIdeas, search_index: SearchIndex
) -> None:
    spoken(call, "Idea")
    engine.breaker.failed()
    response = desk.get(url("list"), {"state": "all", "channel": "phone", "language": "en"})
    assert [row.title for row in response.context["screen"].rows] == ["Idea"]


def test_the_database_answers_while_the_index_is_far_behind(
    call: CallForIdeas, search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "MOST_UNSENT", 1)
    for number in range(3):
        spoken(call, f"Idea {number}", received_at=at(5 - number))
    assert shown(SPOKEN) == ["Idea 0", "Idea 1", "Idea 2"]


@pytest.mark.parametrize("served", window.SERVED, ids=lambda served: "-".join(sorted(served)) or "all")
def test_an_index_serves_each_choice_that_is_left_to_the_database(served: frozenset[str]) -> None:
    columns = {"process": "page_key", "theme": "theme_key", "territory": "territory_key"}
    wanted = {columns.get(name, name) for name in served}
    begins = [
        set(index.fields[:-2])
        for index in Submission._meta.indexes
        if index.condition is None and index.fields[-2:] == ["received_at", "id"]
    ]
    assert wanted in begins
