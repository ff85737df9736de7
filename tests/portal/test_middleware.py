"""What every request passes through."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.factories import pages

pytestmark = pytest.mark.django_db


def test_each_answer_carries_an_id_of_its_own(client: Client) -> None:
    home = pages.site().get_url()
    first, second = client.get(home)["X-Request-ID"], client.get(home)["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert first != second


def test_a_proxys_id_is_kept_if_it_is_one(client: Client) -> None:
    home = pages.site().get_url()
    assert client.get(home, headers={"X-Request-ID": "abcdef-123"})["X-Request-ID"] == "abcdef-123"
    forged = client.get(home, headers={"X-Request-ID": 'x" onload="'})["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", forged)


def test_public_pages_carry_the_strict_policy_and_the_admin_its_own(client: Client) -> None:
    policy = client.get(pages.site().get_url())["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "Content-Security-Policy" not in client.get("/admin/login/")


@pytest.mark.parametrize("path", ["/nulle-part/", "/suivi/"])
def test_errors_and_private_pages_carry_it_too(client: Client, path: str) -> None:
    pages.site()
    assert "script-src 'self'" in client.get(path)["Content-Security-Policy"]


def test_a_page_that_is_the_same_for_everybody_may_be_kept(client: Client) -> None:
    response = client.get(pages.site().get_url())
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


def test_nobody_keeps_what_somebody_who_is_signed_in_sees(client: Client) -> None:
    client.force_login(User.objects.create_superuser("admin"))
    assert "no-store" in client.get(pages.site().get_url())["Cache-Control"]


@pytest.mark.parametrize("path", ["/nulle-part/", "/admin/login/", "/suivi/"])
def test_nobody_keeps_errors_the_admin_and_pages_with_a_token(client: Client, path: str) -> None:
    pages.site()
    caching = client.get(path)["Cache-Control"]
    assert "no-store" in caching
    assert "private" in caching


def test_a_token_for_a_form_is_never_kept(client: Client) -> None:
    open_page, closed = pages.call_for_ideas(), pages.consultation(closes_at=timezone.now())
    response = client.get(open_page.get_url())
    assert "csrftoken" in response.cookies
    assert "no-store" in response["Cache-Control"]
    # The browser now sends a cookie; a page without a form is the same for everybody all the same.
    assert client.get(closed.get_url())["Cache-Control"] == "public, max-age=60"


def test_a_body_no_form_can_send_is_refused_unread(client: Client) -> None:
    home = pages.site().get_url()
    refused = client.post(home, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="9000000")
    assert refused.status_code == 413
    assert "Rien n’a été enregistré" in refused.content.decode()
    assert "script-src 'self'" in refused["Content-Security-Policy"]
