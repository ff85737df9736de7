"""A page with every block twice, and more of them, takes a bounded number of queries."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from forms import statistics
from pages.blocks import BodyStreamBlock, ResultsStreamBlock
from pages.demo.blocks import complete
from tests.factories.forms import idea_form, question, send, territory, theme
from tests.factories.pages import (
    call_for_ideas,
    consultation,
    event,
    news,
    news_index,
    process,
    process_index,
    questionnaire,
    results,
)
from tests.forms.test_published import many, publish

pytestmark = pytest.mark.django_db

QUERIES = 20
OPTIONS = [{"type": "item", "id": key, "value": key} for key in ("foot", "bike")]


def survey(number: int) -> Any:
    """Return an open questionnaire with a question that was answered."""
    form = [question("single_choice", "Comment venez-vous ?", id="mode", options=OPTIONS, display="radio")]
    page = questionnaire(
        f"Enquête {number}", form=form, closes_at=timezone.now() + datetime.timedelta(days=9)
    )
    send(page, {"mode": "foot"})
    statistics.refresh([str(page.translation_key)])
    return page


def items(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "id": f"item-{number}", "value": value} for number, value in enumerate(values)]


def every_block(number: int) -> list[dict[str, Any]]:
    """Return each block of a results page once; what it leads to is its own."""
    image = get_image_model().objects.create(title=f"Image {number}", file=get_test_image_file())
    document = get_document_model().objects.create(
        title=f"Plan {number}", file=ContentFile(b"%PDF-1.4", name=f"plan-{number}.pdf")
    )
    page, ideas = survey(number), call_for_ideas(f"Des idées {number}")
    publish(ideas, f"Un banc {number}")
    listing = news_index(f"Actualités {number}") if number % 2 else process_index(f"Démarches {number}")
    if number % 2:
        news(f"Nouvelle {number}", parent=listing)
    else:
        process(f"Démarche {number}", parent=listing)
    described = {"image": image.pk, "decorative": False, "alt_text": "Un dessin"}
    answer = {"said": "Pas d’ombre.", "decided": "Des arbres.", "state": "done"}
    values: dict[str, Any] = {
        "rich_text": "<p>Bonjour.</p>",
        "picture": {"image": described, "caption": ""},
        "gallery": {"heading": "", "pictures": items(*[{"image": described, "caption": ""}] * 2)},
        "call_to_action": {"button": "Lire", "page": page.pk},
        "accordion": {"parts": items({"heading": "Qui ?", "text": "<p>Vous.</p>"})},
        "quote": {"text": "De l’ombre !", "author": "Une habitante"},
        "figures": {"figures": items({"number": "40", "meaning": "arbres"})},
        "timeline": {"moments": items({"when": "Mars", "heading": "Vote", "text": ""})},
        "how_it_works": {"steps": items(*[{"heading": "Écrire", "text": ""}] * 2)},
        "documents": {"documents": items({"document": document.pk, "title": ""})},
        "video": {"title": "Le film", "url": "https://videos.example.org/", "poster": described},
        "contact": {"name": "Mairie"},
        "places_map": {"places": items({"name": "Mairie", "address": "", "text": "", "point": "45.1, 1.7"})},
        "page_list": {"heading": "À lire", "page": listing.pk, "number": 3},
        "search_box": {"heading": ""},
        "countdown": {"page": page.pk},
        "contributions": {"page": ideas.pk, "number": 6},
        "transparency": {"heading": "La modération"},
        "synthesis": {"heading": "En bref", "text": "<p>De l’ombre.</p>"},
        "you_said_we_did": {"heading": "Vous avez dit", "answers": items(answer)},
        "key_numbers": {"page": page.pk},
        "question_chart": {"question": f"{page.translation_key}:mode", "caption": ""},
        "numbers_chart": {"heading": "Atelier", "rows": items(*[{"label": "Oui", "number": 3}] * 2)},
    }
    # A block that is added to the stream is counted here, too.
    assert set(values) == set(ResultsStreamBlock().child_blocks)
    return [{"type": kind, "id": f"{kind}-{number}", "value": value} for kind, value in values.items()]


def shown(client: Client, page: Any) -> tuple[str, list[str]]:
    """Return a page as a visitor gets it once its images are drawn, and the queries that it took."""
    assert client.get(page.url).status_code == 200
    with CaptureQueriesContext(connection) as found:
        response = client.get(page.url)
    return response.content.decode(), [query["sql"][:160] for query in found]


def body(number: int) -> Any:
    raw = [block for index in range(number) for block in every_block(index)]
    return complete(ResultsStreamBlock(), raw)


def bodied(make: Callable[..., Any], **values: Any) -> Any:
    """Return a page of a type whose body holds each block that it may hold twice."""
    kinds = set(BodyStreamBlock().child_blocks)
    raw = [block for index in range(2) for block in every_block(index) if block["type"] in kinds]
    return make(body=complete(BodyStreamBlock(), raw), **values)


def call_with_ideas(**values: Any) -> Any:
    form = [*idea_form(), question("theme", "Thème", id="theme", published=True)]
    page = call_for_ideas("Le bourg", form=form, **values)
    publish(page, "Un abri")
    many(page, 30)
    return page


def process_with_steps(**values: Any) -> Any:
    page = process("Le plan", themes=[theme("Eau")], territory=territory("Nord"), **values)
    for number in range(3):
        call_for_ideas(f"Étape {number}", parent=page)
        event(f"Réunion {number}", parent=page)
    return page


def list_of_processes(**values: Any) -> Any:
    page = process_index("Toutes les démarches", **values)
    for number in range(4):
        process(f"Une démarche {number}", parent=page, themes=[theme(f"Thème {number}")])
    return page


def list_of_news(**values: Any) -> Any:
    page = news_index("Le journal", **values)
    for number in range(4):
        news(f"Une nouvelle {number}", parent=page)
    return page


@pytest.mark.parametrize(
    "make", [call_with_ideas, process_with_steps, list_of_processes, list_of_news, event, consultation]
)
def test_a_page_with_every_block_twice_takes_few_queries(make: Callable[..., Any], client: Client) -> None:
    page = bodied(make)

    content, queries = shown(client, page)

    assert len(queries) <= QUERIES, "\n".join(queries)
    assert all(words in content for words in ("Un banc 1", "Plan 1", "Enquête 1", "Nouvelle 1"))


class TestEveryBlock:
    @pytest.mark.parametrize("number", [2, 5])
    def test_takes_few_queries_however_often_it_stands_there(self, number: int, client: Client) -> None:
        page = results(body=body(number))

        content, queries = shown(client, page)

        assert len(queries) <= QUERIES, "\n".join(queries)
        for index in range(number):
            words = [f"Un banc {index}", f"Plan {index}", f"Enquête {index}"]
            words.append(f"Nouvelle {index}" if index % 2 else f"Démarche {index}")
            assert all(each in content for each in words), index
        assert content.count("Comment venez-vous ?") >= number

    def test_takes_as_many_on_a_page_with_two_hundred_contributions(self, client: Client) -> None:
        ideas = call_for_ideas()
        raw = [
            {"type": "contributions", "id": str(n), "value": {"page": ideas.pk, "number": 6}}
            for n in range(4)
        ]
        page = results(body=raw)
        publish(ideas, "Une fontaine")
        # The very first visit makes the settings of the site, which are remembered from then on.
        shown(client, page)
        before = len(shown(client, page)[1])
        many(ideas, 200)

        assert len(shown(client, page)[1]) == before

    def test_shows_nothing_of_a_page_that_asks_for_a_password(self, client: Client) -> None:
        hidden, open_to_all = call_for_ideas("Fermé"), call_for_ideas("Ouvert")
        publish(hidden, "Un secret")
        publish(open_to_all, "Un banc")
        PageViewRestriction.objects.create(
            page=hidden, restriction_type=PageViewRestriction.PASSWORD, password="mairie"
        )
        raw = [
            {"type": "contributions", "id": str(page.pk), "value": {"page": page.pk, "number": 6}}
            for page in (hidden, open_to_all)
        ]

        content, _queries = shown(client, results(body=raw))

        assert "Un banc" in content
        assert "Un secret" not in content
