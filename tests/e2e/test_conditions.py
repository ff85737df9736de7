"""An editor puts a condition on a question; residents meet it with and without JavaScript."""

import re
from collections.abc import Callable

import pytest
from django.utils.translation import gettext
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.logic.preview import WHY
from forms.models import Submission
from pages.models import Questionnaire
from tests.e2e.conftest import OpenPage
from tests.e2e.test_editor import add_block, editor_page  # noqa: F401 - a fixture
from tests.factories.forms import question
from tests.factories.pages import questionnaire, site

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_editor_chooses_a_condition_on_a_question_just_added_with_the_keyboard(
    editor_page: Page,  # noqa: F811
    live_server: LiveServer,
    violations: Callable[[Page], list[str]],
) -> None:
    page = editor_page
    page.goto(f"{live_server.url}/admin/pages/add/pages/questionnaire/{site().pk}/")
    page.locator("#id_title").fill("Vos déplacements")
    page.get_by_role("tab").nth(1).focus()
    page.keyboard.press("Enter")
    stream = page.locator("section.w-panel", has=page.locator("[name=form-count]"))
    add_block(page, stream, "yes_no", 0).fill("Avez-vous un vélo ?")
    add_block(page, stream, "long_text", 1).fill("Pourquoi pas ?")

    conditions = stream.locator(".conditions").nth(1)
    conditions.get_by_role("button", name=gettext("Add a condition")).focus()
    page.keyboard.press("Enter")
    expect(conditions.get_by_label(gettext("Question"), exact=True)).to_be_focused()
    conditions.get_by_label(gettext("Question"), exact=True).select_option(label="1. Avez-vous un vélo ?")
    conditions.get_by_label(gettext("Comparison")).select_option("equals")
    conditions.get_by_label(gettext("Answer"), exact=True).select_option(label="Non")
    assert [fault for fault in violations(page) if "conditions" in fault] == []
    conditions.get_by_role("button", name=gettext("Fold up")).press("Enter")
    expect(conditions.locator(".conditions__summary")).to_contain_text("Avez-vous un vélo ?")

    # Moved before the question that it names, it is refused, on the right block and by both names.
    stream.locator("[data-streamfield-action=MOVE_UP]").filter(visible=True).nth(1).press("Enter")
    page.locator("[data-w-dropdown-target=toggle]").filter(visible=True).last.press("Enter")
    page.locator("button[name=action-publish]").press("Enter")
    page.get_by_role("tab").nth(1).press("Enter")
    wrong = page.locator("[data-contentpath=show_if] .error-message").filter(visible=True)
    expect(wrong).to_contain_text("Pourquoi pas ?")
    expect(wrong).to_contain_text("Avez-vous un vélo ?")
    page.locator("[data-streamfield-action=MOVE_UP]").filter(visible=True).nth(1).press("Enter")
    page.locator("[data-w-dropdown-target=toggle]").filter(visible=True).last.press("Enter")
    page.locator("button[name=action-publish]").press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()

    first, second = Questionnaire.objects.get().form
    assert second.value["show_if"] == [
        [{"question": first.id, "operator": "equals", "values": ["no"], "part": ""}]
    ]


def bikes() -> Questionnaire:
    """Return a questionnaire that asks why not of those alone who have no bike."""
    without = [[{"question": "bike", "operator": "equals", "values": ["no"], "part": ""}]]
    return questionnaire(
        form=[
            question("yes_no", "Avez-vous un vélo ?", id="bike"),
            question("short_text", "Pourquoi pas ?", id="why", required=True, show_if=without),
        ]
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_residents_are_asked_what_concerns_them(
    javascript: bool, live_server: LiveServer, open_page: OpenPage
) -> None:
    page = open_page(width=375, javascript=javascript)
    page.goto(f"{live_server.url}{bikes().url}")
    why = page.get_by_role("textbox", name=re.compile("Pourquoi pas"))

    if javascript:
        expect(why).to_have_count(0)
        page.get_by_label("Non", exact=True).check()
        expect(why).to_be_visible()
        expect(page.locator("[data-logic-status]")).to_contain_text("question")
        why.fill("Trop cher")
        page.get_by_label("Oui", exact=True).check()
        expect(why).to_have_count(0)
        page.get_by_label("Non", exact=True).check()
        expect(why).to_have_value("Trop cher")
    else:
        expect(page.locator(".shown-if")).to_contain_text("Avez-vous un vélo ?")
        why.fill("Trop cher")
    page.get_by_label("Oui", exact=True).check()
    page.locator(".form-send button").click()

    expect(page.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.get().answers == {"bike": "yes"}


def test_the_preview_says_why_something_is_hidden(live_server: LiveServer, open_page: OpenPage) -> None:
    preview = bikes().make_preview_request(None, WHY).content.decode()
    page = open_page()
    page.route("**/essai", lambda route: route.fulfill(body=preview, content_type="text/html; charset=utf-8"))
    page.goto(f"{live_server.url}/essai")
    why = page.locator(".why")

    expect(why).to_contain_text("Pourquoi pas ?")
    expect(why.locator("li")).to_contain_text("Avez-vous un vélo ?")
    page.get_by_label("Non", exact=True).check()
    expect(why).to_have_count(0)
    # The editor changes something: the preview is loaded again, and what was tried is still there.
    page.reload()
    expect(page.get_by_label("Non", exact=True)).to_be_checked()
    expect(page.get_by_role("textbox", name=re.compile("Pourquoi pas"))).to_be_visible()
    page.get_by_label("Oui", exact=True).check()
    expect(why.locator(".why__unmet")).to_have_count(1)
