"""Published contributions on the map of their page."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from forms.enums import State
from forms.maps import published
from forms.models import MapBackground, Submission, Territory
from forms.moderation import services
from tests.factories.forms import question, send, territory, theme
from tests.factories.pages import call_for_ideas, consultation, site
from tests.factories.translations import fresh, translate

pytestmark = pytest.mark.django_db

QUERIES = 20
OUTLINE = {"type": "Polygon", "coordinates": [[[2.0, 45.0], [2.5, 45.0], [2.5, 45.4], [2.0, 45.0]]]}
PLACE = {"address": "3 place de la Gare", "point": [45.06123, 2.24321]}


def form(*, is_public: bool = True, **place: Any) -> list[dict[str, Any]]:
    """Return a form that asks for a title, a theme, a canton and a place."""
    return [
        question("short_text", "Titre", id="title", published=True, max_length=150),
        question("theme", "Thème", id="theme", published=True),
        question("territory", "Canton", id="canton", published=True),
        question("place", "Où ?", id="place", published=is_public, **place),
    ]


@pytest.fixture
def outline() -> Territory:
    """A territory with an outline, so that there is something to draw maps on."""
    site()
    label = territory("Vaubrun")
    label.outline = OUTLINE
    label.save()
    return label


def publish(page: Any, title: str, place: Any = None, **answers: Any) -> Submission:
    """Return a contribution that a moderator published."""
    place = PLACE if place is None else place
    contribution = send(page, {"title": title, "place": place, **answers})
    services.publish(contribution, by=None)
    return contribution


def told(client: Client, page: Any, query: str = "") -> dict[str, Any]:
    """Return what the page's map is told."""
    response = client.get(f"{page.url}contributions/points/{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def titles(client: Client, page: Any, query: str = "") -> list[str]:
    return [title for _lat, _lng, _path, title, _language in told(client, page, query)["points"]]


def shown(client: Client, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser")


class TestThePoints:
    def test_are_those_of_published_contributions_the_newest_first(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        publish(page, "Un banc")
        publish(page, "Une fontaine")
        send(page, {"title": "En attente", "place": PLACE})
        services.hide(publish(page, "Masquée"), by=None, reason="offensive")
        services.withdraw(publish(page, "Retirée"))
        services.refuse(send(page, {"title": "Refusée", "place": PLACE}), by=None, reason="off_topic")

        assert titles(client, page) == ["Une fontaine", "Un banc"]

    def test_lead_to_the_contributions_own_address(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        contribution = publish(page, "Un banc à l’ombre")
        untitled = publish(page, "")

        answer = told(client, page)

        assert answer["points"][1] == [
            45.06123,
            2.24321,
            f"{contribution.pk}-un-banc-a-lombre/",
            "Un banc à l’ombre",
            "fr",
        ]
        for _lat, _lng, path, *_rest in answer["points"]:
            assert client.get(answer["base"] + path).status_code == 200
        assert answer["base"] + answer["points"][0][2] == untitled.get_public_url()

    def test_leave_out_what_has_an_address_alone(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        publish(page, "Sans point", {"address": "La gare"})
        publish(page, "Point illisible", {"address": "La gare", "point": [999, 1]})

        assert told(client, page)["points"] == []

    def test_follow_the_filters_of_the_list(self, client: Client, outline: Territory) -> None:
        page = call_for_ideas(form=form())
        mobility = theme("Mobilités")
        publish(page, "Un arrêt", theme=str(mobility.translation_key))
        publish(page, "Un banc", canton=str(outline.translation_key))

        assert titles(client, page, f"?theme={mobility.translation_key}") == ["Un arrêt"]
        assert titles(client, page, f"?territory={outline.translation_key}&view=map") == ["Un banc"]
        assert titles(client, page, "?utm_source=lettre") == ["Un banc", "Un arrêt"]

    @pytest.mark.parametrize("query", ["?theme=x", "?sort=best", "?view=globe"])
    def test_answer_400_to_an_unknown_value(self, query: str, client: Client, outline: Territory) -> None:
        page = call_for_ideas(form=form())
        assert client.get(f"{page.url}contributions/points/{query}").status_code == 400
        assert client.get(f"{page.url}{query}").status_code == 400

    def test_are_bounded_and_say_that_there_are_more(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(published, "MOST_POINTS", 2)
        page = call_for_ideas(form=form())
        for title in ("Un", "Deux"):
            publish(page, title)
        assert told(client, page)["is_cut"] is False
        publish(page, "Trois")

        answer = told(client, page)

        assert [point[3] for point in answer["points"]] == ["Trois", "Deux"]
        assert answer["is_cut"] is True

    def test_are_read_and_nothing_else(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        assert client.post(f"{page.url}contributions/points/").status_code == 405

    def test_are_sent_once_as_long_as_they_are_the_same(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        publish(page, "Un banc")
        address = f"{page.url}contributions/points/"
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
        publish(page, "Une fontaine")
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 200

    @pytest.mark.parametrize("number", [1, 200])
    def test_take_as_many_queries_however_many_there_are(self, number: int, client: Client) -> None:
        page = call_for_ideas(form=form())
        model = publish(page, "Modèle")
        Submission.objects.bulk_create(
            Submission(
                page_id=page.pk,
                page_key=page.translation_key,
                version=model.version,
                state=State.PUBLISHED,
                answers=model.answers,
                title=f"Idée {index}",
                published_at=timezone.now(),
            )
            for index in range(number)
        )
        told(client, page)
        with CaptureQueriesContext(connection) as queries:
            assert len(told(client, page)["points"]) == number + 1
        assert len(queries) <= QUERIES

    def test_never_make_a_browser_run_what_a_resident_wrote(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        publish(page, "<script>alert(1)</script>")
        response = client.get(f"{page.url}contributions/points/")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert titles(client, page) == ["<script>alert(1)</script>"]


class TestPrivacy:
    def test_a_private_place_is_nowhere_public(self, client: Client, outline: Territory) -> None:
        page = call_for_ideas(form=form(is_public=False))
        contribution = publish(page, "Un banc")

        assert client.get(f"{page.url}contributions/points/").status_code == 404
        for address in (page.url, f"{page.url}?view=map", contribution.get_public_url()):
            content = client.get(address).content.decode()
            for secret in ("place de la Gare", "45.06", "2.243", "45,06", "contributions/points"):
                assert secret not in content
        assert "gare" not in contribution.search_text

    def test_a_place_that_was_private_when_it_was_given_stays_so(self, client: Client) -> None:
        page = call_for_ideas(form=form(is_public=False))
        contribution = publish(page, "Avant")
        page = fresh(page)
        page.form = form()
        page.save_revision().publish()
        publish(fresh(page), "Après")

        assert titles(client, page) == ["Après"]
        assert "45.06" not in client.get(contribution.get_public_url()).content.decode()

    def test_a_place_that_is_no_longer_published_is_on_no_map(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        publish(page, "Un banc")
        page = fresh(page)
        page.form = form(is_public=False)
        page.save_revision().publish()

        assert client.get(f"{page.url}contributions/points/").status_code == 404

    def test_of_two_places_only_the_published_one_is_drawn(self, client: Client) -> None:
        home = question("place", "Où habitez-vous ?", id="home")
        page = call_for_ideas(form=[home, *form()])
        publish(page, "Un banc", home={"address": "Chez moi", "point": [44.9, 1.9]})
        publish(page, "Sans lieu", {"address": "La gare"}, home={"point": [44.9, 1.9]})

        answer = told(client, page)

        assert [point[:2] for point in answer["points"]] == [PLACE["point"]]

    def test_nobody_reads_the_points_of_a_restricted_or_unpublished_page(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        publish(page, "Un banc")
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
        address = f"{page.url}contributions/points/"
        assert client.get(address).status_code == 302

        client.force_login(get_user_model().objects.create_user("agent", password="x"))
        response = client.get(address)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]

        client.logout()
        restriction.delete()
        page.unpublish()
        assert client.get(address).status_code == 404

    def test_what_was_sent_to_a_restricted_translation_is_left_out(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        english = translate(page)
        publish(english, "A bench")
        assert titles(client, page) == ["A bench"]
        PageViewRestriction.objects.create(page=english, restriction_type=PageViewRestriction.LOGIN)

        assert titles(client, page) == []


class TestThePage:
    def test_offers_the_map_beside_the_list_which_says_the_same(
        self, client: Client, outline: Territory
    ) -> None:
        page = call_for_ideas(form=form())
        contribution = publish(page, "Un banc")

        listed = shown(client, page.url)
        assert not listed.select("[data-map-points]")
        (way,) = [a for a in listed.select(".view-choice a") if "view=map" in a["href"]]

        mapped = shown(client, page.url + way["href"].removeprefix(page.url).partition("#")[0])
        (element,) = mapped.select("[data-map-points]")
        assert element.has_attr("hidden")
        assert client.get(element["data-map-points"]).status_code == 200
        card = mapped.select_one(".map-and-list .card-tile")
        assert card.select_one("a")["href"] == contribution.get_public_url()
        assert "3 place de la Gare" in card.get_text()

    def test_keeps_the_map_when_it_is_filtered_and_the_filter_when_it_is_mapped(
        self, client: Client, outline: Territory
    ) -> None:
        page = call_for_ideas(form=form())
        for title in ("Un banc", "Deux bancs"):
            publish(page, title, canton=str(outline.translation_key))

        mapped = shown(client, f"{page.url}?territory={outline.translation_key}&view=map")

        assert mapped.select_one(".list-choice input[name=view]")["value"] == "map"
        assert str(outline.translation_key) in mapped.select_one("[data-map-points]")["data-map-points"]
        for link in mapped.select(".view-choice a"):
            assert str(outline.translation_key) in link["href"]

    def test_offers_no_map_without_anything_to_draw_it_on(self, client: Client) -> None:
        page = call_for_ideas(form=form())
        publish(page, "Un banc")

        for address in (page.url, f"{page.url}?view=map"):
            assert not shown(client, address).select(".view-choice, [data-map-points], [data-map-pick]")
            assert not shown(client, address).select("[name=view], a[href*='view=map']")
            assert "Un banc" in client.get(address).content.decode()

    def test_asks_for_a_place_with_a_map_that_is_hidden_without_scripts(
        self, client: Client, outline: Territory
    ) -> None:
        page = consultation(form=form())
        asked = shown(client, page.url)
        address = asked.select_one("input[name=q-place]")
        assert asked.select_one(f"label[for={address['id']}]")
        (pick,) = asked.select("[data-map-pick]")
        assert pick.has_attr("hidden")
        assert asked.select_one("input[name=q-place_point]")["id"] == pick["data-map-pick"]

    def test_loads_nothing_of_maps_where_there_is_none(self, client: Client, outline: Territory) -> None:
        page = call_for_ideas()
        content = client.get(page.url).content.decode()
        assert "leaflet" not in content
        assert "js/map" not in content

    def test_takes_no_more_queries_than_others(self, client: Client, outline: Territory) -> None:
        page = call_for_ideas(form=form())
        for number in range(15):
            publish(page, f"Idée {number}")
        client.get(page.url)
        for query in ("", "?view=map", f"?view=map&territory={outline.translation_key}"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page.url + query).status_code == 200
            assert len(queries) <= QUERIES, "\n".join(each["sql"][:160] for each in queries)

    def test_shows_the_place_of_one_contribution(self, client: Client, outline: Territory) -> None:
        page = call_for_ideas(form=form())
        contribution = publish(page, "Un banc")

        content = shown(client, contribution.get_public_url())

        assert "45.06123, 2.24321" in content.main.get_text()
        assert content.select_one("[data-point]")["data-point"] == "45.06123, 2.24321"


class TestTiles:
    def policy(self, client: Client, address: str) -> str:
        directives = client.get(address)["Content-Security-Policy"].split(";")
        return next(each for each in directives if each.strip().startswith("img-src"))

    def tiles(self, address: str) -> None:
        MapBackground.objects.create(site=Site.objects.get(is_default_site=True), tile_url=address)

    def test_are_asked_of_nobody_by_default(self, client: Client, outline: Territory) -> None:
        page = call_for_ideas(form=form())
        publish(page, "Un banc")
        assert "http" not in self.policy(client, f"{page.url}?view=map")

    def test_come_from_the_chosen_host_on_pages_with_a_map_and_on_no_other(self, client: Client) -> None:
        site()
        self.tiles("https://Tiles.example.org/{z}/{x}/{y}.png")
        page = call_for_ideas(form=form())
        publish(page, "Un banc")

        allowed = self.policy(client, f"{page.url}?view=map")

        assert allowed.split() == ["img-src", "'self'", "data:", "https://tiles.example.org"]
        assert "tiles" not in self.policy(client, site().url)
        assert shown(client, page.url).select_one("[data-tiles]")["data-tiles"].startswith("https://")

    def test_of_this_site_need_no_permission(self, client: Client) -> None:
        site()
        self.tiles("/tuiles/{z}/{x}/{y}.png")
        page = call_for_ideas(form=form())
        assert self.policy(client, page.url).split() == ["img-src", "'self'", "data:"]
