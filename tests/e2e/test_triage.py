"""A moderator reads one contribution after the other, with the keyboard alone or without scripts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.users.models import UserProfile

from forms.enums import State
from forms.groups import MODERATORS
from forms.models import Claim, Submission
from pages.models import CallForIdeas
from tests.e2e.conftest import OpenPage
from tests.factories import moderation, pages
from tests.factories.forms import send

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 375
TITLES = ["Un hérisson au parc", "Des bancs à l’ombre", "Achetez mes montres", "Une fontaine", "Un verger"]
HEADING = "#triage-item h2[tabindex]"


@pytest.fixture(autouse=True)
def undo_seconds(settings: Any) -> None:
    """Decisions can be taken back for as long as a slow machine may take."""
    settings.UNDO_SECONDS = 300


@pytest.fixture
def call(live_server: LiveServer) -> CallForIdeas:
    """A call with five ideas that wait."""
    page = pages.call_for_ideas()
    for title in TITLES:
        send(page, {"title": title, "idea": f"{title}, s’il vous plaît.", "private": "Merci."})
    return page


def sign_in(page: Page, live_server: LiveServer, username: str = "camille") -> None:
    """Sign a moderator of the whole site in."""
    user = moderation.moderator(username=username)
    user.groups.set([Group.objects.get(name=MODERATORS)])
    page.goto(f"{live_server.url}/admin/login/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill("x")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


def state_of(title: str) -> str:
    return Submission.objects.get(title=title).state


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until an element has the focus."""
    for _stop in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def shows(page: Page, title: str) -> None:
    """Wait for a contribution, with the focus on its title."""
    expect(page.locator(HEADING)).to_have_text(title)
    expect(page.locator(HEADING)).to_be_focused()


def test_ideas_are_decided_on_with_the_keyboard_alone(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page()
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/snippets/forms/submission/")
    tab_to(page, "a[href$='/submission/triage/']")
    page.keyboard.press("Enter")
    expect(page.locator(HEADING)).to_have_text(TITLES[0])
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    assert Claim.objects.get().submission.title == TITLES[0]
    # Lost if a page were loaded.
    page.evaluate("window.sameScreen = true")

    # With a modifier a key is the browser's, or nobody's.
    page.keyboard.press("Shift+P")
    page.keyboard.press("Alt+P")
    page.keyboard.press("p")
    shows(page, TITLES[1])
    expect(page.locator("[data-triage-status]")).to_contain_text(TITLES[0])
    assert state_of(TITLES[0]) == State.PUBLISHED
    assert violations(page) == []

    # Undone, it is on the screen again.
    page.keyboard.press("z")
    shows(page, TITLES[0])
    assert state_of(TITLES[0]) == State.PENDING
    page.keyboard.press("n")
    shows(page, TITLES[1])

    # The key asks for the text first; what is typed there decides nothing; Escape leaves it.
    page.keyboard.press("c")
    expect(page.locator("#id_message")).to_be_focused()
    page.keyboard.type("Précisez psnz 1 2 3.")
    page.keyboard.press("Escape")
    expect(page.locator(HEADING)).to_be_focused()
    # Back in the field, Control and Enter send it.
    page.locator("#id_message").focus()
    page.keyboard.press("Control+Enter")
    shows(page, TITLES[2])
    asked = Submission.objects.get(title=TITLES[1])
    assert asked.state == State.CHANGES_REQUESTED
    assert asked.decisions.get().message.text == "Précisez psnz 1 2 3."

    # The keys of the upper row, as on a French keyboard, where digits need Shift.
    page.keyboard.press("r")
    expect(page.locator(".triage-reasons button").first).to_be_focused()
    page.keyboard.press("Digit2")
    shows(page, TITLES[3])
    assert Submission.objects.get(title=TITLES[2]).decisions.get().reason == "off_topic"
    page.keyboard.press("s")
    shows(page, TITLES[4])
    assert state_of(TITLES[3]) == State.SPAM
    page.keyboard.press("p")
    # One was skipped: it is still there.
    expect(page.locator(".triage-end h2")).to_be_focused()
    assert page.evaluate("window.sameScreen")
    assert violations(page) == []
    assert not Claim.objects.exists()


def test_without_scripts_every_button_is_a_form(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=PHONE, javascript=False)
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/snippets/forms/submission/triage/")
    assert fits(page)
    expect(page.locator("kbd").first).to_be_hidden()
    page.locator("button[value='refuse:off_topic']").click()
    expect(page.locator(HEADING)).to_have_text(TITLES[1])
    assert state_of(TITLES[0]) == State.REFUSED
    page.locator(".triage-done button").click()
    expect(page.locator(HEADING)).to_have_text(TITLES[0])
    assert state_of(TITLES[0]) == State.PENDING
    page.locator("button[value=request_change]").click()
    expect(page.locator("#id_message_error")).to_be_visible()
    page.locator("button[value=skip]").click()
    expect(page.locator(HEADING)).to_have_text(TITLES[1])


def test_a_claim_a_conflict_and_keys_that_are_switched_off(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(width=PHONE)
    sign_in(page, live_server)
    UserProfile.objects.update_or_create(
        user=User.objects.get(username="camille"), defaults={"keyboard_shortcuts": False}
    )
    page.goto(f"{live_server.url}/admin/snippets/forms/submission/triage/")
    assert fits(page)
    assert violations(page) == []
    page.keyboard.press("p")

    # What renews the claim every minute and a half does so when the window comes back to the front.
    look = 'document.dispatchEvent(new Event("visibilitychange"))'
    soon = timezone.now() + timedelta(seconds=20)
    Claim.objects.update(expires_at=soon)
    with page.expect_response("**/triage/renew/**") as renewed:
        page.evaluate(look)
    assert renewed.value.status == 204
    assert Claim.objects.get().expires_at > soon + timedelta(minutes=3)
    Claim.objects.update(by=moderation.moderator(username="solene"))
    page.evaluate(look)
    expect(page.locator(".triage-trouble")).to_contain_text("solene")
    assert violations(page) == []

    page.locator("#id_message").fill("Mon long texte.")
    Submission.objects.filter(title=TITLES[0]).update(state=State.SPAM, revision=2)
    page.locator("button[value='refuse:off_topic']").click()
    expect(page.locator(".triage-conflict")).to_be_focused()
    expect(page.locator(".triage-conflict")).to_contain_text("Mon long texte.")
    assert fits(page)
    assert violations(page) == []
    page.locator("button[value=skip]").click()
    shows(page, TITLES[1])
    assert Submission.objects.filter(state=State.PENDING).count() == len(TITLES) - 1
