"""Matrices, scales and budgets by keyboard, and on a small phone without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.models import Submission
from tests.e2e.conftest import OpenPage
from tests.e2e.test_keyboard import tab_to
from tests.factories import pages
from tests.factories.forms import question

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = {"clean": "Propreté des rues", "quiet": "Calme la nuit"}
COLUMNS = {"bad": "Pas du tout satisfait", "fair": "Plutôt satisfait", "good": "Très satisfait"}


@pytest.fixture
def survey(live_server: LiveServer) -> str:
    """Return the address of a form with a question of each of these types."""
    page = pages.questionnaire(
        offers_contact=False,
        form=[
            question("hidden", "Canal", id="channel", parameter="channel"),
            question("matrix_single", "Satisfait ?", id="m1", rows=ROWS, columns=COLUMNS, required=True),
            question("matrix_multiple", "Trajets ?", id="m2", rows=ROWS, columns=COLUMNS),
            question("scale", "Note ?", id="s1", low=0, high=10, low_label="Rien", high_label="Tout"),
            question("net_promoter", "Conseil ?", id="n1"),
            question("budget_split", "Budget ?", id="b1", options={"t": "Arbres", "j": "Jeux"}, unit="€"),
            question("date_time", "Quand ?", id="d1"),
            question("number", "Distance ?", id="u1", unit="km"),
        ],
    )
    return f"{live_server.url}{page.url}?channel=affiche"


def test_each_type_is_answered_with_the_keyboard_alone(
    survey: str, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page()
    page.goto(survey)
    # A table with its heads on a wide screen.
    assert page.locator(".matrix").first.evaluate("each => getComputedStyle(each).display") == "table"
    expect(page.get_by_role("radio", name="Calme la nuit Plutôt satisfait")).to_have_count(1)
    tab_to(page, "[name=q-m1_clean]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=q-m2_quiet]")
    page.keyboard.press("Space")
    tab_to(page, "[name=q-s1]")
    page.keyboard.press("ArrowRight")
    tab_to(page, "[name=q-b1_t]")
    page.keyboard.type("60")
    line = page.locator("[data-split-left]")
    expect(line).to_contain_text("40")
    expect(line).to_have_attribute("data-state", "left")
    expect(page.locator("[data-split] [role=status]")).to_contain_text("40")
    tab_to(page, "[name=q-b1_j]")
    page.keyboard.type("40")
    expect(line).to_have_attribute("data-state", "done")
    assert violations(page) == []
    tab_to(page, ".form-send button[type=submit]")
    page.keyboard.press("Enter")

    # A line is missing: the link leads to it, nothing is lost.
    expect(page.locator(".error-summary")).to_be_focused()
    tab_to(page, ".error-summary a")
    page.keyboard.press("Enter")
    expect(page.locator("[name=q-m1_quiet]").first).to_be_focused()
    page.keyboard.press("Space")
    tab_to(page, ".form-send button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.get().answers == {
        "channel": "affiche",
        "m1": {"clean": "fair", "quiet": "bad"},
        "m2": {"quiet": ["bad"]},
        "s1": 1,
        "b1": {"t": 60, "j": 40},
    }


def test_each_type_is_answered_on_a_small_phone_without_scripts(survey: str, open_page: OpenPage) -> None:
    page = open_page(width=320, javascript=False)
    page.goto(survey)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for row in ROWS.values():
        page.get_by_role("radio", name=f"{row} Plutôt satisfait").check()
    page.get_by_role("checkbox", name="Calme la nuit Très satisfait").check()
    page.locator("[name=q-n1]").nth(9).check()
    page.get_by_label("Arbres").fill("80")
    page.locator("[name=q-d1]").fill("2026-03-01")
    page.locator("[name=q-d1_hour]").fill("14:30")
    page.get_by_label("Distance ?").fill("12")
    page.locator(".form-send button[type=submit]").click()

    # The server counts what the script would have.
    expect(page.locator(".error-summary")).to_contain_text("20")
    page.get_by_label("Jeux").fill("20")
    page.locator(".form-send button[type=submit]").click()
    expect(page.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.get().answers == {
        "channel": "affiche",
        "m1": {"clean": "fair", "quiet": "fair"},
        "m2": {"quiet": ["good"]},
        "n1": 9,
        "b1": {"t": 80, "j": 20},
        "d1": "2026-03-01T14:30",
        "u1": "12",
    }
