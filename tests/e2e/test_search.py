"""The search in a browser: suggestions by keyboard, by finger, and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.moderation.services import publish
from tests.e2e.conftest import OpenPage
from tests.factories import pages
from tests.factories.forms import send
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def search(live_server: LiveServer, search_index: SearchIndex) -> str:
    call = pages.call_for_ideas("Appel")
    for title in ("Une piste cyclable", "Des vélos pour tous", "Un vélodrome", "La piscine"):
        publish(send(call, {"title": title}), by=None)
    search_index.drain()
    return f"{live_server.url}/recherche/"


def test_a_suggestion_is_chosen_by_keyboard(
    search: str, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(width=375)
    page.goto(search)
    field = page.get_by_role("combobox", name="Un mot, un lieu, un sujet")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("vel")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("2 suggestions")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    assert violations(page) == []
    field.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("vel")
    field.press_sequentially("o")
    expect(options).to_have_count(2)
    field.press("ArrowDown")
    chosen = options.first.text_content() or ""
    expect(options.first).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=v%C3%A9lo"))
    expect(page.get_by_role("combobox", name="Un mot, un lieu, un sujet")).to_have_value(chosen)


def test_a_suggestion_is_chosen_by_finger_and_fits_a_narrow_screen(search: str, open_page: OpenPage) -> None:
    page = open_page(width=320)
    page.goto(search)
    page.get_by_role("combobox", name="Un mot, un lieu, un sujet").press_sequentially("piste cy")
    option = page.get_by_role("option", name="piste cyclable")
    option.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
    option.click()
    expect(page.get_by_role("link", name="Une piste cyclable")).to_be_visible()


def test_a_misspelt_word_is_explained_without_scripts(search: str, open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto(search)
    page.get_by_role("searchbox").fill("pisicne")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_role("link", name="La piscine")).to_be_visible()
    page.get_by_role("link", name="piscine", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?q=piscine$"))
    expect(page.get_by_role("link", name="La piscine")).to_be_visible()
