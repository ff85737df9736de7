"""Files, a commune and a point on a map: on a phone, by keyboard, with and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.models import Attachment, Submission
from tests.e2e.conftest import OpenPage
from tests.factories import pages
from tests.factories.forms import question
from tests.forms.files.making import PDF, in_english, photograph

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 375
SEVERAL, MANY = "01660", "55140"


@pytest.fixture
def asking(live_server: LiveServer) -> Any:
    """A questionnaire, in English, that asks for a title, a commune, a point and files."""
    page = pages.questionnaire(
        form=[
            question("short_text", "Titre", id="title", required=True),
            question("commune", "Où habitez-vous ?", id="commune", required=True),
            question("map_point", "Où est-ce ?", id="point"),
            question("files", "Photos", id="files", kinds=["image", "pdf"], most_files=2, most_mb=5),
        ],
    )
    return in_english(page)


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    """Choose files, as the browser's own window does."""
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in files]
    )


def send(page: Page) -> None:
    page.locator(".form-send button").press("Enter")


def test_communes_show_while_a_postcode_is_typed_and_files_survive_an_error(
    asking: Any, live_server: LiveServer, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(width=PHONE)
    page.goto(live_server.url + asking.get_url())
    postcode = page.locator("[data-communes-postcode]")
    postcode.focus()
    page.keyboard.type(MANY)
    expect(page.get_by_role("combobox")).to_be_visible()
    postcode.fill("")
    page.keyboard.type(SEVERAL)
    expect(page.get_by_role("radio")).to_have_count(3)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    choose(page, ("banc.jpg", photograph()), ("page.html", b"<html></html>"))
    send(page)

    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".files--held")).to_contain_text("banc.jpg")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("[name=q-title]").fill("Un banc")
    page.locator("[name=q-point]").fill("46.58021, 0.34037")
    send(page)
    expect(page.locator("#receipt-code")).to_be_visible()

    answers = Submission.objects.get().answers
    assert answers["commune"]["postcode"] == SEVERAL
    assert answers["point"] == {"point": [46.58021, 0.34037]}
    assert answers["files"] == [str(Attachment.objects.get(name="banc.jpg").pk)]


def test_without_scripts_the_form_comes_back_with_the_choice_and_the_files(
    asking: Any, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=PHONE, javascript=False)
    page.goto(live_server.url + asking.get_url())
    page.locator("[name=q-title]").fill("Un banc")
    page.locator("[data-communes-postcode]").fill(MANY)
    choose(page, ("plan.pdf", PDF))
    send(page)
    page.get_by_role("combobox").select_option(label="Vaucouleurs")
    expect(page.locator(".files--held")).to_contain_text("plan.pdf")
    send(page)
    expect(page.locator("#receipt-code")).to_be_visible()
    answers = Submission.objects.get().answers
    assert answers["commune"] == {"code": "55533", "postcode": MANY}
    assert len(answers["files"]) == 1
