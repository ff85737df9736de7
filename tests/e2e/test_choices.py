"""Other words, options that exclude the others, and rankings: by keyboard, and without scripts."""

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

PHONE = 375


def options(**words: str) -> list[dict[str, str]]:
    """Options with ids of their own."""
    return [{"type": "item", "id": key, "value": text} for key, text in words.items()]


@pytest.fixture
def survey(live_server: LiveServer) -> str:
    """Return the address of a form with a question of each of these types."""
    page = pages.questionnaire(
        offers_contact=False,
        form=[
            question(
                "single_choice",
                "Comment venez-vous ?",
                id="how",
                options=options(foot="À pied", bike="À vélo", bus="En bus", car="En voiture"),
                other=True,
                random_order=True,
            ),
            question(
                "multiple_choice",
                "Que manque-t-il ?",
                id="more",
                options=options(lanes="Des pistes", racks="Des arceaux"),
                exclusive=options(none="Rien de tout cela"),
            ),
            question(
                "ranking",
                "Dans quel ordre ?",
                id="rank",
                options=options(a="Des pistes", b="Des arceaux", c="Des bus"),
                maximum=2,
            ),
        ],
    )
    return f"{live_server.url}{page.url}"


def test_with_the_keyboard_alone(
    survey: str, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page()
    page.goto(survey)
    line = page.locator("[name=q-how_other]")
    expect(line).to_be_hidden()
    tab_to(page, "[name=q-how]")
    # The arrows go round: from the first option up to the last one, "other".
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    expect(line).to_be_visible()
    tab_to(page, "[name=q-how_other]")
    page.keyboard.type("En barque")

    tab_to(page, "[name=q-more][value=lanes]")
    page.keyboard.press("Space")
    tab_to(page, "[name=q-more][value=none]")
    page.keyboard.press("Space")
    expect(page.locator("[name=q-more][value=lanes]")).not_to_be_checked()
    expect(page.locator("[data-options-alone] + [role=status]")).to_contain_text("Des pistes")

    rows = page.locator("[data-ranking] li")
    said = page.locator("[data-ranking] [role=status]")
    tab_to(page, "li:nth-child(3) [data-do=add]")
    page.keyboard.press("Enter")
    expect(rows.nth(0)).to_contain_text("Des bus")
    tab_to(page, "li:nth-child(2) [data-do=add]")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Des pistes")
    page.keyboard.press("Enter")
    expect(rows.nth(0)).to_contain_text("Des pistes")
    # Two are ranked, no more may be.
    tab_to(page, "li:nth-child(3) [data-do=add]")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("2")
    expect(page.locator("[name=q-rank_b]")).to_have_value("")
    assert violations(page) == []

    page.get_by_role("button", name="Envoyer mes réponses").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/suivi/recu/")
    answers = Submission.objects.get().answers
    assert answers == {"how": {"other": "En barque"}, "more": ["none"], "rank": ["a", "c"]}


def test_without_scripts_on_a_phone(survey: str, open_page: OpenPage) -> None:
    page = open_page(width=PHONE, height=667, javascript=False)
    page.goto(survey)
    order = page.locator("[name=q-how] + span").all_inner_texts()
    page.locator("[name=q-how][value=other]").check()
    page.locator("[name=q-more][value=lanes]").check()
    page.locator("[name=q-more][value=none]").check()
    page.locator("[name=q-rank_a]").select_option("1")
    page.locator("[name=q-rank_b]").select_option("1")
    send = page.get_by_role("button", name="Envoyer mes réponses")
    send.click()
    errors = page.locator(".error-summary")
    expect(errors.locator("li")).to_have_count(3)
    expect(errors).to_contain_text("Rien de tout cela")
    expect(errors).to_contain_text("« Des pistes » et « Des arceaux »")
    # The options stand in the order in which they were read.
    assert page.locator("[name=q-how] + span").all_inner_texts() == order

    page.locator("[name=q-how_other]").fill("En barque")
    page.locator("[name=q-more][value=none]").uncheck()
    page.locator("[name=q-rank_b]").select_option("2")
    send.click()
    page.wait_for_url("**/suivi/recu/")
    answers = Submission.objects.get().answers
    assert answers == {"how": {"other": "En barque"}, "more": ["lanes"], "rank": ["a", "b"]}
