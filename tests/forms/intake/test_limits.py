"""How much one connection may send, and what happens when the same arrives twice at once."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from forms.models import FormVersion, Submission
from portal.ratelimit.models import RateWindow
from tests.factories import pages
from tests.forms.browser import answer, code_after, fill_in, held, text_of


@pytest.mark.django_db
def test_too_many_answers_from_one_address_come_back_filled_in(client: Client, settings: Settings) -> None:
    settings.SUBMISSION_RATE = (2, 600)
    page = pages.call_for_ideas()
    for number in range(2):
        assert answer(client, page, {"title": f"Idée {number}"}).status_code == 303
    response = answer(client, page, {"title": "Une idée de trop"})
    assert response.status_code == 429
    assert "Patientez dix minutes" in text_of(response)
    assert held(response)["q-title"] == ["Une idée de trop"]
    assert Submission.objects.count() == 2
    # Somebody else is not held up.
    other = client.post(
        page.get_url(), fill_in(client, page, {"title": "Une autre"}), REMOTE_ADDR="192.0.2.7"
    )
    assert other.status_code == 303


@pytest.mark.django_db
def test_a_form_that_was_recorded_is_answered_with_its_receipt_whatever_the_limit(
    client: Client, settings: Settings
) -> None:
    settings.SUBMISSION_RATE = (1, 600)
    page = pages.call_for_ideas()
    data = fill_in(client, page, {"title": "Un banc"})
    code = code_after(client, client.post(page.get_url(), data))
    assert code_after(client, client.post(page.get_url(), data)) == code


@pytest.mark.django_db
def test_agents_who_answer_for_many_people_are_not_held_up(client: Client, settings: Settings) -> None:
    settings.SUBMISSION_RATE = (1, 600)
    settings.RATE_EXEMPT_NETWORKS = ["127.0.0.0/8"]
    page = pages.call_for_ideas()
    for number in range(3):
        assert answer(client, page, {"title": f"Idée {number}"}).status_code == 303
    assert not RateWindow.objects.exists()


@pytest.mark.django_db
def test_the_address_is_not_kept(client: Client) -> None:
    page = pages.call_for_ideas()
    client.post(page.get_url(), {}, REMOTE_ADDR="203.0.113.9")
    window = RateWindow.objects.get()
    assert "203" not in window.key
    assert window.ends_at - datetime.timedelta(minutes=10) <= datetime.datetime.now(datetime.UTC)


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_the_same_moment_is_one_submission() -> None:
    page = pages.call_for_ideas()
    data = fill_in(Client(), page, {"title": "Un banc", "contact_email": "ana@example.org"})
    together = Barrier(4)

    def send() -> str:
        client = Client()
        try:
            together.wait(timeout=30)
            return code_after(client, client.post(page.get_url(), data))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        codes = {future.result() for future in [people.submit(send) for _ in range(4)]}
    assert len(codes) == 1
    assert Submission.objects.count() == 1
    assert FormVersion.objects.count() == 1
