"""A resident answers a form of several pages on a telephone, and goes on elsewhere; then by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.models import Draft, Submission
from tests.e2e.conftest import OpenPage
from tests.factories import flow

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 375


@pytest.mark.parametrize("javascript", [True, False])
def test_page_by_page_then_on_another_device(
    live_server: LiveServer,
    open_page: OpenPage,
    violations: Callable[[Page], list[str]],
    javascript: bool,
) -> None:
    address = live_server.url + flow.paged().get_url()

    def looks_right(page: Page) -> None:
        # Nobody has to move the page sideways.
        if javascript:
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
            assert violations(page) == []

    page = open_page(width=PHONE, height=667, javascript=javascript)
    page.goto(address)
    looks_right(page)
    page.get_by_label("Oui").check()
    page.get_by_label("Votre commune").fill("Vaubrun")
    page.get_by_role("button", name="Page suivante").click()
    expect(page).to_have_title("Page 2 sur 3 – Votre vélo – Vos déplacements à vélo – Participer")
    expect(page.get_by_role("heading", name="Votre vélo", exact=True)).to_be_focused()
    looks_right(page)
    page.get_by_label("Combien de vélos").fill("deux")
    # The browser's own back button: what was kept is there.
    page.go_back()
    page.goto(address + "questions/2/")
    page.get_by_label("Combien de vélos").fill("deux")
    page.get_by_role("button", name="M’arrêter et continuer plus tard").click()
    code = page.locator("#draft-code").inner_text()
    looks_right(page)

    other = open_page(width=PHONE, height=667, javascript=javascript)
    other.goto(address)
    other.get_by_role("link", name="Continuer avec un code").click()
    other.get_by_role("textbox", name="Le code que vous avez gardé").fill(code.lower())
    other.get_by_role("button", name="Retrouver mes réponses").click()
    assert code not in other.url
    expect(other.get_by_label("Combien de vélos")).to_have_value("deux")
    other.get_by_role("button", name="Page suivante").click()
    expect(other.locator(".error-summary")).to_be_focused()
    looks_right(other)
    other.get_by_label("Combien de vélos").fill("2")
    other.get_by_role("button", name="Page suivante").click()
    other.get_by_role("button", name="Relire mes réponses").click()
    expect(other.get_by_text("Vaubrun")).to_be_visible()
    looks_right(other)
    other.get_by_role("button", name="Envoyer mes réponses").dblclick(no_wait_after=True)
    expect(other.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.get().answers == {"bike": "yes", "town": "Vaubrun", "number": "2"}
    assert not Draft.objects.exists()


def test_by_keyboard_alone(live_server: LiveServer, open_page: OpenPage) -> None:
    page = open_page(width=PHONE, height=667)
    page.goto(live_server.url + flow.paged().get_url())
    page.get_by_label("Oui").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Vaubrun")
    # Enter goes on: the first button is the one that does.
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pour finir")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("Merci")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vos réponses, avant de les envoyer")).to_be_focused()
    page.get_by_role("button", name="Envoyer mes réponses").press("Enter")
    expect(page.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.get().answers == {"bike": "no", "town": "Vaubrun", "word": "Merci"}
