"""Pages that say something: texts, news, events."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from pages import search
from pages.listing import PAGE_SIZE
from pages.models import Event
from tests.factories.pages import content_page, event, news, news_index
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)
MOST_QUERIES = 20


def shown(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


class TestAContentPage:
    def test_lists_the_pages_below_it(self, client: Client) -> None:
        page = content_page(lead="Qui publie ce site.")
        below = content_page("Hébergement", parent=page)
        content_page("Brouillon", parent=page).unpublish()

        found = shown(client, page.url).main

        assert "Qui publie ce site." in found.get_text()
        assert [link["href"] for link in found.select("nav:not(.breadcrumbs) a")] == [below.url]

    def test_takes_few_queries(self, client: Client) -> None:
        assert queries(client, content_page().url) <= MOST_QUERIES


class TestNews:
    def test_stand_in_their_list_the_newest_first_with_their_day(self, client: Client) -> None:
        listed = news_index()
        today = timezone.localdate()
        for age in (5, 1, 9):
            news(f"Il y a {age} jours", parent=listed, date=today - age * DAY)

        page = shown(client, listed.url)

        found = [title.get_text(strip=True) for title in page.select(".card-tile__title")]
        assert found == ["Il y a 1 jours", "Il y a 5 jours", "Il y a 9 jours"]
        assert page.select_one(f"time[datetime='{today - DAY}']")

    def test_are_of_today_unless_said_otherwise(self) -> None:
        assert news(parent=news_index()).date == timezone.localdate()

    def test_show_their_picture_with_its_description(self, client: Client) -> None:
        image = get_image_model().objects.create(title="x", file=get_test_image_file())
        item = news(parent=news_index(), image=image, image_alt="La gare sous la neige")

        assert shown(client, item.url).select_one("main img[alt='La gare sous la neige']")

    def test_have_an_empty_description_when_the_picture_only_decorates(self, client: Client) -> None:
        image = get_image_model().objects.create(title="x", file=get_test_image_file())
        item = news(parent=news_index(), image=image)

        assert shown(client, item.url).select_one("main img")["alt"] == ""

    def test_fill_a_second_screen(self, client: Client) -> None:
        listed = news_index()
        for number in range(PAGE_SIZE + 1):
            news(f"Brève {number}", parent=listed)
        few = queries(client, listed.url)

        assert len(shown(client, f"{listed.url}?page=2").select(".card-tile")) == 1
        assert client.get(f"{listed.url}?page=deux").status_code == 400
        assert few <= MOST_QUERIES

    def test_keep_their_day_and_picture_in_translation(self) -> None:
        listed = news_index()
        translate(listed)
        image = get_image_model().objects.create(title="x", file=get_test_image_file())
        item = news(parent=listed, image=image, date=timezone.localdate() - DAY)

        english = translate(item)

        assert (english.date, english.image) == (item.date, image)


class TestAnEvent:
    def test_says_when_and_where(self, client: Client) -> None:
        starts = datetime.datetime(2031, 5, 14, 16, 30, tzinfo=datetime.UTC)
        page = event(
            starts_at=starts,
            ends_at=starts + 2 * HOUR,
            place="Salle des fêtes",
            address="1 place de la Gare",
            access="Entrée de plain-pied.",
        )

        text = shown(client, page.url).main.get_text(" ", strip=True)

        for words in ("14 mai 2031", "18:30", "20:30", "Salle des fêtes", "1 place de la Gare", "plain-pied"):
            assert words in text

    def test_comes_as_a_file_for_the_calendar(self, client: Client) -> None:
        starts = datetime.datetime(2031, 5, 14, 16, 30, tzinfo=datetime.UTC)
        page = event(
            "Réunion ; échanges, débats",
            starts_at=starts,
            ends_at=starts + 2 * HOUR,
            place="Salle des fêtes",
            address="1 place de la Gare",
        )
        link = shown(client, page.url).select_one("main a[href$='/calendar/']")

        response = client.get(link["href"])

        assert response["Content-Type"].startswith("text/calendar")
        assert "attachment" in response["Content-Disposition"]
        (entry,) = Calendar.from_ical(response.content).events
        assert str(entry["summary"]) == "Réunion ; échanges, débats"
        assert entry["dtstart"].dt == starts
        assert entry["dtend"].dt == starts + 2 * HOUR
        assert str(entry["location"]) == "Salle des fêtes, 1 place de la Gare"
        assert str(entry["url"]).endswith(page.url)

    def test_keeps_its_identity_in_the_calendar_when_it_moves(self, client: Client) -> None:
        page = event()

        def uid() -> str:
            (entry,) = Calendar.from_ical(client.get(f"{page.url}calendar/").content).events
            return str(entry["uid"])

        before = uid()
        page.starts_at += DAY
        page.save_revision().publish()

        assert uid() == before

    def test_has_a_length_in_the_calendar_even_without_an_end(self, client: Client) -> None:
        (entry,) = Calendar.from_ical(client.get(f"{event().url}calendar/").content).events

        assert entry["dtend"].dt - entry["dtstart"].dt == HOUR

    def test_offers_no_file_once_it_is_over(self, client: Client) -> None:
        page = event(starts_at=timezone.now() - 2 * DAY)

        assert not shown(client, page.url).select("main a[href$='/calendar/']")

    def test_does_not_end_before_it_begins(self) -> None:
        now = timezone.now()
        with pytest.raises(ValidationError) as error:
            Event(title="x", starts_at=now, ends_at=now - HOUR).clean()
        assert "ends_at" in error.value.message_dict

    def test_may_be_a_draft_without_its_date(self) -> None:
        Event(title="x").clean()

    def test_tells_the_search_its_place(self) -> None:
        assert "Salle des fêtes" in search.sources()[0].document(event(place="Salle des fêtes")).text

    def test_takes_few_queries(self, client: Client) -> None:
        assert queries(client, event().url) <= MOST_QUERIES

    def test_keeps_its_time_and_place_in_translation(self) -> None:
        starts = datetime.datetime(2031, 5, 14, 16, 30, tzinfo=datetime.UTC)
        page = event(starts_at=starts, place="Salle des fêtes", address="1 place de la Gare")

        english = translate(page, {"Salle des fêtes": "Village hall"})

        assert (english.starts_at, english.place, english.address) == (
            starts,
            "Village hall",
            "1 place de la Gare",
        )
