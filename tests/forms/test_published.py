"""Published contributions on the pages that they were sent to."""

import datetime
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from forms.enums import Publication, State
from forms.models import Submission
from forms.moderation import services
from forms.published import PAGE_SIZE, published_on
from tests.factories.forms import question, send, theme
from tests.factories.pages import call_for_ideas, results
from tests.factories.translations import fresh, translate

pytestmark = pytest.mark.django_db

QUERIES = 20


def publish(page: Any, title: str, **answers: Any) -> Submission:
    """Return an idea that a moderator published."""
    idea = send(page, {"title": title, "idea": f"Le texte de {title}.", **answers})
    services.publish(idea, by=None)
    return idea


def many(page: Any, number: int) -> None:
    """Publish so many ideas at once."""
    model = send(page, {"title": "Modèle", "idea": "Un texte."})
    now = timezone.now()
    Submission.objects.bulk_create(
        Submission(
            page_id=page.pk,
            page_key=page.translation_key,
            version=model.version,
            state=State.PUBLISHED,
            answers=model.answers,
            title=f"Idée {index}",
            published_at=now - datetime.timedelta(minutes=index // 3),
        )
        for index in range(number)
    )


def titles(client: Client, address: str) -> list[str]:
    content = client.get(address).content.decode()
    section = content.split('id="contributions"', 1)[1].split("</section>", 1)[0]
    return [
        re.sub(r"<[^>]+>", "", found).strip()
        for found in re.findall(r"<a [^>]*contributions/\d+[^>]*>(.*?)</a>", section, re.S)
    ]


class TestTheList:
    def test_shows_what_was_published_the_newest_first(self, client: Client) -> None:
        page = call_for_ideas()
        publish(page, "Un banc")
        publish(page, "Une fontaine")
        send(page, {"title": "En attente", "idea": "x"})

        assert titles(client, page.url) == ["Une fontaine", "Un banc"]

    def test_shows_no_private_answer(self, client: Client) -> None:
        page = call_for_ideas()
        publish(page, "Un banc", private="Mon numéro : 06 00 00 00 00")

        assert "06 00" not in client.get(page.url).content.decode()

    def test_loses_what_is_hidden_withdrawn_or_refused(self, client: Client) -> None:
        page = call_for_ideas()
        publish(page, "Reste")
        services.hide(publish(page, "Masquée"), by=None, reason="offensive")
        services.withdraw(publish(page, "Retirée"))
        services.refuse(send(page, {"title": "Refusée"}), by=None, reason="off_topic")

        assert titles(client, page.url) == ["Reste"]

    def test_escapes_what_residents_wrote(self, client: Client) -> None:
        page = call_for_ideas()
        publish(page, "<script>alert(1)</script>")

        shown = client.get(page.url).content.decode()

        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert" in shown

    def test_leads_from_screen_to_screen_and_shows_each_once(self, client: Client) -> None:
        page = call_for_ideas()
        many(page, 2 * PAGE_SIZE + 5)

        address, seen = page.url, []
        for _screen in range(4):
            seen += titles(client, address)
            older = re.search(r'rel="next" href="(\?before=[^"#]+)', client.get(address).content.decode())
            if not older:
                break
            address = page.url + older[1]

        assert len(seen) == 2 * PAGE_SIZE + 5
        assert len(set(seen)) == len(seen)

    def test_keeps_a_link_to_a_later_screen_good(self, client: Client) -> None:
        page = call_for_ideas()
        many(page, PAGE_SIZE + 3)
        older = re.search(r'href="(\?before=[^"#]+)', client.get(page.url).content.decode())[1]
        before = titles(client, page.url + older)
        last = Submission.objects.get(pk=int(older.rpartition("-")[2]))

        services.hide(last, by=None, reason="other")

        assert titles(client, page.url + older) == before

    @pytest.mark.parametrize(
        "value", ["x", "12", "-", "1-", "1-2-3", "9" * 18 + "-1", "1-" + "9" * 19, "1_0-1", "٣-٣"]
    )
    def test_answers_400_to_a_value_that_it_did_not_give(self, value: str, client: Client) -> None:
        page = call_for_ideas()

        assert client.get(page.url, {"before": value}).status_code == 400

    def test_ignores_names_that_it_does_not_know(self, client: Client) -> None:
        assert client.get(call_for_ideas().url, {"utm_source": "lettre", "fbclid": "x"}).status_code == 200

    @pytest.mark.parametrize("number", [0, 10, 200])
    def test_takes_as_many_queries_however_many_there_are(self, number: int, client: Client) -> None:
        page = call_for_ideas()
        if number:
            many(page, number)
        client.get(page.url)

        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.url).status_code == 200

        assert len(queries) <= QUERIES, "\n".join(q["sql"][:200] for q in queries)

    def test_stays_when_the_page_publishes_nothing_new(self, client: Client) -> None:
        page = call_for_ideas()
        publish(page, "Un banc")
        page = fresh(page)
        page.publication = Publication.NONE
        page.save_revision().publish()

        assert titles(client, page.url) == ["Un banc"]


class TestOneContribution:
    def test_has_an_address_with_its_words(self, client: Client) -> None:
        page = call_for_ideas()
        idea = publish(page, "Un banc à l’ombre")

        address = idea.get_public_url()

        assert address == f"{page.url}contributions/{idea.pk}-un-banc-a-lombre/"
        shown = client.get(address).content.decode()
        assert "Un banc à l’ombre" in shown
        assert "Le texte de Un banc à l’ombre." in shown

    @pytest.mark.parametrize("words", ["", "-un-autre-titre"])
    def test_leads_there_from_its_number(self, words: str, client: Client) -> None:
        page = call_for_ideas()
        idea = publish(page, "Un banc")

        response = client.get(f"{page.url}contributions/{idea.pk}{words}/")

        assert response.status_code == 301
        assert response.url == idea.get_public_url()

    def test_is_gone_once_it_is_hidden_or_withdrawn(self, client: Client) -> None:
        page = call_for_ideas()
        hidden, withdrawn = publish(page, "Masquée"), publish(page, "Retirée")
        services.hide(hidden, by=None, reason="offensive")
        services.withdraw(withdrawn)

        for idea in (hidden, withdrawn):
            assert client.get(idea.get_public_url()).status_code == 404

    def test_is_not_there_before_it_is_published(self, client: Client) -> None:
        idea = send(call_for_ideas(), {"title": "En attente", "idea": "x"})

        assert client.get(idea.get_public_url()).status_code == 404

    def test_stands_under_its_own_page_only(self, client: Client) -> None:
        idea = publish(call_for_ideas("Un"), "Un banc")
        other = call_for_ideas("Deux")

        assert client.get(f"{other.url}contributions/{idea.pk}-un-banc/").status_code == 404

    def test_is_not_found_under_a_number_that_no_row_can_have(self, client: Client) -> None:
        assert client.get(f"{call_for_ideas().url}contributions/{10**30}/").status_code == 404

    def test_is_read_and_nothing_else(self, client: Client) -> None:
        idea = publish(call_for_ideas(), "Un banc")

        assert client.post(idea.get_public_url()).status_code == 405


class TestWhoMaySeeIt:
    def test_nobody_while_the_page_is_unpublished(self, client: Client) -> None:
        page = call_for_ideas()
        idea = publish(page, "Un banc")
        page.unpublish()

        assert client.get(idea.get_public_url()).status_code == 404
        assert not published_on(fresh(page), None).exists()

    def test_only_who_is_signed_in_where_the_page_asks_for_it(self, client: Client) -> None:
        page = call_for_ideas()
        idea = publish(page, "Un banc")
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

        for address in (page.url, idea.get_public_url()):
            assert client.get(address).status_code == 302

        client.force_login(get_user_model().objects.create_user("agent", password="x"))
        assert titles(client, page.url) == ["Un banc"]
        assert client.get(idea.get_public_url()).status_code == 200

    def test_only_who_knows_the_password(self, client: Client) -> None:
        page = call_for_ideas()
        idea = publish(page, "Un banc")
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.PASSWORD, password="mairie"
        )

        asked = client.get(idea.get_public_url())
        assert "Un banc" not in asked.content.decode()

        client.post(
            f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
            {"password": "mairie", "return_url": idea.get_public_url()},
        )
        assert "Un banc" in client.get(idea.get_public_url()).content.decode()

    def test_not_those_of_another_group(self, client: Client) -> None:
        page = call_for_ideas()
        idea = publish(page, "Un banc")
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
        client.force_login(get_user_model().objects.create_user("agent", password="x"))

        assert client.get(idea.get_public_url()).status_code == 302

    def test_not_the_block_of_a_public_page_that_names_a_restricted_one(self, client: Client) -> None:
        page = call_for_ideas()
        publish(page, "Un banc")
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        block = {"type": "contributions", "id": "b", "value": {"heading": "", "page": page.pk, "number": 3}}
        public = results(body=[block])

        assert "Un banc" not in client.get(public.url).content.decode()

    def test_not_what_was_sent_to_a_translation_that_is_no_longer_public(self, client: Client) -> None:
        page = call_for_ideas()
        english = translate(page)
        publish(english, "A bench")
        assert titles(client, page.url) == ["A bench"]

        english.unpublish()

        assert titles(client, page.url) == []


def test_a_card_names_the_theme_in_the_readers_language(client: Client) -> None:
    page = call_for_ideas(
        form=[
            question("short_text", "Titre", id="title", published=True, max_length=150),
            question("theme", "Thème", id="theme", published=True),
        ]
    )
    english = translate(page)
    label = theme("Mobilités")
    translate(label, {"Mobilités": "Getting around"})
    services.publish(send(page, {"title": "Un banc", "theme": str(label.translation_key)}), by=None)

    assert "Mobilités" in client.get(page.url).content.decode()
    assert "Getting around" in client.get(english.url).content.decode()
