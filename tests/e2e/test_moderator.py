"""A moderator decides, and what is published is found by everybody."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.enums import State
from forms.groups import MODERATORS
from forms.models import Submission
from pages.models import CallForIdeas
from tests.e2e.conftest import OpenPage
from tests.factories import moderation, pages
from tests.factories.forms import send
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 375
TITLES = ["Un hérisson au parc", "Des bancs à l’ombre", "Achetez mes montres"]


@pytest.fixture
def call(live_server: LiveServer) -> CallForIdeas:
    """A call with three ideas that wait."""
    page = pages.call_for_ideas()
    for title in TITLES:
        send(page, {"title": title, "idea": f"{title}, s’il vous plaît.", "private": "Merci."})
    return page


def sign_in(page: Page, live_server: LiveServer) -> None:
    """Sign a moderator of the whole site in."""
    user = moderation.moderator(username="camille")
    user.groups.set([Group.objects.get(name=MODERATORS)])
    page.goto(f"{live_server.url}/admin/login/")
    page.locator("#id_username").fill("camille")
    page.locator("#id_password").fill("x")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_a_decision_makes_a_contribution_found(
    call: CallForIdeas,
    live_server: LiveServer,
    open_page: OpenPage,
    violations: Callable[[Page], list[str]],
    search_index: SearchIndex,
    width: int,
) -> None:
    page = open_page(width=width)
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/snippets/forms/submission/")
    assert violations(page) == []
    assert fits(page)
    page.get_by_role("link", name=TITLES[0]).click()
    expect(page.locator(".desk-item__title")).to_have_text(TITLES[0])
    assert violations(page) == []
    assert fits(page)
    page.locator("button[value=publish]").click()
    # The next one that waits is open, with what was just done above it.
    expect(page.locator(".messages .success")).to_contain_text(TITLES[0])
    expect(page.locator(".desk-item__title")).to_have_text(TITLES[1])
    page.locator("button[value=refuse]").click()
    error = page.locator("#id_reason_error")
    expect(error).to_be_visible()
    assert violations(page) == []
    page.locator("#id_reason").select_option("off_topic")
    page.locator("#id_message").fill("Voyez avec la Métropole.")
    page.locator("button[value=refuse]").click()
    expect(page.locator(".desk-item__title")).to_have_text(TITLES[2])

    search_index.drain()
    visitor = open_page(width=width)
    visitor.goto(f"{live_server.url}/recherche/?q=herissons")
    expect(visitor.get_by_role("main").get_by_role("link", name=TITLES[0])).to_be_visible()
    visitor.goto(f"{live_server.url}/recherche/?q=bancs")
    expect(visitor.get_by_role("link", name=TITLES[1])).to_have_count(0)


def test_many_are_decided_on_without_scripts(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    page = open_page(width=PHONE, javascript=False)
    sign_in(page, live_server)
    page.goto(f"{live_server.url}/admin/snippets/forms/submission/")
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("checkbox").nth(1).check()
    page.locator(".desk-bar button[formaction$='/publish/']").click()
    expect(page.locator(".desk-named li")).to_have_count(2)
    page.locator("form[method=POST] button[type=submit], form[method=post] button[type=submit]").last.click()
    page.wait_for_url("**/admin/snippets/forms/submission/")
    assert Submission.objects.filter(state=State.PUBLISHED).count() == 2
    expect(page.locator(".desk-table tbody tr")).to_have_count(1)


def test_a_section_is_added_to_a_group(
    call: CallForIdeas, live_server: LiveServer, open_page: OpenPage
) -> None:
    boss = moderation.superuser()
    page = open_page()
    page.goto(f"{live_server.url}/admin/login/")
    page.locator("#id_username").fill(boss.username)
    page.locator("#id_password").fill("x")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    page.goto(f"{live_server.url}/admin/groups/new/")
    page.locator("#id_name").fill("Quartier")
    page.locator("#id_moderation_rights-ADD").click()
    chooser = page.locator("#inline_child_moderation_rights-0")
    chooser.locator("button[data-chooser-action-choose]").first.click()
    page.locator(".modal-body").get_by_role("link", name=pages.site().title).first.click()
    expect(chooser).to_contain_text(pages.site().title)
    page.locator("button[type=submit]").last.click()
    page.wait_for_url("**/admin/groups/")
    group = Group.objects.get(name="Quartier")
    assert [right.page_id for right in group.moderation_rights.all()] == [pages.site().pk]
