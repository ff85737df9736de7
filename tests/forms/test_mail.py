"""Mail to residents: what it says, and that it goes once, whatever the mail server does."""

import datetime
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from wagtail.models import Site

from forms import mail as outbox
from forms.enums import State
from forms.mail import send_waiting
from forms.models import Contributor, OutgoingMail, Submission
from forms.moderation import services
from forms.registration import register
from pages.models import CallForIdeas
from portal.branding.models import SiteIdentity
from portal.work.registry import jobs
from tests.factories import forms as make
from tests.factories import pages
from tests.forms.browser import answer, code_after, text_of
from tests.forms.post_office import PostOffice, post_office, silent_post_office

pytestmark = pytest.mark.django_db

ADDRESS = "ana@example.org"


@pytest.fixture
def page() -> CallForIdeas:
    """A call for ideas on a site that says who runs it."""
    page = pages.call_for_ideas()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.organisation = "Ville-Neuve"
    identity.contact_email = "mairie@ville-neuve.example"
    identity.save()
    return page


def sent_by(page: CallForIdeas, language: str = "fr", address: str = ADDRESS) -> Submission:
    """An idea whose author left an address; nothing of it may stand in a message."""
    answers = {"title": "Titre très particulier", "idea": "Texte très particulier"}
    return make.send(page, answers, contact_email=address, language=language)


def due() -> None:
    """Let the time pass until everything that waits is due."""
    OutgoingMail.objects.update(not_before=timezone.now())


def test_a_confirmation_says_what_was_received_and_how_to_follow_it(
    client: Client, page: CallForIdeas
) -> None:
    answer(client, page, {"title": "Titre très particulier", "contact_email": ADDRESS})
    assert mail.outbox == []
    assert send_waiting() == 1
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert message.subject == "[Ville-Neuve] Votre contribution est bien arrivée"
    assert message.reply_to == ["mairie@ville-neuve.example"]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.content_subtype == "plain"
    assert page.title in message.body
    assert "Un modérateur la lit avant sa publication" in message.body
    assert "mairie@ville-neuve.example" in message.body


def test_the_link_of_a_message_opens_the_idea(client: Client, page: CallForIdeas) -> None:
    sent_by(page)
    send_waiting()
    (link,) = [line for line in mail.outbox[0].body.splitlines() if "/suivi/lien/" in line]
    assert link.startswith("http://localhost/suivi/lien/")
    assert "Titre très particulier" in text_of(client.get(link, follow=True))


def test_no_message_carries_the_code_nor_what_was_typed(client: Client, page: CallForIdeas) -> None:
    sent = {"title": "Achetez mes pilules", "idea": "Chez pilules.example", "contact_email": ADDRESS}
    code = code_after(client, answer(client, page, sent))
    submission = Submission.objects.get()
    services.publish(submission, by=None)
    services.hide(submission, by=None, reason="advertising")
    assert send_waiting() == 3
    for message in mail.outbox:
        whole = message.message().as_string() + message.body
        assert "ilules" not in whole
        assert code not in whole
        assert code.replace("-", "") not in whole


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        (
            "fr",
            "Votre contribution n’est pas publiée",
            ["Motif\xa0: Hors sujet", "Charte de participation", "/suivi/lien/"],
        ),
        (
            "en",
            "Your contribution is not published",
            ["Reason: Off topic", "you can object once", "/en/suivi/lien/"],
        ),
        (
            "de",
            "Votre contribution n’est pas publiée",
            ["Motif\xa0: Hors sujet", "http://localhost/suivi/lien/"],
        ),
    ],
)
def test_a_refusal_is_told_in_the_language_of_the_contribution(
    page: CallForIdeas, language: str, subject: str, words: list[str]
) -> None:
    submission = sent_by(page, language)
    send_waiting()
    services.refuse(submission, by=None, reason="off_topic", message="Voyez <ici> & là.\nMerci.")
    send_waiting()
    message = mail.outbox[-1]
    assert subject in message.subject
    for part in [*words, "Voyez <ici> & là.\nMerci."]:
        assert part in message.body


def test_each_decision_is_told_and_spam_is_not_answered(page: CallForIdeas) -> None:
    submission = sent_by(page)
    spam = sent_by(page, address="robot@example.org")
    send_waiting()
    mail.outbox.clear()
    services.publish(submission, by=None)
    services.hide(submission, by=None, reason="illegal")
    services.withdraw(submission)
    services.mark_spam(spam, by=None)
    send_waiting()
    assert [message.subject.partition("] ")[2] for message in mail.outbox] == [
        "Votre contribution est publiée",
        "Votre contribution n’est plus visible",
        "Vous avez retiré votre contribution",
    ]


def test_who_takes_a_contribution_back_is_told_then_forgotten(page: CallForIdeas) -> None:
    submission = sent_by(page)
    services.withdraw(submission)
    assert Contributor.objects.count() == 1
    assert send_waiting() == 2
    assert "Votre adresse électronique est effacée" in mail.outbox[-1].body
    assert not Contributor.objects.exists()
    submission.refresh_from_db()
    assert (submission.contributor, submission.state) == (None, State.WITHDRAWN)


def test_a_message_goes_once(page: CallForIdeas) -> None:
    sent_by(page)
    assert [send_waiting(), send_waiting()] == [1, 0]
    due()
    assert send_waiting() == 0
    row = OutgoingMail.objects.get()
    assert row.sent_at is not None
    assert row.failed_at is None


def test_a_site_without_settings_sends_mail_all_the_same() -> None:
    sent_by(pages.call_for_ideas())
    assert send_waiting() == 1
    assert "http://localhost/suivi/lien/" in mail.outbox[0].body


def test_a_title_with_line_ends_cannot_write_headers(page: CallForIdeas) -> None:
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.text_rows.create(language="fr", name="Ville\r\nBcc: eve@example.org")
    identity.save()
    sent_by(page)
    assert send_waiting() == 1
    assert mail.outbox[0].subject.startswith("[Ville Bcc: eve@example.org]")
    assert mail.outbox[0].bcc == []


def test_the_worker_sends_mail_every_few_seconds() -> None:
    register()
    (job,) = [job for job in jobs() if job.run is send_waiting]
    assert job.interval <= datetime.timedelta(seconds=30)


# With a real mail server.


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    """A mail server that takes what it is given."""
    with post_office() as opened:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", opened.port
        yield opened


def test_a_mail_server_gets_plain_readable_mail(page: CallForIdeas, office: PostOffice) -> None:
    sent_by(page)
    assert send_waiting() == 1
    (message,) = office.received
    assert message["To"] == ADDRESS
    assert message["Subject"].strip() == "[Ville-Neuve] Votre contribution est bien arrivée"
    assert message.get_content_type() == "text/plain"
    assert page.title in message.get_content()


def test_an_address_that_is_refused_for_good_is_tried_once(page: CallForIdeas, office: PostOffice) -> None:
    office.replies[ADDRESS] = "550 no such user"
    sent_by(page)
    sent_by(page, address="zoe@example.org")
    assert send_waiting() == 1
    assert [message["To"] for message in office.received] == ["zoe@example.org"]
    refused = OutgoingMail.objects.get(contributor__email=ADDRESS)
    assert (refused.sent_at, refused.attempts) == (None, 1)
    assert refused.failed_at is not None
    due()
    assert send_waiting() == 0


def test_an_address_that_is_refused_for_now_is_tried_again_after_growing_pauses(
    page: CallForIdeas, office: PostOffice
) -> None:
    office.replies[ADDRESS] = "450 mailbox busy"
    sent_by(page)
    pauses = []
    for _try in range(outbox.MOST_ATTEMPTS):
        assert send_waiting() == 0
        row = OutgoingMail.objects.get()
        pauses.append(
            datetime.timedelta(minutes=round((row.not_before - timezone.now()).total_seconds() / 60))
        )
        # Not before its time.
        assert send_waiting() == 0
        due()
    assert pauses == sorted(pauses)
    assert pauses[0] < datetime.timedelta(minutes=6)
    assert pauses[1] > 2 * pauses[0]
    assert sum(pauses, datetime.timedelta()) > datetime.timedelta(days=4)
    row = OutgoingMail.objects.get()
    assert (row.attempts, row.sent_at) == (outbox.MOST_ATTEMPTS, None)
    assert row.failed_at is not None


def test_mail_goes_when_the_server_is_back(page: CallForIdeas, settings: Settings) -> None:
    with post_office() as closed:
        pass
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed.port
    for number in range(3):
        sent_by(page, address=f"a{number}@example.org")
    assert send_waiting() == 0
    # One was tried, the others were left alone.
    assert sorted(OutgoingMail.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    due()
    with post_office() as reopened:
        settings.EMAIL_PORT = reopened.port
        assert send_waiting() == 3
    assert len(reopened.received) == 3


def test_a_server_that_says_nothing_holds_up_no_resident(
    client: Client, page: CallForIdeas, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
    with silent_post_office() as port:
        settings.EMAIL_PORT = port
        for number in range(3):
            response = answer(client, page, {"title": f"Idée {number}", "contact_email": ADDRESS})
            assert response.status_code == 303
        assert OutgoingMail.objects.filter(attempts=0).count() == 3
        started = time.monotonic()
        assert send_waiting() == 0
        # One time-out, not one for each message.
        assert time.monotonic() - started < 3
    assert OutgoingMail.objects.filter(sent_at=None, failed_at=None).count() == 3


def test_a_failure_is_logged_without_an_address(
    page: CallForIdeas, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    office.replies[ADDRESS] = "550 <ana@example.org> unknown"
    sent_by(page)
    send_waiting()
    assert "SMTPRecipientsRefused" in caplog.text
    assert "ana" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_message_once(office: PostOffice) -> None:
    page = pages.call_for_ideas()
    addresses = [f"a{number}@example.org" for number in range(8)]
    for address in addresses:
        sent_by(page, address=address)
    together = Barrier(2)

    def work() -> int:
        try:
            together.wait(timeout=30)
            return send_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        sent = [future.result() for future in [workers.submit(work) for _ in range(2)]]
    assert sum(sent) == 8
    assert sorted(message["To"] for message in office.received) == addresses
