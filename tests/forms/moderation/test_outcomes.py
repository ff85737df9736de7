"""What became of a contribution: the authority answers, everybody reads it."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forms.enums import FollowUp
from forms.mail import send_waiting
from forms.models import Outcome, OutgoingMail, Submission
from forms.moderation import services
from forms.outcomes import NotPublished, answer
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.forms.browser import soup
from tests.forms.moderation.conftest import idea, signed_in, url
from tests.forms.test_published import publish

pytestmark = pytest.mark.django_db

TEXT = "Dix bancs seront posés en mai."


def answered(submission: Submission, state: FollowUp = FollowUp.DECIDED, text: str = TEXT) -> Outcome:
    return answer(submission, by=None, state=state, text=text)


class TestAnswering:
    def test_stands_on_the_contribution_and_on_its_card(self, call: CallForIdeas, client: Client) -> None:
        banc = publish(call, "Un banc")
        answered(banc)

        page = soup(client.get(banc.get_public_url())).select_one(".outcome")
        card = soup(client.get(call.url)).select_one(".card-tile .status-tag")

        assert page is not None
        assert TEXT in page.get_text()
        assert str(FollowUp.DECIDED.label) in page.get_text()
        assert card is not None
        assert str(FollowUp.DECIDED.label) in card.get_text()

    def test_is_announced_where_there_is_none_yet(self, call: CallForIdeas, client: Client) -> None:
        banc = publish(call, "Un banc")

        assert soup(client.get(banc.get_public_url())).select(".outcome p")
        assert not soup(client.get(call.url)).select(".card-tile .status-tag")

    def test_replaces_the_answer_before(self, call: CallForIdeas, client: Client) -> None:
        banc = publish(call, "Un banc")
        answered(banc, FollowUp.STUDIED, "À l’étude.")
        answered(banc, FollowUp.DONE, "Posés.")

        shown = client.get(banc.get_public_url()).content.decode()

        assert "Posés." in shown
        assert "À l’étude." not in shown

    def test_is_escaped(self, call: CallForIdeas, client: Client) -> None:
        banc = publish(call, "Un banc")
        answered(banc, text="<script>alert(1)</script>")

        assert "<script>alert" not in client.get(banc.get_public_url()).content.decode()

    def test_is_refused_for_what_nobody_can_read(self, call: CallForIdeas) -> None:
        hidden = publish(call, "Masqué")
        services.hide(hidden, by=None, reason="offensive")

        for submission in (idea(call), hidden):
            with pytest.raises(NotPublished):
                answered(submission)

    def test_leaves_with_the_contribution_that_is_hidden(self, call: CallForIdeas, client: Client) -> None:
        banc = publish(call, "Un banc")
        answered(banc)
        services.hide(banc, by=None, reason="offensive")

        assert client.get(banc.get_public_url()).status_code == 404
        assert TEXT not in client.get(call.url).content.decode()

    def test_takes_no_query_more_for_many(self, call: CallForIdeas, client: Client) -> None:
        def queries() -> int:
            client.get(call.url)
            # Nothing is remembered: what a first visitor costs.
            cache.clear()
            with CaptureQueriesContext(connection) as found:
                client.get(call.url)
            return len(found)

        answered(publish(call, "Un banc"))
        before = queries()
        for number in range(6):
            answered(publish(call, f"Un banc {number}"))

        assert queries() == before


class TestTellingTheAuthor:
    @pytest.fixture
    def banc(self, call: CallForIdeas) -> Submission:
        banc = idea(call, contact_email="ana@example.org")
        services.publish(banc, by=None)
        return banc

    def test_by_one_mail_for_each_answer(self, banc: Submission) -> None:
        answered(banc)
        answered(banc)

        assert OutgoingMail.objects.filter(kind=OutgoingMail.Kind.ANSWERED).count() == 1

        answered(banc, FollowUp.DONE)

        assert OutgoingMail.objects.filter(kind=OutgoingMail.Kind.ANSWERED).count() == 2

    def test_in_words_without_what_residents_wrote(self, banc: Submission) -> None:
        answered(banc)

        send_waiting()

        message = mail.outbox[-1]
        assert TEXT in message.body
        assert "devant l’école" not in message.body
        assert message.to == ["ana@example.org"]


class TestTheDesk:
    def post(self, desk: Client, submission: Submission, **data: Any) -> Any:
        data = {"outcome-seen": "0", "outcome-state": "decided", "outcome-text": TEXT, **data}
        return desk.post(url("outcome", submission.pk), data)

    def test_answers_with_a_form_under_the_decision(self, call: CallForIdeas, desk: Client) -> None:
        banc = publish(call, "Un banc")
        assert soup(desk.get(url("inspect", banc.pk))).select("[name=outcome-text]")

        response = self.post(desk, banc)

        assert response.status_code == 303
        outcome = Outcome.objects.get(submission=banc)
        assert (outcome.state, outcome.text) == ("decided", TEXT)
        assert TEXT in desk.get(url("inspect", banc.pk)).content.decode()

    def test_overwrites_no_answer_that_was_not_read(self, call: CallForIdeas, desk: Client) -> None:
        banc = publish(call, "Un banc")
        answered(banc, FollowUp.STUDIED, "À l’étude.")

        refused = self.post(desk, banc)

        assert refused.status_code == 409
        page = soup(refused)
        assert TEXT in page.select_one("[name=outcome-text]").text
        assert "À l’étude." in page.get_text()
        assert Outcome.objects.get(submission=banc).text == "À l’étude."
        seen = page.select_one("[name=outcome-seen]")["value"]
        assert self.post(desk, banc, **{"outcome-seen": seen}).status_code == 303
        assert Outcome.objects.get(submission=banc).text == TEXT
        assert self.post(desk, banc, **{"outcome-seen": ""}).status_code == 400

    def test_keeps_what_was_typed_when_something_is_missing(self, call: CallForIdeas, desk: Client) -> None:
        response = self.post(desk, publish(call, "Un banc"), **{"outcome-state": ""})

        assert response.status_code == 422
        assert TEXT in response.content.decode()
        assert not Outcome.objects.exists()

    def test_has_no_form_for_what_is_not_published(self, call: CallForIdeas, desk: Client) -> None:
        waiting = idea(call)

        assert not soup(desk.get(url("inspect", waiting.pk))).select("[name=outcome-text]")
        assert self.post(desk, waiting).status_code == 409

    def test_lets_nobody_answer_in_another_section(self, call: CallForIdeas, client: Client) -> None:
        stranger = moderation.moderator(pages.call_for_ideas("Ailleurs"))
        banc = publish(call, "Un banc")

        response = self.post(signed_in(client, stranger), banc)

        assert response.status_code == 404
        assert not Outcome.objects.exists()

    def test_lets_nobody_answer_who_moderates_nothing(self, call: CallForIdeas, client: Client) -> None:
        agent = get_user_model().objects.create_user("agent", password="x")
        client.force_login(agent)

        assert self.post(client, publish(call, "Un banc")).status_code in (302, 403)
        assert not Outcome.objects.exists()
