"""Anybody reports what is published; a moderator settles it, and the reporter is told."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import PageViewRestriction, Site

from forms.enums import DecisionAction, DecisionSource, State
from forms.mail import send_waiting
from forms.models import AppealSettings, Contributor, OutgoingMail, Report, Submission
from forms.moderation import services
from forms.moderation.undo import undo
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.forms.browser import held, soup, text_of
from tests.forms.telling.conftest import author_of, case_url, desk_of, published, sent

pytestmark = pytest.mark.django_db
WORDS = "Le numéro est celui de ma voisine."
REPORTER = "zoe@example.org"


def address_of(submission: Submission) -> str:
    """Return where a contribution is reported, in English."""
    return f"/en/signaler/{submission.pk}/"


def filled(client: Client, submission: Submission, **answers: Any) -> dict[str, Any]:
    """Open the form and return what it would send."""
    page = client.get(address_of(submission))
    assert page.status_code == 200
    return {**held(page), "reason": "personal_data", "text": WORDS, **answers}


@pytest.fixture(autouse=True)
def _at_once(settings: Settings) -> None:
    settings.MINIMUM_FILL_SECONDS = 0


def reported(submission: Submission, connection_from: str = "192.0.2.1", **answers: Any) -> Any:
    """Report as a visitor does."""
    client = Client(REMOTE_ADDR=connection_from)
    return client.post(address_of(submission), filled(client, submission, **answers))


def judge(client: Client, submission: Submission, judgement: str, **data: Any) -> Any:
    """Settle the reports in the admin."""
    submission.refresh_from_db()
    data = {"judgement": judgement, "revision": submission.revision, **data}
    return client.post(case_url("judge", submission.pk), data)


def test_a_published_contribution_leads_to_where_it_is_reported(call: CallForIdeas, camille: Any) -> None:
    submission = published(call, camille)
    page = soup(Client().get(call.contribution_url(submission), follow=True))
    assert page.find("a", href=reverse("report", args=[submission.pk]))
    response = reported(submission)
    assert response.status_code == 303
    assert "Thank you" in text_of(Client().get(response["Location"]))
    report = Report.objects.get()
    assert (report.reason, report.text, report.reporter) == ("personal_data", WORDS, None)
    submission.refresh_from_db()
    assert submission.state == State.PUBLISHED


def test_what_nobody_may_read_cannot_be_reported(call: CallForIdeas, camille: Any) -> None:
    waiting, shown = sent(call), published(call, camille)
    assert Client().get(address_of(waiting)).status_code == 404
    assert Client().get("/en/signaler/99999999999999999999/").status_code == 404
    PageViewRestriction.objects.create(page=call, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get(address_of(shown)).status_code == 404


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ({"reason": ""}, 422),
        ({"reason": "off_topic"}, 422),
        ({"email": "nobody"}, 422),
        ({"text": "x" * 1_001}, 422),
        ({"website": "https://spam.example"}, 422),
        ({"nonce": "made-up"}, 400),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    call: CallForIdeas, camille: Any, answers: dict[str, str], status: int
) -> None:
    response = reported(published(call, camille), **answers)
    assert response.status_code == status
    assert soup(response).select_one(".error-summary")
    typed = soup(response).select_one("textarea[name=text]").text.removeprefix("\n")
    assert typed == answers.get("text", WORDS)
    assert not Report.objects.exists()


def test_a_double_click_is_one_report_even_if_the_first_one_hid_it(call: CallForIdeas, camille: Any) -> None:
    submission = published(call, camille)
    client = Client()
    data = filled(client, submission)
    assert client.post(address_of(submission), data).status_code == 303
    services.hide(submission, by=camille, reason="personal_data")
    assert client.post(address_of(submission), data).status_code == 303
    assert Report.objects.count() == 1


def test_too_many_reports_from_one_connection(call: CallForIdeas, camille: Any, settings: Settings) -> None:
    settings.REPORT_RATE = (1, 600)
    submission = published(call, camille)
    assert reported(submission).status_code == 303
    response = reported(submission)
    assert response.status_code == 429
    assert WORDS in soup(response).select_one("textarea").text


def test_reports_hide_nothing_unless_the_site_says_so(call: CallForIdeas, camille: Any) -> None:
    submission = published(call, camille)
    for number in range(1, 6):
        reported(submission, f"192.0.2.{number}")
    submission.refresh_from_db()
    assert submission.state == State.PUBLISHED


def test_so_many_reports_hide_it_and_its_author_is_told_that_this_was_automatic(
    call: CallForIdeas, camille: Any
) -> None:
    AppealSettings.objects.update_or_create(site=Site.objects.get(), defaults={"reports_to_hide": 3})
    submission = published(call, camille, language="en")
    # The same connection counts once a day.
    for number in (1, 1, 1, 2):
        reported(submission, f"192.0.2.{number}")
    submission.refresh_from_db()
    assert submission.state == State.PUBLISHED
    reported(submission, "192.0.2.3", reason="offensive")
    submission.refresh_from_db()
    assert submission.state == State.HIDDEN
    last = submission.decisions.last()
    assert (last.source, last.action, last.reason) == (
        DecisionSource.SYSTEM,
        DecisionAction.HIDE,
        "personal_data",
    )
    assert "3 visitors have reported it" in last.message.facts
    send_waiting()
    body = mail.outbox[-1].body
    assert "A rule decided this automatically" in body
    assert WORDS not in body
    page = text_of(author_of(submission).get("/en/suivi/"))
    assert "A rule, automatically" in page
    assert "You can object once" in page
    assert Report.objects.filter(settled_at=None).count() == 5


def test_what_a_moderator_kept_is_not_hidden_by_numbers_again(call: CallForIdeas, camille: Any) -> None:
    AppealSettings.objects.update_or_create(site=Site.objects.get(), defaults={"reports_to_hide": 2})
    submission = published(call, camille)
    reported(submission, "192.0.2.1")
    judge(desk_of(camille), submission, "keep")
    for number in (2, 3, 4):
        reported(submission, f"192.0.2.{number}")
    submission.refresh_from_db()
    assert submission.state == State.PUBLISHED


def test_the_reporter_is_told_once_then_forgotten(call: CallForIdeas, camille: Any) -> None:
    submission = published(call, camille, contact_email="")
    reported(submission, email=REPORTER)
    assert not OutgoingMail.objects.exists()
    assert judge(desk_of(camille), submission, "keep").status_code == 303
    report = Report.objects.get()
    assert (report.outcome, report.decision.action) == (Report.Outcome.KEPT, DecisionAction.CONFIRM)
    assert [send_waiting(), send_waiting()] == [1, 0]
    (message,) = mail.outbox
    assert message.to == [REPORTER]
    assert "Your report has been looked at" in message.subject
    assert "decided that it stays" in message.body
    for secret in ("Un banc", "banc", WORDS, "/suivi/lien/"):
        assert secret not in message.body
    assert not Contributor.objects.exists()
    report.refresh_from_db()
    assert report.reporter is None


def test_any_decision_that_hides_it_settles_what_was_reported(call: CallForIdeas, camille: Any) -> None:
    submission = published(call, camille, contact_email="")
    reported(submission, email=REPORTER)
    services.hide(submission, by=camille, reason="personal_data")
    send_waiting()
    assert Report.objects.get().outcome == Report.Outcome.HIDDEN
    assert "It is no longer shown." in mail.outbox[-1].body


def test_a_decision_taken_back_opens_the_reports_again_unsaid(
    call: CallForIdeas, camille: Any, settings: Settings
) -> None:
    settings.UNDO_SECONDS = 30
    submission = published(call, camille, contact_email="")
    reported(submission, email=REPORTER)
    undo(services.hide(submission, by=camille, reason="personal_data"), by=camille)
    assert Report.objects.get().settled_at is None
    assert not OutgoingMail.objects.exists()
    assert Contributor.objects.count() == 1


def test_what_a_rule_hid_a_moderator_keeps_hidden_with_a_reason_or_publishes_again(
    call: CallForIdeas, camille: Any
) -> None:
    AppealSettings.objects.update_or_create(site=Site.objects.get(), defaults={"reports_to_hide": 2})
    first, second = published(call, camille), published(call, camille)
    for submission in (first, second):
        reported(submission, "192.0.2.1")
        reported(submission, "192.0.2.2")
    desk = desk_of(camille)
    assert judge(desk, first, "hide").status_code == 422
    assert judge(desk, first, "hide", reason="personal_data", message="Un numéro.").status_code == 303
    assert judge(desk, second, "keep").status_code == 303
    for submission, state, action in (
        (first, State.HIDDEN, DecisionAction.HIDE),
        (second, State.PUBLISHED, DecisionAction.RESTORE),
    ):
        submission.refresh_from_db()
        last = submission.decisions.last()
        assert (submission.state, last.action, last.by) == (state, action, camille)
    assert not Report.objects.filter(settled_at=None).exists()
    # The statement of a person, to which one may object in its own right.
    page = text_of(author_of(first).get("/en/suivi/"))
    assert "Un numéro." in page
    assert page.count("You can object once") == 1


def test_moderators_find_reports_in_a_list_in_the_queue_and_beside_the_contribution(
    call: CallForIdeas, camille: Any
) -> None:
    submission = published(call, camille)
    reported(submission)
    reported(submission, reason="offensive", email=REPORTER)
    desk = desk_of(camille)
    assert "1 contribution reported by visitors" in text_of(desk.get("/admin/"))
    with CaptureQueriesContext(connection) as queries:
        listed = text_of(desk.get(case_url("reports")))
    assert len(queries) <= 25
    assert "Contains personal data (1)" in listed
    assert "Un banc" in text_of(desk.get(case_url("list"), {"state": "reported"}))
    page = text_of(desk.get(submission.admin_url))
    assert WORDS in page
    assert REPORTER not in page
    stranger = desk_of(moderation.moderator(pages.consultation()))
    assert "There are none." in text_of(stranger.get(case_url("reports")))
    assert judge(stranger, submission, "keep").status_code == 404


def test_a_judgement_on_what_has_changed_meanwhile_overwrites_nothing(
    call: CallForIdeas, camille: Any, dominique: Any
) -> None:
    submission = published(call, camille)
    reported(submission)
    seen = submission.revision
    services.hide(submission, by=dominique, reason="other")
    response = judge(desk_of(camille), submission, "keep", revision=seen)
    assert response.status_code == 409
    assert "Dominique Petit decided in the meantime" in text_of(response)
