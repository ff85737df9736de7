"""A moderator is warned of personal data, and masks it: with the mouse, and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.models import Submission
from forms.moderation.services import publish
from tests.e2e.conftest import OpenPage
from tests.e2e.test_moderator import fits, sign_in
from tests.factories import pages
from tests.factories.forms import send

pytestmark = pytest.mark.django_db(transaction=True)

PHONE_NUMBER = "06 39 98 12 34"
TEXT = f"Madame Le Gall attend debout. Appelez-la au {PHONE_NUMBER}."
MASKED = "Madame [masqué] attend debout. Appelez-la au [masqué]."
REASON = "personal_data"


@pytest.fixture
def idea(live_server: LiveServer) -> Submission:
    """A published idea that names somebody."""
    row = send(pages.call_for_ideas(), {"title": "Un banc", "idea": TEXT})
    publish(row, by=None)
    return row


def open_masking(page: Page, live_server: LiveServer, idea: Submission) -> None:
    """Go from the warning to the screen on which it is masked."""
    page.goto(f"{live_server.url}{idea.admin_url}?state=all")
    expect(page.locator(".desk-answers mark")).to_contain_text(PHONE_NUMBER)
    page.locator(".desk-warning-list a").click()
    expect(page.locator("input[name=places]")).to_be_checked()


def public_text(page: Page, live_server: LiveServer, idea: Submission) -> str:
    """Return what everybody reads."""
    page.goto(f"{live_server.url}{idea.get_public_url()}")
    return page.locator("main").inner_text()


def test_words_are_chosen_in_the_text_with_the_mouse(
    idea: Submission,
    live_server: LiveServer,
    open_page: OpenPage,
    violations: Callable[[Page], list[str]],
) -> None:
    page = open_page()
    sign_in(page, live_server)
    open_masking(page, live_server, idea)
    assert violations(page) == []
    # A name of two words is marked as a person marks it.
    page.evaluate(
        """() => {
            const texts = document.createTreeWalker(
                document.querySelector("[data-mask-text]"), NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const start = texts.currentNode.data.indexOf("Le Gall");
                if (start < 0) continue;
                document.getSelection().setBaseAndExtent(
                    texts.currentNode, start, texts.currentNode, start + "Le Gall".length);
            }
        }"""
    )
    page.locator("[data-mask-add]").click()
    expect(page.locator("textarea[name=words]")).to_have_value("Le Gall")
    page.locator("select[name=reason]").select_option(REASON)
    page.locator(".desk-decide button[type=submit]").click()
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator(".desk-answers")).to_contain_text(MASKED)
    expect(page.locator(".desk-masked")).to_be_visible()
    assert violations(page) == []
    text = public_text(page, live_server, idea)
    assert MASKED in text
    assert PHONE_NUMBER not in text


def test_words_are_masked_on_a_phone_without_javascript(
    idea: Submission, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=375, javascript=False)
    sign_in(page, live_server)
    open_masking(page, live_server, idea)
    expect(page.locator("[data-mask-add]")).to_be_hidden()
    page.locator("textarea[name=words]").fill("Le Gall")
    page.locator("select[name=reason]").select_option(REASON)
    page.locator(".desk-decide button[type=submit]").click()
    expect(page.locator(".desk-answers")).to_contain_text(MASKED)
    assert MASKED in public_text(page, live_server, idea)


def test_the_screens_fit_a_phone(idea: Submission, live_server: LiveServer, open_page: OpenPage) -> None:
    page = open_page(width=375)
    sign_in(page, live_server)
    open_masking(page, live_server, idea)
    assert fits(page)
