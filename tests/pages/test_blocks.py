"""The blocks of a body, as readers meet them and as editors have to fill them in."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from forms import statistics
from forms.enums import Channel
from forms.moderation import services
from pages.models import Results
from tests.factories.forms import question, send
from tests.factories.pages import call_for_ideas, questionnaire, results, site
from tests.factories.translations import fresh, translate
from tests.pages.admin_forms import page_form

pytestmark = pytest.mark.django_db

MODES = [{"type": "item", "id": "foot", "value": "À pied"}, {"type": "item", "id": "bike", "value": "À vélo"}]


def block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": kind, "value": value}


def main(client: Client, page: Any) -> BeautifulSoup:
    """Return the main part of a page as a visitor gets it."""
    response = client.get(page.url)
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").main
    assert found is not None
    return found


def queries(client: Client, page: Any) -> int:
    """Return how many queries a page takes once its images are drawn."""
    client.get(page.url)
    # Nothing is remembered: what a first visitor costs.
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        client.get(page.url)
    return len(found)


@pytest.fixture
def survey() -> Any:
    page = questionnaire(
        form=[question("single_choice", "Comment venez-vous ?", id="mode", options=MODES, display="radio")]
    )
    for mode, channel in (("foot", Channel.WEB), ("bike", Channel.WEB), ("bike", Channel.PAPER)):
        send(page, {"mode": mode}, channel=channel)
    statistics.refresh([str(page.translation_key)])
    return page


def chart(page: Any, question_id: str = "mode") -> dict[str, Any]:
    value = {"question": f"{page.translation_key}:{question_id}", "caption": "Le vélo l’emporte."}
    return block("question_chart", value)


class TestAChart:
    def test_is_a_table_that_says_it_all(self, survey: Any, client: Client) -> None:
        table = main(client, results(body=[chart(survey)])).select_one("table")

        assert table is not None
        rows = [
            [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
            for row in table.select("tbody tr")
        ]
        assert [(row[0], row[1]) for row in rows] == [("À pied", "1"), ("À vélo", "2")]
        assert [row[2].replace(",", ".")[:4] for row in rows] == ["33.3", "66.7"]
        assert len(table.select("thead th[scope=col]")) == 3

    def test_draws_its_bars_without_any_style(self, survey: Any, client: Client) -> None:
        figure = main(client, results(body=[chart(survey)])).select_one("figure")

        assert figure is not None
        assert [bar["width"] for bar in figure.select("svg .chart__bar")] == ["33.3", "66.7"]
        assert not figure.select("[style]")
        assert all(svg["aria-hidden"] == "true" for svg in figure.select("svg"))

    def test_says_what_one_reads_in_it_and_how_many_answered(self, survey: Any, client: Client) -> None:
        shown = main(client, results(body=[chart(survey)])).get_text(" ", strip=True)

        assert "Comment venez-vous ?" in shown
        assert "Le vélo l’emporte." in shown
        assert re.search(r"\b3\b", shown)

    def test_of_a_question_that_is_gone_breaks_nothing(self, survey: Any, client: Client) -> None:
        shown = main(
            client, results(body=[chart(survey, "unknown"), block("question_chart", {"question": ""})])
        )

        assert not shown.select("table")

    def test_gives_the_search_no_word_of_the_page_that_it_is_about(self, survey: Any) -> None:
        body = results(body=[chart(survey)]).body

        assert body.stream_block.get_searchable_content(body) == ["Le vélo l’emporte."]

    def test_speaks_the_readers_language(self, survey: Any, client: Client) -> None:
        translate(survey, {"Comment venez-vous ?": "How do you come?", "À pied": "On foot"})
        report = results(body=[chart(survey)])
        english = translate(report, {"Le vélo l’emporte.": "Bicycles win."})

        shown = main(client, english).get_text(" ", strip=True)

        for words in ("How do you come?", "On foot", "À vélo", "Bicycles win."):
            assert words in shown

    def test_takes_as_many_queries_however_many_answered(self, survey: Any, client: Client) -> None:
        page = results(body=[chart(survey)])
        before = queries(client, page)
        for _ in range(10):
            send(survey, {"mode": "foot"})
        statistics.refresh([str(survey.translation_key)])

        assert queries(client, page) == before

    def test_reads_its_page_once_for_ten_charts(self, survey: Any, client: Client) -> None:
        one, ten = results("Un", body=[chart(survey)]), results("Dix", body=[chart(survey)] * 10)

        assert queries(client, one) == queries(client, ten) <= 20


class TestKeyNumbers:
    def test_say_how_many_took_part_and_by_which_channel(self, survey: Any, client: Client) -> None:
        body = [block("key_numbers", {"heading": "Qui a participé", "page": survey.pk})]

        numbers = [found.get_text(strip=True) for found in main(client, results(body=body)).select("dd")]

        assert numbers == ["3", "2", "1"]

    def test_say_how_many_were_published_where_anything_is(self, client: Client) -> None:
        call = call_for_ideas()
        services.publish(send(call, {"title": "Un banc"}), by=None)
        send(call, {"title": "Une fontaine"})
        statistics.refresh([str(call.translation_key)])
        body = [block("key_numbers", {"heading": "", "page": call.pk})]

        numbers = [found.get_text(strip=True) for found in main(client, results(body=body)).select("dd")]

        assert numbers == ["2", "1"]

    def test_of_a_page_that_nobody_answered_are_zero(self, client: Client) -> None:
        body = [block("key_numbers", {"heading": "", "page": questionnaire().pk})]

        assert main(client, results(body=body)).select_one("dd").get_text(strip=True) == "0"


class TestContributions:
    def test_are_the_newest_of_the_page_that_the_block_names(self, client: Client) -> None:
        call = call_for_ideas()
        for title in ("Un banc", "Une fontaine", "Un arbre"):
            services.publish(send(call, {"title": title}), by=None)
        body = [block("contributions", {"heading": "Des idées", "page": call.pk, "number": 2})]

        shown = main(client, results(body=body)).get_text(" ", strip=True)

        assert "Un arbre" in shown
        assert "Une fontaine" in shown
        assert "Un banc" not in shown

    def test_are_those_of_the_page_itself_where_none_is_named(self, client: Client) -> None:
        call = call_for_ideas(
            body=[block("contributions", {"heading": "À la une", "page": None, "number": 1})]
        )
        services.publish(send(call, {"title": "Un banc"}), by=None)

        assert "Un banc" in main(client, call).select_one("section:has(h2)").get_text()

    def test_lead_to_the_english_page_on_an_english_one(self, client: Client) -> None:
        call = call_for_ideas()
        services.publish(send(call, {"title": "Un banc"}), by=None)
        english_call = translate(call)
        report = results(body=[block("contributions", {"heading": "", "page": call.pk, "number": 3})])
        english = translate(report)

        links = [link["href"] for link in main(client, english).select("a[href*=contributions]")]

        assert links[0].startswith(english_call.url)


class TestACallToAction:
    def button(self, client: Client, value: dict[str, Any]) -> Any:
        value = {"heading": "", "text": "", "button": "Participer", "page": None, "url": "", **value}
        return main(client, results(body=[block("call_to_action", value)])).select_one(".callout a")

    def test_leads_to_a_page(self, client: Client) -> None:
        page = questionnaire()

        assert self.button(client, {"page": page.pk})["href"] == page.url

    def test_leads_elsewhere(self, client: Client) -> None:
        assert self.button(client, {"url": "https://example.org/"})["href"] == "https://example.org/"

    def test_has_no_button_to_a_page_that_was_withdrawn(self, client: Client) -> None:
        page = questionnaire()
        page.unpublish()

        assert self.button(client, {"page": page.pk}) is None


class TestAPicture:
    @pytest.fixture
    def image(self) -> Any:
        return get_image_model().objects.create(title="IMG_0042.jpg", file=get_test_image_file())

    def publish(self, editor: Client, image: Any, **value: str) -> Any:
        picture = (
            "picture",
            {"image": {"image": str(image.pk), "alt_text": "", **value}, "caption": "Mairie"},
        )
        address = reverse("wagtailadmin_pages:add", args=["pages", "questionnaire", site().pk])
        return editor.post(address, page_form("Avec image", [], body=[picture]) | {"action-publish": "1"})

    def test_is_not_published_without_its_description(self, editor: Client, image: Any) -> None:
        response = self.publish(editor, image)

        assert "body" in response.context["form"].errors

    @pytest.mark.parametrize(
        ("value", "alt"),
        [({"alt_text": "La mairie sous la neige"}, "La mairie sous la neige"), ({"decorative": "on"}, "")],
    )
    def test_is_described_or_decorates(
        self, value: dict[str, str], alt: str, editor: Client, image: Any, client: Client
    ) -> None:
        assert self.publish(editor, image, **value).status_code == 302

        page = site().get_children().get().specific
        shown = main(client, page).select_one("figure img")

        assert shown["alt"] == alt
        assert "IMG_0042" not in str(shown)


def test_an_accordion_works_without_scripts(client: Client) -> None:
    parts = [{"type": "item", "id": "p", "value": {"heading": "Qui ?", "text": "<p>Tout le monde.</p>"}}]

    details = main(client, results(body=[block("accordion", {"parts": parts})])).select_one("details")

    assert "Qui ?" in details.summary.get_text()
    assert "Tout le monde." in details.get_text()


def test_the_list_of_questions_is_read_when_the_editor_opens(survey: Any, editor: Client) -> None:
    page = results()

    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert f"{survey.translation_key}:mode" in shown
    assert isinstance(fresh(page), Results)
