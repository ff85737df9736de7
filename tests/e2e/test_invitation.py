"""Somebody with a letter: by its QR code on a telephone, and by typing its code without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from forms.invitations.codes import grouped
from forms.models import Submission
from tests.e2e.conftest import OpenPage
from tests.factories import limits

pytestmark = pytest.mark.django_db(transaction=True)

WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def test_a_qr_code_fills_in_the_code_and_no_address_holds_it(
    live_server: LiveServer, open_page: OpenPage, violations: Callable[[Page], list[str]]
) -> None:
    survey, codes = limits.invited(1, anonymous=True)
    page = open_page(width=375)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}{survey.url}#code={codes[0]}")
    expect(page.locator("input[name=code]")).to_have_value(codes[0])
    expect(page.locator("[data-gate] button")).to_be_focused()
    assert "#" not in page.url
    expect(page.locator(".promise")).to_be_visible()
    assert violations(page) == []
    assert not page.evaluate(WIDER)
    page.keyboard.press("Enter")
    page.locator("input[name=q-word]").fill("Merci")
    expect(page.locator(".promise")).to_be_visible()
    assert not page.evaluate(WIDER)
    page.locator(".form-send button").click()
    expect(page.locator("#receipt-code")).to_be_visible()
    assert violations(page) == []
    assert Submission.objects.get().anonymous
    assert [address for address in asked if codes[0] in address.partition("#")[0]] == []


def test_a_code_is_typed_from_a_letter_without_javascript(
    live_server: LiveServer, open_page: OpenPage
) -> None:
    survey, codes = limits.invited(1)
    page = open_page(width=320, javascript=False)
    page.goto(f"{live_server.url}{survey.url}")
    page.locator("input[name=code]").fill("AAAA AAAA AAAA AAAA")
    page.locator("[data-gate] button").click()
    expect(page.locator(".error-summary")).to_be_visible()
    assert not page.evaluate(WIDER)
    page.locator("input[name=code]").fill(f"{grouped(codes[0]).lower()} ")
    page.locator("[data-gate] button").click()
    page.locator("input[name=q-word]").fill("Merci")
    page.locator(".form-send button").click()
    expect(page.locator("#receipt-code")).to_be_visible()
    assert Submission.objects.get().used_pass
