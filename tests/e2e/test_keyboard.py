"""The main journeys with the keyboard alone, and pages for people who set their device to their needs."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.models import Submission
from tests.e2e.conftest import OpenPage
from tests.factories import pages
from tests.factories.forms import question

pytestmark = pytest.mark.django_db(transaction=True)

MOST_STOPS = 60


@pytest.fixture
def survey(live_server: LiveServer) -> str:
    """Return the address of a form with a question of each manner of answering."""
    page = pages.questionnaire(
        offers_contact=False,
        form=[
            question("short_text", "Votre quartier", id="area", required=True, max_length=100),
            question(
                "single_choice", "Quel mode ?", id="mode", options=["À pied", "À vélo"], display="radio"
            ),
            question("long_text", "Pourquoi ?", id="why", max_length=200),
        ],
    )
    return f"{live_server.url}{page.url}"


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until an element has the focus; whatever has it on the way is seen to have it."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert shows_focus(page), selector
            return
        assert shows_focus(page), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    pytest.fail(f"the keyboard does not reach {selector}")


def shows_focus(page: Page) -> bool:
    """Whether the element that has the focus, or the row that holds it, is framed."""
    return page.evaluate(
        """() => {
          const framed = (element) => {
            const style = getComputedStyle(element);
            return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
          };
          const active = document.activeElement;
          const row = active.closest(".option, .card-tile");
          return active === document.body || framed(active) || Boolean(row && framed(row));
        }"""
    )


def test_a_resident_answers_with_the_keyboard_alone(survey: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(survey)
    tab_to(page, "main a[href='#participate']")
    page.keyboard.press("Enter")
    tab_to(page, "input[type=radio]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "textarea")
    page.keyboard.type("Pour la santé.")
    tab_to(page, ".form-send button[type=submit]")
    page.keyboard.press("Enter")

    # One answer is missing: the summary has the focus, its link leads there, nothing is lost.
    expect(page.locator(".error-summary")).to_be_focused()
    tab_to(page, ".error-summary a")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Votre quartier")).to_be_focused()
    page.keyboard.type("Le bourg")
    expect(page.locator("textarea")).to_have_value("Pour la santé.")
    tab_to(page, ".form-send button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#receipt-code")).to_be_visible()
    sent = Submission.objects.get()
    assert sent.answers["area"] == "Le bourg"
    assert sent.answers["mode"]


def test_a_visitor_searches_with_the_keyboard_alone(survey: str, open_page: OpenPage) -> None:
    page = open_page()
    page.goto(survey)
    tab_to(page, ".search-tool")
    page.keyboard.press("Enter")
    expect(page.locator("#search-words")).to_be_visible()
    tab_to(page, "#search-words")
    page.keyboard.type("quartier")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=quartier**")
    expect(page.locator("#results")).to_be_visible()


def test_nothing_moves_for_those_who_ask_for_it(survey: str, open_page: OpenPage) -> None:
    page = open_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(survey)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
          const style = getComputedStyle(element);
          const lasts = (value) => value.split(",").some((each) => parseFloat(each) > 0);
          return style.animationName !== "none" || lasts(style.transitionDuration);
        }).map((element) => element.outerHTML.slice(0, 100))"""
    )
    assert moving == []


def test_forced_colours_keep_the_focus_the_buttons_and_the_states(survey: str, open_page: OpenPage) -> None:
    page = open_page(width=375)
    page.emulate_media(forced_colors="active")
    page.goto(survey)
    button = page.locator(".form-send button[type=submit]")
    assert button.evaluate("each => parseFloat(getComputedStyle(each).borderTopWidth)") >= 1
    expect(page.locator(".status-tag--open").first).to_be_visible()
    tab_to(page, "main a[href='#participate']")
