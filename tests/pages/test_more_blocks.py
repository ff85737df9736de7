"""The blocks that set facts apart, lead to other pages and answer those who took part."""

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

from forms.enums import FollowUp
from pages.blocks import ResultsStreamBlock
from tests.factories.pages import questionnaire, results, site

pytestmark = pytest.mark.django_db


def items(*values: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "item", "id": f"item-{number}", "value": value} for number, value in enumerate(values)]


def shown(client: Client, kind: str, value: dict[str, Any]) -> BeautifulSoup:
    """Return the main part of a page that has one block."""
    page = results(body=[{"type": kind, "id": kind, "value": value}])
    response = client.get(page.url)
    assert response.status_code == 200
    main = BeautifulSoup(response.content, "html.parser").main
    assert main is not None
    assert not main.select("[style]")
    return main


def test_an_answer_says_where_it_stands_in_words(client: Client) -> None:
    answer = {"said": "Pas d’ombre.", "decided": "Quarante arbres.", "state": "under_way"}

    words = shown(client, "you_said_we_did", {"heading": "Vous avez dit", "answers": items(answer)}).get_text(
        " ", strip=True
    )

    assert "Pas d’ombre." in words
    assert "Quarante arbres." in words
    assert str(dict(FollowUp.choices)["under_way"]) in words


def test_a_video_loads_nothing_from_elsewhere(client: Client) -> None:
    value = {
        "title": "Le projet",
        "url": "https://videos.example.org/1",
        "poster": None,
        "duration": "3 minutes",
        "transcript": "<p>La maire parle.</p>",
    }

    main = shown(client, "video", value)

    assert main.select_one("a[rel~=external]")["href"] == value["url"]
    assert not main.select("iframe, video, object, embed, [src^=http]")
    assert "La maire parle." in main.select_one("details").get_text()


class TestTimeLeft:
    def words(self, client: Client, **values: Any) -> str:
        page = questionnaire(**values)
        return shown(client, "countdown", {"page": page.pk}).get_text(" ", strip=True)

    def test_is_said_in_days(self, client: Client) -> None:
        closes = timezone.now() + datetime.timedelta(days=12)

        assert "12" in self.words(client, closes_at=closes)

    def test_is_not_said_of_a_page_that_has_closed(self, client: Client) -> None:
        past = timezone.now() - datetime.timedelta(days=12)

        assert "Vos déplacements" not in self.words(client, closes_at=past)

    def test_is_not_said_of_a_page_that_has_no_end(self, client: Client) -> None:
        assert "Vos déplacements" not in self.words(client)


class TestAListOfPages:
    def value(self, number: int = 12) -> dict[str, Any]:
        return {"heading": "À lire", "page": site().pk, "number": number}

    def test_names_what_is_published_and_nothing_else(self, client: Client) -> None:
        questionnaire("Vos repas")
        questionnaire("Pas encore").unpublish()

        titles = shown(client, "page_list", self.value()).select(".card-tile__title")

        assert "Vos repas" in [title.get_text(strip=True) for title in titles]
        assert "Pas encore" not in [title.get_text(strip=True) for title in titles]

    def test_takes_as_many_queries_for_ten_pages_as_for_one(self, client: Client) -> None:
        questionnaire("Un")
        page = results(body=[{"type": "page_list", "id": "list", "value": self.value()}])

        def queries() -> int:
            client.get(page.url)
            # Nothing is remembered: what a first visitor costs.
            cache.clear()
            with CaptureQueriesContext(connection) as found:
                client.get(page.url)
            return len(found)

        before = queries()
        for number in range(9):
            questionnaire(f"Encore {number}")

        assert queries() == before <= 20


def test_the_search_box_asks_the_portals_search(client: Client) -> None:
    form = shown(client, "search_box", {"heading": "Chercher"}).select_one("form[role=search]")

    assert client.get(form["action"]).status_code == 200
    assert form.select_one("label input[name=q]")


def test_a_contacts_number_can_be_dialled(client: Client) -> None:
    value = {"heading": "", "name": "Mairie", "address": "", "phone": "01 99 00 12 34", "email": ""}

    assert shown(client, "contact", value).select_one("a[href='tel:0199001234']")


def test_a_contacts_number_holds_no_words() -> None:
    phone = ResultsStreamBlock().child_blocks["contact"].child_blocks["phone"]

    with pytest.raises(ValidationError):
        phone.clean("appelez-nous")


@pytest.mark.parametrize(
    ("kind", "value", "selector", "words"),
    [
        ("quote", {"text": "De l’ombre !", "author": "Une habitante"}, "blockquote", "De l’ombre !"),
        (
            "figures",
            {"heading": "", "source": "", "figures": items({"number": "40", "meaning": "arbres"})},
            "dd",
            "40",
        ),
        (
            "timeline",
            {"heading": "", "moments": items({"when": "Mars", "heading": "Vote", "text": ""})},
            "section ol li",
            "Mars",
        ),
        (
            "how_it_works",
            {
                "heading": "",
                "steps": items({"heading": "Écrire", "text": ""}, {"heading": "Lire", "text": ""}),
            },
            "section ol li",
            "Écrire",
        ),
        ("synthesis", {"heading": "En bref", "text": "<p>De l’ombre.</p>"}, "h2", "En bref"),
    ],
)
def test_a_block_shows_what_editors_wrote(
    kind: str, value: dict[str, Any], selector: str, words: str, client: Client
) -> None:
    assert words in shown(client, kind, value).select_one(selector).get_text()
