"""A process: its steps in order, where it is held, and the list in which it is found."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from pages import search
from pages.blocks.steps import Step
from pages.listing import PAGE_SIZE
from pages.models import Process, ProcessIndex
from tests.factories.forms import territory, theme
from tests.factories.pages import (
    call_for_ideas,
    consultation,
    event,
    news,
    process,
    process_index,
    questionnaire,
    results,
)
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
MOST_QUERIES = 20


def shown(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page: BeautifulSoup, selector: str) -> list[str]:
    return [found.get_text(" ", strip=True) for found in page.select(selector)]


def queries(client: Client, address: str) -> int:
    client.get(address)
    # Nothing is remembered: what a first visitor costs.
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def step(heading: str, **value: Any) -> dict[str, Any]:
    return {"type": "step", "id": heading, "value": {"heading": heading, "text": "", **value}}


class TestItsSteps:
    def test_are_what_its_editor_wrote_and_the_pages_below_in_the_order_of_their_dates(
        self, client: Client
    ) -> None:
        now, today = timezone.now(), timezone.localdate()
        page = process(
            steps=[
                step("Vote de l’assemblée", starts=str(today + 30 * DAY)),
                step("Diagnostic", starts=str(today - 30 * DAY), ends=str(today - 20 * DAY)),
                step("Mise en œuvre"),
            ]
        )
        event("Réunion publique", parent=page, starts_at=now + 10 * DAY)
        consultation("Votre avis", parent=page, opens_at=now - 2 * DAY, closes_at=now + 2 * DAY)
        news("Le pacte est lancé", parent=page, date=today - 40 * DAY)

        steps = shown(client, page.url).select(".timeline > li")

        assert [found.h3.get_text(strip=True) for found in steps] == [
            "Le pacte est lancé",
            "Diagnostic",
            "Votre avis",
            "Réunion publique",
            "Vote de l’assemblée",
            "Mise en œuvre",
        ]
        assert [found.get("aria-current") for found in steps] == [None, None, "step", None, None, None]

    def test_of_every_kind_lead_to_their_pages(self, client: Client) -> None:
        page = process()
        below = [
            make(parent=page) for make in (consultation, questionnaire, call_for_ideas, results, event, news)
        ]

        links = {link["href"] for link in shown(client, page.url).select(".timeline a")}

        assert links == {found.url for found in below}

    def test_leave_out_what_is_not_public(self, client: Client) -> None:
        page = process()
        consultation("Brouillon", parent=page).unpublish()
        secret = consultation("Réservée", parent=page)
        PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)

        assert not shown(client, page.url).select(".timeline")

    def test_may_stand_on_a_page_elsewhere(self, client: Client) -> None:
        elsewhere = consultation("La gare")
        page = process(steps=[step("Une première question", page=elsewhere.pk)])

        link = shown(client, page.url).select_one(".timeline a")

        assert link is not None
        assert link["href"] == elsewhere.url

    def test_do_not_end_before_they_begin(self) -> None:
        block = Step()
        value = block.to_python({"heading": "x", "starts": "2026-05-02", "ends": "2026-05-01"})

        with pytest.raises(ValidationError):
            block.clean(value)


class TestAProcess:
    def test_says_what_it_is_about_and_who_answers_for_it(self, client: Client) -> None:
        page = process(
            themes=[theme("Mobilités"), theme("Paysages")],
            territory=territory("Nord"),
            service="Direction des territoires",
            contact_email="pacte@example.org",
            contact_phone="05 36 49 10 20",
        )

        found = shown(client, page.url)

        assert titles(found, ".label-tag") == ["Mobilités", "Paysages", "Nord"]
        text = found.main.get_text(" ", strip=True)
        assert "Direction des territoires" in text
        assert found.select_one("a[href='mailto:pacte@example.org']")
        assert found.select_one("a[href='tel:0536491020']")

    def test_held_elsewhere_leads_there(self, client: Client) -> None:
        page = process(kind="inquiry", link="https://example.org/enquete")

        link = shown(client, page.url).select_one("main a[href='https://example.org/enquete']")

        assert link is not None

    def test_on_another_site_needs_its_address(self) -> None:
        with pytest.raises(ValidationError) as error:
            Process(title="x", kind="elsewhere").clean()
        assert "link" in error.value.message_dict

    def test_does_not_close_before_it_opens(self) -> None:
        now = timezone.now()
        with pytest.raises(ValidationError) as error:
            Process(title="x", opens_at=now, closes_at=now - DAY).clean()
        assert "closes_at" in error.value.message_dict

    def test_is_where_the_pages_below_say_they_stand(self, client: Client) -> None:
        page = process()
        below = call_for_ideas(parent=page)

        trail = [link["href"] for link in shown(client, below.url).select(".breadcrumbs a")]

        assert page.url in trail

    def test_takes_answers_on_the_pages_below(self, client: Client) -> None:
        below = consultation(parent=process())

        assert shown(client, below.url).select_one("input[name=nonce]")

    def test_is_translated_with_its_steps_themes_and_territory(self, client: Client) -> None:
        page = process(
            themes=[theme("Mobilités")],
            territory=territory("Nord"),
            steps=[step("Diagnostic")],
            kind="meeting",
        )

        english = translate(page, {"Diagnostic": "Survey"})

        assert titles(shown(client, english.url), ".timeline h3") == ["Survey"]
        assert english.kind == "meeting"
        assert english.territory == page.territory
        assert [link.theme for link in english.theme_links.all()] == [page.theme_links.get().theme]

    def test_tells_the_search_its_steps_and_its_service(self) -> None:
        page = process(steps=[step("Marches exploratoires")], service="Direction des territoires")

        text = search.sources()[0].document(page).text

        assert "Marches exploratoires" in text
        assert "Direction des territoires" in text

    def test_takes_as_many_queries_for_twenty_steps_as_for_four(self, client: Client) -> None:
        page = process(themes=[theme("Mobilités")], territory=territory("Nord"))
        for make in (consultation, questionnaire, event, news):
            make(parent=page)
        few = queries(client, page.url)
        for number in range(4):
            for make in (consultation, questionnaire, event, news):
                make(f"Étape {number}", parent=page)

        more = queries(client, page.url)
        assert more == few <= MOST_QUERIES


@pytest.fixture
def listed() -> ProcessIndex:
    """A list with an open, an upcoming and two closed processes."""
    now = timezone.now()
    page = process_index()
    process("Close hier", parent=page, closes_at=now - DAY, themes=[theme("Climat")])
    process("Close avant", parent=page, closes_at=now - 9 * DAY)
    process("Bientôt", opens_at=now + DAY, closes_at=now + 2 * DAY, territory=territory("Nord"))
    process("Sans date", parent=page)
    process("Finit demain", parent=page, closes_at=now + DAY)
    return page


class TestTheList:
    def test_shows_every_process_of_the_site_with_the_most_urgent_first(
        self, listed: ProcessIndex, client: Client
    ) -> None:
        found = titles(shown(client, listed.url), ".card-tile__title")

        assert found == ["Finit demain", "Sans date", "Bientôt", "Close hier", "Close avant"]

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            ("open", ["Finit demain", "Sans date"]),
            ("upcoming", ["Bientôt"]),
            ("closed", ["Close hier", "Close avant"]),
        ],
    )
    def test_is_filtered_by_state(
        self, state: str, expected: list[str], listed: ProcessIndex, client: Client
    ) -> None:
        page = shown(client, f"{listed.url}?state={state}")

        assert titles(page, ".card-tile__title") == expected
        assert page.select_one(f"#filter-state option[value={state}][selected]")

    def test_is_filtered_by_theme_and_territory(self, listed: ProcessIndex, client: Client) -> None:
        page = shown(client, listed.url)
        keys = {
            option.get_text(strip=True): (option.find_parent("select")["name"], option["value"])
            for option in page.select("select option")
        }

        def under(name: str) -> list[str]:
            parameter, value = keys[name]
            return titles(shown(client, f"{listed.url}?{parameter}={value}"), ".card-tile__title")

        assert under("Climat") == ["Close hier"]
        assert under("Nord") == ["Bientôt"]

    def test_has_a_process_once_that_is_filed_under_a_theme_of_two_languages(
        self, listed: ProcessIndex, client: Client
    ) -> None:
        mobility = theme("Mobilités")
        english = mobility.copy_for_translation(Locale.objects.get(language_code="en"))
        english.save()
        page = process("Le plan vélo", parent=listed, themes=[mobility, english])

        found = shown(client, f"{listed.url}?theme={mobility.translation_key}")

        assert titles(found, ".card-tile__title") == ["Le plan vélo"]
        assert page.theme_names == ["Mobilités"]

    def test_says_so_when_nothing_matches(self, client: Client) -> None:
        page = process_index()

        assert shown(client, f"{page.url}?state=open").select_one("main form")

    @pytest.mark.parametrize(
        "query", ["state=ouvert", "theme=x", "territory=1", "page=x", "page=-1", "page=²", "page=9999999999"]
    )
    def test_refuses_a_value_that_means_nothing(
        self, query: str, listed: ProcessIndex, client: Client
    ) -> None:
        assert client.get(f"{listed.url}?{query}").status_code == 400

    def test_ignores_names_that_it_does_not_know(self, listed: ProcessIndex, client: Client) -> None:
        assert client.get(f"{listed.url}?utm_source=lettre&state=").status_code == 200

    def test_ends_after_its_last_screen(self, listed: ProcessIndex, client: Client) -> None:
        assert client.get(f"{listed.url}?page=2").status_code == 404

    def test_takes_as_many_queries_for_many_processes_as_for_few(
        self, listed: ProcessIndex, client: Client
    ) -> None:
        few = queries(client, listed.url)
        for number in range(PAGE_SIZE):
            process(f"Démarche {number}", themes=[theme(f"T{number}")], territory=territory(f"C{number}"))

        assert len(titles(shown(client, listed.url), ".card-tile__title")) == PAGE_SIZE
        assert queries(client, listed.url) == few <= MOST_QUERIES

    def test_keeps_to_its_own_language(self, listed: ProcessIndex, client: Client) -> None:
        english = translate(listed)

        assert titles(shown(client, english.url), ".card-tile__title") == []
