"""What authors and visitors do about a decision, in a browser: without scripts, and read by axe."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from forms.follow import link_token
from forms.models import Objection, Report, Submission
from forms.moderation import services
from tests.e2e.conftest import OpenPage
from tests.factories import moderation, pages
from tests.factories.forms import send

pytestmark = pytest.mark.django_db(transaction=True)
ANSWERS = {"title": "Un banc", "idea": "Devant l’école", "private": "Appelez-moi"}


@pytest.fixture
def ideas(settings: Settings) -> dict[str, Submission]:
    """One idea that was refused, one that is published, one whose author is asked for a change."""
    settings.MINIMUM_FILL_SECONDS = 0
    call = pages.call_for_ideas()
    moderator = moderation.moderator(call)
    refused, published, asked = (send(call, dict(ANSWERS)) for _number in range(3))
    services.refuse(refused, by=moderator, reason="off_topic", message="Voyez avec la Métropole.")
    services.publish(published, by=moderator)
    services.request_change(asked, by=moderator, message="Sans le nom de votre voisin.")
    return {"refused": refused, "published": published, "asked": asked}


def follow(page: Page, live_server: LiveServer, submission: Submission) -> None:
    """Open the follow-up as the link of a message does, in English."""
    link = reverse("follow_link", args=[link_token(submission.pk)])
    page.goto(f"{live_server.url}/en{link}")
    expect(page.locator("h1")).to_have_text("Un banc")


def test_without_scripts_one_objects_changes_and_reports(
    ideas: dict[str, Submission], live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=375, javascript=False, language="en-GB")
    follow(page, live_server, ideas["refused"])
    page.get_by_role("link", name="Object to this decision").click()
    page.get_by_role("button", name="Send the objection").click()
    expect(page.locator(".error-summary")).to_contain_text("Write in a few words")
    page.get_by_label("Why do you disagree").fill("C’est bien le sujet.")
    page.get_by_role("button", name="Send the objection").click()
    expect(page.locator("main")).to_contain_text("Another moderator looks at it again")
    assert Objection.objects.get().text == "C’est bien le sujet."

    follow(page, live_server, ideas["asked"])
    page.get_by_role("link", name="Change your contribution").click()
    expect(page.locator("main")).to_contain_text("Sans le nom de votre voisin.")
    page.get_by_label("Titre").fill("Deux bancs")
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator("h1")).to_have_text("Deux bancs")

    page.goto(f"{live_server.url}/en/signaler/{ideas['published'].pk}/")
    page.get_by_text("Advertising").click()
    page.get_by_label("Details").fill("Le dernier mot.")
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator("h1")).to_contain_text("your report has been received")
    assert (Report.objects.get().reason, Report.objects.get().text) == ("advertising", "Le dernier mot.")


def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    ideas: dict[str, Submission],
    live_server: LiveServer,
    open_page: OpenPage,
    violations: Callable[[Page], list[str]],
) -> None:
    page = open_page(width=320, language="en-GB")
    page.emulate_media(reduced_motion="reduce")
    found: dict[Any, list[str]] = {}

    def read(name: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[name, scheme] = violations(page)

    follow(page, live_server, ideas["refused"])
    read("statement")
    page.goto(f"{live_server.url}/en/suivi/contester/")
    page.get_by_role("button", name="Send the objection").click()
    expect(page.locator(".error-summary")).to_be_focused()
    read("objection")
    follow(page, live_server, ideas["asked"])
    page.goto(f"{live_server.url}/en/suivi/modifier/")
    page.get_by_label("Titre").fill("")
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator(".error-summary")).to_be_focused()
    read("edit")
    page.goto(f"{live_server.url}/en/signaler/{ideas['published'].pk}/")
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator(".error-summary")).to_be_focused()
    read("report")
    page.goto(f"{live_server.url}/en/signaler/merci/")
    read("thanks")
    assert {where: what for where, what in found.items() if what} == {}
