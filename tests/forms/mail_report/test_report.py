"""The report on outgoing mail."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from forms.groups import MODERATORS
from forms.mail import send_waiting
from forms.models import OutgoingMail
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.factories.forms import send
from tests.forms.browser import text_of
from tests.forms.moderation.conftest import signed_in

pytestmark = pytest.mark.django_db

ADDRESS = "ana@example.org"


@pytest.fixture
def page() -> CallForIdeas:
    return pages.call_for_ideas()


@pytest.fixture
def desk(client: Client, page: CallForIdeas) -> Client:
    """The browser of a moderator who may have mail sent again."""
    user = moderation.moderator(page)
    user.user_permissions.add(Permission.objects.get(codename="retry_outgoingmail"))
    return signed_in(client, user)


def queued(page: CallForIdeas, **values: Any) -> OutgoingMail:
    """A confirmation in the outbox, in the state that the values give it."""
    submission = send(page, {"title": "Une fontaine"}, contact_email=ADDRESS)
    row = OutgoingMail.objects.get(submission=submission)
    OutgoingMail.objects.filter(pk=row.pk).update(**values)
    row.refresh_from_db()
    return row


def given_up(page: CallForIdeas) -> OutgoingMail:
    return queued(page, failed_at=timezone.now(), attempts=14, error="SMTPRecipientsRefused")


def report(desk: Client, **choice: str) -> str:
    response = desk.get(reverse("mail_report"), choice)
    assert response.status_code == 200
    return text_of(response)


def test_it_shows_what_waits_was_given_up_and_went_and_never_an_address(
    desk: Client, page: CallForIdeas, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    queued(page)
    queued(page, sent_at=timezone.now(), attempts=1)
    failure = given_up(page)
    with django_assert_max_num_queries(25):
        text = report(desk)
    assert "Given up 1" in text
    assert "Waiting 1" in text
    assert "Sent in the last seven days 1" in text
    assert "The address was refused." in text
    assert f"Contribution no. {failure.submission_id}" in text
    assert ADDRESS not in desk.get(reverse("mail_report")).content.decode()
    assert "Une fontaine" not in text


def test_it_is_filtered_by_state(desk: Client, page: CallForIdeas) -> None:
    waiting, failure = queued(page), given_up(page)
    text = report(desk, state="failed")
    assert f"no. {failure.submission_id}" in text
    assert f"no. {waiting.submission_id}" not in text


def test_what_was_sent_long_ago_is_left_out(desk: Client, page: CallForIdeas) -> None:
    old = queued(page, sent_at=timezone.now() - timezone.timedelta(days=8))
    assert f"no. {old.submission_id}" not in report(desk)


def test_one_that_was_given_up_goes_after_all_and_once(desk: Client, page: CallForIdeas) -> None:
    failure, other = given_up(page), given_up(page)
    response = desk.post(reverse("mail_retry"), {"id": failure.pk})
    assert response.status_code == 303
    assert "1 message is tried again now." in text_of(desk.get(response["Location"]))
    assert send_waiting() == 1
    desk.post(reverse("mail_retry"), {"id": failure.pk})
    assert send_waiting() == 0
    assert len(mail.outbox) == 1
    other.refresh_from_db()
    assert other.failed_at is not None


def test_all_that_were_given_up_are_tried_again(desk: Client, page: CallForIdeas) -> None:
    for _number in range(3):
        given_up(page)
    queued(page, sent_at=timezone.now())
    desk.post(reverse("mail_retry"), {"id": "all"})
    assert send_waiting() == 3
    assert not OutgoingMail.objects.exclude(error="").exists()


def test_the_way_back_leads_nowhere_else(desk: Client) -> None:
    response = desk.post(reverse("mail_retry"), {"id": "all", "next": "https://elsewhere.example/"})
    assert response["Location"] == reverse("mail_report")


@pytest.mark.parametrize("number", ["", "x", "1" * 30])
def test_a_number_that_is_none_is_refused(desk: Client, number: str) -> None:
    assert desk.post(reverse("mail_retry"), {"id": number}).status_code == 400


def test_nobody_reaches_it_without_the_right(client: Client, page: CallForIdeas) -> None:
    failure = given_up(page)
    signed_in(client, moderation.moderator(page))
    assert "Outgoing mail" not in text_of(client.get(reverse("wagtailadmin_home")))
    assert client.get(reverse("mail_report")).status_code in (302, 403)
    assert client.get(reverse("mail_report_results")).status_code in (302, 403)
    client.post(reverse("mail_retry"), {"id": "all"})
    failure.refresh_from_db()
    assert failure.failed_at is not None


def test_those_who_moderate_the_whole_site_have_the_right() -> None:
    assert Permission.objects.filter(group__name=MODERATORS, codename="retry_outgoingmail").exists()


def test_a_contribution_of_another_section_is_a_number_alone(desk: Client) -> None:
    other = given_up(pages.call_for_ideas("Ailleurs"))
    assert other.submission is not None
    html = desk.get(reverse("mail_report")).content.decode()
    assert f"Contribution no. {other.submission_id}" in html
    assert other.submission.admin_url not in html
