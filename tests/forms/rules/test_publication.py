"""A page that publishes at once and moderates afterwards."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from forms.enums import DecisionAction, DecisionSource, Publication, State
from forms.mail import send_waiting
from forms.models import Submission
from forms.moderation import services
from forms.moderation.services import TransitionRefused
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.factories.forms import send
from tests.forms.browser import answer, text_of
from tests.forms.moderation.conftest import bulk_url, decide, idea, signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> CallForIdeas:
    """A call for ideas that publishes what it receives at once."""
    return pages.call_for_ideas(publication=Publication.AT_ONCE)


@pytest.fixture
def moderator(page: CallForIdeas) -> Any:
    """Its moderator."""
    return moderation.moderator(page)


@pytest.fixture
def desk(client: Client, moderator: Any) -> Client:
    """The moderator's browser."""
    return signed_in(client, moderator)


def test_an_idea_is_public_as_soon_as_it_is_sent(client: Client, page: CallForIdeas) -> None:
    response = answer(client, page, {"title": "Une fontaine", "idea": "Sur la place."})
    receipt = text_of(client.get(response["Location"]))
    assert "Un modérateur la lit avant" not in receipt
    submission = Submission.objects.get()
    assert (submission.state, submission.unseen) == (State.PUBLISHED, True)
    assert "Une fontaine" in text_of(Client().get(page.get_url()))
    decision = submission.decisions.get()
    assert (decision.source, decision.action, decision.by) == (
        DecisionSource.SYSTEM,
        DecisionAction.PUBLISH,
        None,
    )


def test_its_author_gets_one_message_that_says_so(page: CallForIdeas) -> None:
    send(page, {"title": "Une fontaine"}, contact_email="ana@example.org", language="en")
    assert send_waiting() == 1
    assert "everybody can read it. A moderator reads it afterwards" in mail.outbox[0].body


def test_what_nobody_has_looked_at_is_listed_until_somebody_keeps_it(
    desk: Client, page: CallForIdeas, moderator: Any
) -> None:
    first, second = idea(page, "Un banc"), idea(page, "Une fontaine")
    assert "Published at once, not looked at yet: 2" in text_of(desk.get(url("list")))
    unseen = text_of(desk.get(url("list"), {"state": "unseen"}))
    assert "Un banc" in unseen
    assert "Une fontaine" in unseen
    assert "Keep published" in text_of(desk.get(url("inspect", first.pk)))
    decide(desk, first, "confirm")
    first.refresh_from_db()
    assert (first.state, first.unseen) == (State.PUBLISHED, False)
    kept = first.decisions.last()
    assert kept is not None
    assert (kept.action, kept.by, kept.from_state, kept.to_state) == (
        DecisionAction.CONFIRM,
        moderator,
        State.PUBLISHED,
        State.PUBLISHED,
    )
    # The message about the first one is read on the next screen.
    desk.get(url("list"))
    unseen = text_of(desk.get(url("list"), {"state": "unseen"}))
    assert "Un banc" not in unseen
    assert "Une fontaine" in unseen
    assert "Keep published" not in text_of(desk.get(url("inspect", first.pk)))
    assert second.unseen


def test_many_are_kept_at_once(desk: Client, page: CallForIdeas) -> None:
    ideas = [idea(page, f"Idée {number}") for number in range(3)]
    chosen = f"{bulk_url('confirm')}?id=all&state=unseen"
    data = {"up_to": ideas[-1].pk, "total": 3}
    assert desk.post(chosen, data).status_code == 303
    assert not Submission.objects.unseen().exists()
    assert Submission.objects.filter(state=State.PUBLISHED).count() == 3


def test_hiding_one_is_looking_at_it(page: CallForIdeas, moderator: Any) -> None:
    submission = idea(page)
    services.hide(submission, by=moderator, reason="off_topic")
    services.restore(submission, by=moderator)
    assert (submission.state, submission.unseen) == (State.PUBLISHED, False)


def test_it_is_kept_once(page: CallForIdeas, moderator: Any) -> None:
    submission = idea(page)
    services.keep(submission, by=moderator)
    with pytest.raises(TransitionRefused):
        services.keep(submission, by=moderator)


def test_a_page_that_moderates_first_publishes_nothing_by_itself(client: Client) -> None:
    submission = idea(pages.call_for_ideas())
    assert (submission.state, submission.unseen) == (State.PENDING, False)
    assert not submission.decisions.exists()
