"""A moderator merges two contributions on a phone, and a resident finds both under one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.enums import State
from forms.models import Submission
from forms.moderation.services import publish
from tests.e2e.conftest import OpenPage
from tests.e2e.test_moderator import PHONE, fits, sign_in
from tests.factories import pages
from tests.factories.forms import send

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_contributions_become_one_and_both_are_read(
    live_server: LiveServer, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    call = pages.call_for_ideas()
    stays, other = (
        send(call, {"title": title, "idea": f"{title}, s’il vous plaît."}, contact_email="ana@example.org")
        for title in ("Des bancs à l’ombre", "Un banc à l’ombre")
    )
    publish(stays, by=None)
    page = open_page(width=PHONE)
    sign_in(page, live_server)
    assert violations(page) == []
    assert fits(page)
    queue = f"{live_server.url}/admin/snippets/forms/submission/"
    page.goto(f"{queue}?state=all")
    for row in (stays, other):
        page.locator(f"input[name=id][value='{row.pk}']").check()
    page.locator(".desk-bar button[formaction*=merge]").click()
    expect(page.locator(f"#stays-{stays.pk}")).to_be_checked()
    assert violations(page) == []
    assert fits(page)
    page.locator("form[method=post] button[type=submit]").last.click()
    expect(page.locator(".messages .success")).to_contain_text("Des bancs à l’ombre")
    assert Submission.objects.get(pk=other.pk).state == State.MERGED
    page.goto(f"{queue}merge/{stays.pk}/")
    assert violations(page) == []
    page.goto(f"{live_server.url}/admin/reports/mail/")
    expect(page.locator(".desk-mail__table tbody tr")).to_have_count(4)
    assert violations(page) == []
    assert fits(page)
    page.goto(f"{live_server.url}{call.contribution_url(other)}")
    expect(page.locator("h1")).to_have_text("Des bancs à l’ombre")
    page.locator("details summary", has_text="Un banc à l’ombre").click()
    expect(page.get_by_text("Un banc à l’ombre, s’il vous plaît.")).to_be_visible()
    assert violations(page) == []
    assert fits(page)
