"""Maps in a browser: points set by a tap and by keyboard, the map beside the list and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.models import Submission
from forms.moderation.services import publish
from pages.models import CallForIdeas
from tests.e2e.conftest import OpenPage
from tests.factories import pages
from tests.factories.forms import question, send, territory

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 375
# Two territories side by side.
SQUARES = {"Ouest": 2.0, "Est": 2.5}
SOUTH, NORTH, WIDTH = 45.0, 45.4, 0.5


@pytest.fixture
def call(live_server: LiveServer) -> CallForIdeas:
    """A call for ideas that asks where, on a ground of two territories, with a block of places."""
    for name, west in SQUARES.items():
        label = territory(name)
        east = west + WIDTH
        ring = [[west, SOUTH], [east, SOUTH], [east, NORTH], [west, NORTH], [west, SOUTH]]
        label.outline = {"type": "Polygon", "coordinates": [ring]}
        label.save()
    place = {"name": "Mairie", "address": "1 place Haute", "text": "", "point": "45.2, 2.2"}
    return pages.call_for_ideas(
        form=[
            question("short_text", "Titre", id="title", required=True, published=True, max_length=100),
            question("place", "Où serait-ce ?", id="place", published=True),
        ],
        body=[("places_map", {"heading": "Où nous trouver", "places": [place]})],
    )


def idea(call: CallForIdeas, title: str, lat: float, lng: float) -> Submission:
    """Return a published idea with a point."""
    place = {"address": f"Rue de {title}", "point": [lat, lng]}
    contribution = send(call, {"title": title, "place": place})
    publish(contribution, by=None)
    return contribution


def opened(page: Page) -> Locator:
    """Open the map of the form by keyboard, and return it once it is drawn."""
    page.locator("[data-map-open]").focus()
    page.keyboard.press("Enter")
    pick = page.locator("[data-map-pick][data-map-ready]")
    expect(pick.locator(".leaflet-container")).to_be_visible()
    return pick


def point_of(page: Page) -> tuple[float, float]:
    """Return the point that the form would send."""
    lat, lng = page.locator("input[name=q-place_point]").input_value().split(", ")
    return float(lat), float(lng)


def test_a_point_is_set_by_a_tap_and_sent(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=PHONE, height=667)
    page.goto(live_server.url + call.url)
    page.get_by_label("Titre").fill("Un banc")
    canvas = opened(page).locator(".leaflet-container")
    box = canvas.bounding_box()
    assert box
    canvas.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
    lat, lng = point_of(page)
    assert SOUTH < lat < NORTH
    assert SQUARES["Ouest"] < lng < SQUARES["Est"]
    expect(page.locator("[data-map-pick] [data-map-status]")).to_contain_text("Ouest")
    page.locator("main form[method=post] button[type=submit]").click()
    expect(page.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.get().answers["place"] == {"point": [lat, lng]}


def test_a_point_is_set_moved_and_taken_away_by_keyboard_alone(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(live_server.url + call.url)
    pick = opened(page)
    pick.locator("[data-map-centre]").press("Enter")
    pin = pick.locator(".map__pin")
    expect(pin).to_be_focused()
    before = point_of(page)
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    after = point_of(page)
    assert after[1] > before[1]
    assert after[0] > before[0]
    remove = pick.locator("[data-map-remove]")
    remove.press("Enter")
    expect(pin).to_have_count(0)
    expect(page.locator("input[name=q-place_point]")).to_have_value("")
    expect(pick.locator("[data-map-centre]")).to_be_focused()


def test_a_point_stands_when_the_form_comes_back_with_an_error(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(live_server.url + call.url)
    opened(page).locator("[data-map-centre]").press("Enter")
    before = point_of(page)
    page.locator("main form[method=post] button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert point_of(page) == before
    expect(page.locator("[data-map-pick] .map__pin")).to_be_visible()


def test_the_place_of_one_contribution_is_drawn_when_somebody_asks_for_it(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=375)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(live_server.url + idea(call, "Fontaine", 45.2, 2.9).get_public_url())
    shown = page.locator("main [data-map-points]")
    shown.locator("summary").focus()
    assert not any("leaflet" in url for url in loaded)
    page.keyboard.press("Enter")
    expect(shown).to_have_attribute("data-map-ready", "")
    expect(shown.locator(".map__point")).to_be_visible()


def test_points_on_the_map_lead_to_their_contributions_by_keyboard(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    alone = idea(call, "Fontaine", 45.2, 2.9)
    for number in range(3):
        idea(call, f"Banc {number}", 45.21, 2.1)
    page = open_page()
    page.goto(f"{live_server.url}{call.url}?view=map#contributions")
    shown = page.locator("#contributions [data-map-ready]")
    expect(shown.locator("[data-map-status]")).to_contain_text("4")
    # Three ideas at one place are one button, which lists them.
    group = shown.locator(".map__group")
    expect(group).to_have_text("3")
    group.press("Enter")
    links = shown.locator(".map__list a")
    expect(links).to_have_count(3)
    expect(links.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)
    point = shown.locator("a.map__point")
    expect(point).to_have_accessible_name("Fontaine")
    point.press("Enter")
    page.wait_for_url(f"{live_server.url}{alone.get_public_url()}")
    # Its own page shows where it is.
    page.locator("main [data-map-points] summary").press("Enter")
    expect(page.locator("[data-map-ready] .map__point")).to_be_visible()


def test_many_points_are_counted_by_territory_until_one_comes_nearer(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    for number in range(22):
        idea(call, f"Idée {number}", 45.05 + 0.015 * number, 2.05 + 0.04 * (number % 10))
    page = open_page()
    page.goto(f"{live_server.url}{call.url}?view=map#contributions")
    shown = page.locator("#contributions [data-map-ready]")
    group = shown.locator(".map__group")
    expect(group).to_have_count(1)
    expect(group).to_have_text("22")
    group.press("Enter")
    expect(shown.locator(".map__group, .map__point").nth(3)).to_be_attached()
    expect(shown.locator(".leaflet-container")).to_be_focused()


def test_places_of_a_block_lead_to_what_the_list_says(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=PHONE, height=667)
    page.goto(live_server.url + call.url)
    page.locator(".place-list").scroll_into_view_if_needed()
    point = page.locator(".map-and-list:has(.place-list) .map__point")
    expect(point).to_have_accessible_name("Mairie")
    point.press("Enter")
    expect(page.locator(".place-list li:target")).to_contain_text("1 place Haute")


def test_without_scripts_the_address_answers_and_the_list_says_all(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    idea(call, "Fontaine", 45.2, 2.9)
    page = open_page(width=PHONE, height=667, javascript=False)
    page.goto(f"{live_server.url}{call.url}?view=map#contributions")
    expect(page.locator("[data-map-canvas]").first).to_be_hidden()
    card = page.locator("#contributions .card-tile")
    expect(card).to_contain_text("Rue de Fontaine")
    expect(page.locator(".place-list")).to_contain_text("1 place Haute")
    page.get_by_label("Titre").fill("Un banc")
    page.locator("input[name=q-place]").fill("Place de la Gare")
    page.locator("main form[method=post] button[type=submit]").click()
    expect(page.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.latest("pk").answers["place"] == {"address": "Place de la Gare"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_maps_and_nothing_scrolls_sideways(
    call: CallForIdeas,
    live_server: LiveServer,
    open_page: OpenPage,
    violations: Callable[[Page], list[str]],
    scheme: str,
) -> None:
    own = idea(call, "Fontaine", 45.2, 2.9)
    for number in range(2):
        idea(call, f"Banc {number}", 45.21, 2.1)
    page = open_page(width=320)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}{call.url}?view=map#contributions")
    expect(page.locator("#contributions [data-map-ready] .map__group")).to_be_attached()
    opened(page).locator("[data-map-centre]").press("Enter")
    expect(page.locator("[data-map-pick] .map__pin")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(f"{live_server.url}{own.get_public_url()}")
    page.locator("main [data-map-points] summary").press("Enter")
    expect(page.locator("[data-map-ready] .map__point")).to_be_attached()
    assert violations(page) == []
