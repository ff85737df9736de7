"""What moderation did, on screen and as a file."""

import csv
import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from forms.enums import DecisionAction, DecisionSource, State
from forms.models import Objection, Submission
from forms.moderation.services import hide, publish, refuse, withdraw
from forms.record.chain import Event, append
from forms.report.figures import figures_of
from forms.report.period import Period, last_twelve_months
from forms.report.record import Delay, delay_of
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.factories.forms import send
from tests.forms.moderation.conftest import signed_in

URL = reverse("moderation_report")


def received(page: CallForIdeas, title: str, *, hours_ago: float) -> Submission:
    """Send an idea that was received so long ago."""
    idea = send(page, {"title": title})
    idea.received_at = timezone.now() - datetime.timedelta(hours=hours_ago)
    idea.save(update_fields=["received_at"])
    return idea


def today() -> Period:
    """The last four weeks: all that a test does happens in them, whatever the day it runs on."""
    day = timezone.localdate()
    return Period(day - datetime.timedelta(days=28), day)


@pytest.fixture
def page(db: None) -> CallForIdeas:
    """A page whose ideas are moderated."""
    return pages.call_for_ideas()


@pytest.fixture
def moderator(page: CallForIdeas) -> Any:
    """Its moderator."""
    return moderation.moderator(page)


@pytest.fixture
def desk(client: Client, moderator: Any) -> Client:
    """A browser in which the moderator has signed in, in English."""
    return signed_in(client, moderator)


@pytest.fixture
def work(page: CallForIdeas, moderator: Any) -> list[Submission]:
    """Ideas that were decided on, after one to ten hours."""
    ideas = [received(page, f"Idée {hours}", hours_ago=hours) for hours in range(1, 11)]
    for idea in ideas[:6]:
        publish(idea, by=moderator)
    for idea in ideas[6:9]:
        refuse(idea, by=moderator, reason="off_topic")
    refuse(ideas[9], by=moderator, reason="duplicate")
    hide(ideas[0], by=moderator, reason="off_topic")
    withdraw(ideas[1])
    return ideas


def test_counts_reasons_and_delays_come_from_the_record(work: list[Submission]) -> None:
    figures = figures_of(today(), None)

    total = figures.total
    assert (total.received, total.published, total.refused, total.hidden) == (10, 6, 4, 1)
    assert (total.spam, total.withdrawn) == (0, 1)
    assert [(bar.count, bar.share) for bar in figures.reasons] == [(4, 80.0), (1, 20.0)]
    assert total.delay
    # Nearest ranks of ten: the fifth and the ninth.
    assert round(total.delay.median.total_seconds() / 3600) == 5
    assert round(total.delay.ninetieth.total_seconds() / 3600) == 9
    assert figures.restrictions == 5
    assert figures.automated == 0


def test_the_months_and_the_pages_add_up_to_the_whole(work: list[Submission], moderator: Any) -> None:
    other = pages.call_for_ideas("Ailleurs")
    publish(received(other, "Là", hours_ago=30), by=moderator)

    figures = figures_of(today(), None)

    assert sum(line.published for _month, line in figures.months) == figures.total.published == 7
    assert {title: line.received for title, line in figures.pages} == {work[0].page.title: 10, "Ailleurs": 1}
    by_page = dict(figures.pages)
    assert by_page["Ailleurs"].delay
    assert round(by_page["Ailleurs"].delay.median.total_seconds() / 3600) == 30


def test_what_was_taken_back_at_once_does_not_count(page: CallForIdeas, moderator: Any) -> None:
    idea = received(page, "Un", hours_ago=1)
    publish(idea, by=moderator)
    idea.revision += 1
    append(
        idea,
        Event(
            action=DecisionAction.UNDO,
            source=DecisionSource.MODERATOR,
            from_state=State.PUBLISHED,
            to_state=State.PENDING,
            by=moderator,
        ),
    )

    total = figures_of(today(), None).total

    assert (total.published, total.delay) == (0, None)


def test_objections_are_counted_with_their_outcome(work: list[Submission], moderator: Any) -> None:
    refused = work[8]
    Objection.objects.create(submission=refused, decision=refused.decisions.get(), text="Pourquoi ?")
    refused.revision += 1
    append(
        refused,
        Event(
            action=DecisionAction.OBJECTION_DISMISSED,
            source=DecisionSource.MODERATOR,
            from_state=State.REFUSED,
            to_state=State.REFUSED,
            by=moderator,
        ),
    )

    total = figures_of(today(), None).total

    assert (total.objections, total.upheld, total.dismissed) == (1, 0, 1)


def test_the_screen_shows_it_in_tables_with_bars(desk: Client, work: list[Submission]) -> None:
    html = desk.get(URL).content.decode()

    assert "<dt>Published</dt><dd>6</dd>" in html
    assert "5 hours" in html
    assert html.count("<tbody>") == 3
    assert "desk-bar-drawing__bar" in html
    # The content policy drops styles: the geometry stands in attributes.
    assert 'width="80.0"' in html
    assert "0 of 5 were decided by a rule, automatically." in html


def test_only_the_moderators_own_sections_count(desk: Client, work: list[Submission]) -> None:
    elsewhere = pages.call_for_ideas("Secrète")
    received(elsewhere, "Là", hours_ago=1)

    html = desk.get(URL).content.decode()

    assert "Secrète" not in html
    assert "<dt>Received</dt><dd>10</dd>" in html
    assert desk.get(URL, {"page": elsewhere.pk}).status_code == 400


def test_the_report_stands_among_the_reports_of_moderators_alone(client: Client, page: CallForIdeas) -> None:
    nobody = signed_in(client, moderation.moderator())
    assert nobody.get(URL).status_code == 403

    assert URL in signed_in(client, moderation.moderator(page)).get("/admin/").content.decode()


def test_the_files_have_a_row_for_each_page_and_month(desk: Client, work: list[Submission]) -> None:
    page_title = work[0].page.title
    text = desk.get(URL, {"format": "csv"}).content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(desk.get(URL, {"format": "xlsx"}).content))

    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {row["Page"] for row in rows} == {page_title}
    assert sum(int(row["Published"]) for row in rows) == 6
    (heads, *lines) = book.active.iter_rows(values_only=True)
    assert heads[:4] == ("Page", "Month", "Received", "Published")
    assert len(lines) == len(rows)


def test_a_format_and_days_that_are_none_are_refused(desk: Client, page: CallForIdeas) -> None:
    assert desk.get(URL, {"format": "pdf"}).status_code == 400
    assert desk.get(URL, {"first": "2026-02-30"}).status_code == 400
    assert desk.get(URL, {"first": "2026-03-01", "last": "2026-02-01"}).status_code == 400
    assert desk.get(URL, {"first": "1900-03-01", "last": "2026-02-01"}).status_code == 400


def test_the_screen_takes_few_queries(
    desk: Client, work: list[Submission], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(25):
        desk.get(URL)


@pytest.mark.parametrize(("number", "median", "ninetieth"), [(1, 1, 1), (2, 1, 2), (10, 5, 9), (11, 6, 10)])
def test_ranks_are_the_same_without_postgresql(number: int, median: int, ninetieth: int) -> None:
    found = delay_of([datetime.timedelta(hours=hours) for hours in range(number, 0, -1)])

    assert found == Delay(datetime.timedelta(hours=median), datetime.timedelta(hours=ninetieth), number)


def test_twelve_months_end_today() -> None:
    period = last_twelve_months()

    assert len(period.months) == 12
    assert period.last == timezone.localdate()
    assert period.first.day == 1
