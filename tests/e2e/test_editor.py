"""An editor signs in, assembles a questionnaire from blocks, with the keyboard, and publishes it."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from pages.models import Questionnaire
from tests.e2e.conftest import OpenPage
from tests.factories.pages import site

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "une phrase de passe assez longue"


@pytest.fixture
def editor_page(live_server: LiveServer, open_page: OpenPage) -> Page:
    """Return a window in which somebody of the communication team has signed in."""
    user = get_user_model().objects.create_user("lea", "lea@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name="Équipe de communication"))
    page = open_page()
    page.goto(f"{live_server.url}/admin/login/")
    page.locator("#id_username").fill("lea")
    page.locator("#id_password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    return page


def add_block(page: Page, stream: Locator, kind: str, number: int) -> Locator:
    """Add a question at the end of a form with the keyboard alone; return the field of its words."""
    search = page.locator("input[role=combobox]:visible")
    # The list from which the question before this one was chosen takes a moment to go.
    expect(search).to_have_count(0)
    stream.locator("button.c-sf-add-button:visible").last.focus()
    page.keyboard.press("Enter")
    expect(search).to_have_count(1)
    page.keyboard.press("Tab")
    expect(search).to_be_focused()
    # The label in the interface's language, which the block itself knows.
    label = str(Questionnaire._meta.get_field("form").stream_block.child_blocks[kind].label)
    page.keyboard.type(label)
    expect(page.get_by_role("listbox").get_by_role("option", name=label, selected=True)).to_be_visible()
    page.keyboard.press("Enter")
    question = stream.locator(f"#form-{number}-value-label")
    expect(question).to_be_focused()
    return question


def test_assembles_and_publishes_a_questionnaire(
    editor_page: Page, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = editor_page
    home = site()
    page.goto(f"{live_server.url}/admin/pages/add/pages/questionnaire/{home.pk}/")
    page.locator("#id_title").fill("Vos déplacements")
    page.get_by_role("tab").nth(1).focus()
    page.keyboard.press("Enter")
    stream = page.locator("section.w-panel", has=page.locator("[name=form-count]"))

    add_block(page, stream, "single_choice", 0).fill("Comment allez-vous au travail ?")
    options = page.locator("[id^=form-0-value-options-][id$=-value]")
    expect(options).to_have_count(2)
    options.nth(0).fill("À pied")
    options.nth(1).fill("À vélo")
    add_block(page, stream, "yes_no", 1).fill("Avez-vous un vélo ?")
    add_block(page, stream, "long_text", 2).fill("Que faudrait-il changer ?")

    page.locator("[data-w-dropdown-target=toggle]").filter(visible=True).last.focus()
    page.keyboard.press("Enter")
    publish = page.locator("button[name=action-publish]")
    expect(publish).to_be_visible()
    publish.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()

    made = Questionnaire.objects.get()
    assert made.live
    assert [child.block_type for child in made.form] == ["single_choice", "yes_no", "long_text"]
    reader = open_page(width=375)
    reader.goto(f"{live_server.url}{made.url}")
    expect(reader.get_by_role("group", name=re.compile("Comment allez-vous au travail"))).to_be_visible()
    expect(reader.get_by_label("À vélo")).to_have_count(1)
    expect(reader.get_by_role("textbox", name=re.compile("Que faudrait-il changer"))).to_be_visible()
