"""A year of moderation, as anybody reads it."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms.enums import DecisionAction, DecisionSource, State
from forms.moderation.services import hide, publish, refuse
from forms.record.chain import Event, append
from forms.report.year import year_figures
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.factories.forms import send
from tests.factories.translations import translate

YEAR = timezone.localdate().year


def page_with(**value: Any) -> Any:
    """Return a page with the block."""
    whole = {"heading": "Une année", "year": None, "page": None, **value}
    return pages.content_page(body=[{"type": "transparency", "id": "year", "value": whole}])


def text(client: Client, page: Any) -> str:
    """Return what a visitor reads in the main part of a page, its spaces made one."""
    main = BeautifulSoup(client.get(page.url).content, "html.parser").main
    assert main is not None
    return " ".join(main.get_text(" ").split())


@pytest.fixture
def call(db: None) -> CallForIdeas:
    """Ideas of which some were published, one was refused and one hidden."""
    call = pages.call_for_ideas()
    somebody = moderation.moderator(call)
    ideas = [send(call, {"title": f"Idée {number}"}) for number in range(5)]
    for idea in ideas[:3]:
        publish(idea, by=somebody)
    hide(ideas[0], by=somebody, reason="personal_data")
    refuse(ideas[3], by=somebody, reason="off_topic")
    return call


def test_the_page_shows_the_figures_of_the_year(client: Client, call: CallForIdeas) -> None:
    page = page_with()
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")

    numbers = [number.get_text(strip=True) for number in soup.select(".key-numbers dd")]
    assert numbers[:4] == ["5", "3", "1", "1"]
    rows = soup.select(".chart tbody tr")
    assert [row.select("td")[0].get_text(strip=True) for row in rows] == ["1", "1"]
    # The content policy drops styles: the geometry stands in attributes.
    assert rows[0].select_one(".chart__bar")["width"] == "50.0"
    assert not soup.main.select("[style]")


def test_a_year_without_anything_says_so(client: Client, call: CallForIdeas) -> None:
    assert "Moderation from 1 January to 31 December 2001" in text(client, translate(page_with(year=2001)))


def test_only_what_was_sent_below_the_chosen_page_counts(client: Client, call: CallForIdeas) -> None:
    other = pages.process()
    inside = pages.call_for_ideas("Dedans", parent=other)
    send(inside, {"title": "Une"})

    assert year_figures(YEAR).line.received == 6
    assert year_figures(YEAR, other.translation_key).line.received == 1
    assert "Le pacte du territoire" in text(client, page_with(page=other.pk))


def test_what_a_rule_decided_is_told_apart(call: CallForIdeas) -> None:
    idea = send(call, {"title": "Signalée"})
    idea.revision += 1
    append(
        idea,
        Event(
            action=DecisionAction.HIDE,
            source=DecisionSource.SYSTEM,
            from_state=State.PUBLISHED,
            to_state=State.HIDDEN,
            by=None,
        ),
    )

    figures = year_figures(YEAR)

    assert (figures.automated, figures.restrictions) == (1, 3)


def test_years_are_counted_in_the_time_zone_of_the_site(call: CallForIdeas) -> None:
    late = send(call, {"title": "Tard"})
    # Half past midnight of the first of January in Paris.
    late.received_at = datetime.datetime(2019, 12, 31, 23, 30, tzinfo=datetime.UTC)
    late.save(update_fields=["received_at"])

    assert year_figures(2020).line.received == 1
    assert year_figures(2019).line.received == 0


def test_the_figures_are_kept_ready(client: Client, call: CallForIdeas) -> None:
    page = page_with()
    client.get(page.url)

    with CaptureQueriesContext(connection) as found:
        client.get(page.url)
    assert not [query for query in found.captured_queries if '"forms_' in query["sql"]]
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        year_figures(YEAR)
    assert len(found) <= 6
