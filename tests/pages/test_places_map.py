"""The block that shows places on a map and in the list beside it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError

from pages.blocks import BodyStreamBlock
from pages.blocks.map import PointBlock
from tests.factories.forms import territory
from tests.factories.pages import content_page
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

HALL = {
    "name": "Mairie",
    "address": "1 place Haute",
    "text": "<p>Ouverte le <b>samedi</b>.</p>",
    "point": "45.2, 2.2",
}
OUTLINE = {"type": "Polygon", "coordinates": [[[2.0, 45.0], [2.5, 45.0], [2.5, 45.4], [2.0, 45.0]]]}


def block(*places: dict[str, Any], heading: str = "Où nous trouver") -> dict[str, Any]:
    items = [{"type": "item", "id": f"item-{at}", "value": place} for at, place in enumerate(places)]
    return {"type": "places_map", "id": "map", "value": {"heading": heading, "places": items}}


def outline() -> None:
    label = territory("Vaubrun")
    label.outline = OUTLINE
    label.save()


def shown(client: Client, page: Any) -> BeautifulSoup:
    response = client.get(page.url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_list_says_what_the_map_shows(client: Client) -> None:
    outline()
    page = shown(client, content_page(body=[block(HALL)]))
    (place,) = page.select(".place-list > li")
    assert place["data-point"] == "45.2, 2.2"
    assert place["data-point-name"] == place.h3.get_text(strip=True) == "Mairie"
    assert "1 place Haute" in place.get_text()
    assert place.b.get_text() == "samedi"
    (element,) = page.select("[data-map-points]")
    assert element.has_attr("hidden")
    assert element.select_one("[data-map-canvas]")["data-outlines"].startswith("/carte/territoires.json")
    assert not page.select("[style]")


def test_without_anything_to_draw_it_on_there_is_the_list_alone(client: Client) -> None:
    page = shown(client, content_page(body=[block(HALL, heading="")]))
    assert not page.select("[data-map-points], script[src*=map]")
    assert page.select_one(".place-list h2").get_text(strip=True) == "Mairie"


def test_names_are_translated_and_points_are_not(client: Client) -> None:
    page = content_page(body=[block(HALL)])
    english = translate(page, {"Mairie": "Town hall"})
    (place,) = shown(client, english).select(".place-list > li")
    assert place["data-point-name"] == "Town hall"
    assert place["data-point"] == "45.2, 2.2"


def test_a_point_is_kept_as_it_is_written_everywhere() -> None:
    assert PointBlock().clean(" 45.2000001,2.2 ") == "45.20000, 2.20000"
    assert PointBlock(required=False).clean("") == ""


@pytest.mark.parametrize("wrong", ["", "45.2", "91, 2", "ici"])
def test_what_is_no_point_is_refused_to_the_editor(wrong: str) -> None:
    with pytest.raises(ValidationError):
        PointBlock().clean(wrong)
    body = BodyStreamBlock()
    with pytest.raises(StreamBlockValidationError):
        body.clean(body.to_python([block({**HALL, "point": wrong})]))


def test_editors_set_the_point_on_a_map(admin_client: Client) -> None:
    outline()
    page = content_page(body=[block(HALL)])
    content = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "js/map/pick.js" in content
    assert "data-map-pick" in content
    assert "css/admin/map.css" in content


def test_half_a_block_of_a_draft_is_shown_all_the_same(client: Client) -> None:
    place = {"name": "", "address": "", "text": "", "point": ""}
    assert shown(client, content_page(body=[block(place)])).select_one(".place-list")
