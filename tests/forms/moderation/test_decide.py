"""One submission: what is shown of it, and deciding on it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forms.enums import State
from forms.models import Decision, Note, OutgoingMail, Submission
from forms.moderation.services import hide, mark_spam, publish, refuse
from pages.models import CallForIdeas
from tests.factories import forms as form_factory
from tests.factories import pages
from tests.factories.moderation import moderator as make_moderator
from tests.forms.browser import soup, text_of
from tests.forms.moderation.conftest import decide, idea, url

pytestmark = pytest.mark.django_db


def state_of(submission: Submission) -> str:
    submission.refresh_from_db()
    return submission.state


def test_shows_every_question_in_order_and_says_what_stays_private(desk: Client, call: CallForIdeas) -> None:
    page = soup(desk.get(url("inspect", idea(call).pk)))
    asked = [" ".join(dt.get_text(" ").split()) for dt in page.select(".desk-answers dt")]
    assert asked == ["Titre published", "Votre idée published", "Un mot pour l’équipe private"]
    assert "Merci à l’équipe." in page.select_one(".desk-answers").text


def test_shows_the_contact_and_never_the_code(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call, contact_email="lea@example.org")
    html = desk.get(url("inspect", submission.pk)).content.decode()
    assert "lea@example.org" in html
    assert submission.receipt_digest not in html


def test_names_the_language_of_the_contribution(desk: Client, call: CallForIdeas) -> None:
    page = soup(desk.get(url("inspect", idea(call, language="fr").pk)))
    facts = [" ".join(text.split()) for text in page.select_one(".desk-facts").stripped_strings]
    assert facts[facts.index("Language") + 1] == "Français"


def test_publishing_goes_on_to_the_next_that_waits(desk: Client, call: CallForIdeas) -> None:
    first, second = idea(call, "Première"), idea(call, "Deuxième")
    response = decide(desk, first, "publish")
    assert response.status_code == 303
    assert response.url == url("inspect", second.pk)
    assert state_of(first) == State.PUBLISHED
    assert "“Première” is published." in text_of(desk.get(response.url))


def test_the_last_decision_leads_back_to_the_queue_with_its_filters(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call)
    address = url("decide", submission.pk) + "?channel=web&order=newest"
    response = desk.post(address, {"action": "publish", "revision": 1})
    assert response.url == url("list") + "?channel=web&order=newest"
    assert "All is decided" not in text_of(desk.get(response.url))


def test_the_next_one_respects_the_filters(desk: Client, call: CallForIdeas) -> None:
    first = idea(call, "Une", channel="paper")
    idea(call, "Deux", channel="web")
    third = idea(call, "Trois", channel="paper")
    response = desk.post(url("decide", first.pk) + "?channel=paper", {"action": "publish", "revision": 1})
    assert response.url == url("inspect", third.pk) + "?channel=paper"


def test_a_refusal_needs_a_reason_and_keeps_what_was_typed(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call)
    response = decide(desk, submission, "refuse", message="Voyez avec la Métropole.")
    assert response.status_code == 422
    page = soup(response)
    assert "Choose a reason" in page.select_one("#id_reason_error").text
    assert page.select_one("#id_message").text.strip() == "Voyez avec la Métropole."
    assert state_of(submission) == State.PENDING


def test_a_refusal_keeps_reason_and_text_in_the_history_and_tells_the_author(
    desk: Client, call: CallForIdeas
) -> None:
    submission = idea(call, contact_email="lea@example.org")
    decide(desk, submission, "refuse", reason="off_topic", message="Voyez avec la Métropole.")
    decision = Decision.objects.get(submission=submission)
    assert (decision.from_state, decision.to_state, decision.reason) == ("pending", "refused", "off_topic")
    assert OutgoingMail.objects.filter(decision=decision).count() == 1
    history = soup(desk.get(url("inspect", submission.pk) + "?state=all")).select_one(".desk-history").text
    for words in ("Awaiting moderation → Refused", str(decision.by), "Off topic", "Voyez avec la Métropole."):
        assert words in history


def test_hiding_restoring_and_spam(desk: Client, call: CallForIdeas) -> None:
    shown, unwanted = idea(call), idea(call)
    decide(desk, shown, "publish")
    shown.refresh_from_db()
    assert decide(desk, shown, "hide").status_code == 422
    decide(desk, shown, "hide", reason="personal_data")
    assert state_of(shown) == State.HIDDEN
    decide(desk, shown, "restore")
    assert state_of(shown) == State.PUBLISHED
    decide(desk, unwanted, "spam")
    assert state_of(unwanted) == State.SPAM
    decide(desk, unwanted, "restore")
    assert state_of(unwanted) == State.PENDING


def test_spam_among_recorded_answers_goes_back_to_recorded(client: Client) -> None:
    page = pages.questionnaire()
    user = make_moderator(page)
    client.force_login(user)
    submission = form_factory.send(page, {})
    mark_spam(submission, by=user)
    decide(client, submission, "restore")
    assert state_of(submission) == State.RECORDED


def test_whoever_comes_second_is_told_and_overwrites_nothing(
    desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    other = make_moderator(call, username="solene", first_name="Solène", last_name="Petit")
    submission = idea(call)
    seen = submission.revision
    publish(submission, by=other)
    response = decide(desk, submission, "refuse", revision=seen, reason="other", message="Mon long texte.")
    assert response.status_code == 409
    words = text_of(response)
    assert "decided in the meantime" in words
    assert "Published" in words
    assert "Mon long texte." in words
    assert state_of(submission) == State.PUBLISHED
    assert Decision.objects.filter(submission=submission).count() == 1


def test_a_double_click_decides_once(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call)
    assert decide(desk, submission, "publish").status_code == 303
    assert decide(desk, submission, "publish").status_code == 409
    assert Decision.objects.count() == 1


def test_an_action_that_the_state_does_not_allow_is_said(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call)
    response = decide(desk, submission, "hide", reason="other")
    assert response.status_code == 409
    assert "cannot become" in text_of(response)
    assert "nothing to restore" in text_of(decide(desk, submission, "restore"))


def test_a_malformed_decision_is_refused(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call)
    for data in (
        {},
        {"action": "publish"},
        {"action": "publish", "revision": "x"},
        {"action": "delete", "revision": 1},
        {"action": "publish", "revision": -1},
    ):
        assert desk.post(url("decide", submission.pk), data).status_code == 400, data
    assert state_of(submission) == State.PENDING


def test_too_long_a_text_is_said_and_kept(desk: Client, call: CallForIdeas) -> None:
    response = decide(desk, idea(call), "refuse", reason="other", message="x" * 2_001)
    assert response.status_code == 422
    assert "x" * 2_001 in response.content.decode()


def test_a_text_typed_for_a_refusal_does_not_go_out_with_a_publication(
    desk: Client, call: CallForIdeas
) -> None:
    decide(desk, idea(call), "publish", message="Non.", reason="other")
    decision = Decision.objects.get()
    assert decision.reason == ""
    assert not hasattr(decision, "message")


def test_decisions_and_notes_are_posted(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call)
    for name in ("decide", "note"):
        assert desk.get(url(name, submission.pk)).status_code == 405


def test_private_notes_are_for_moderators(desk: Client, call: CallForIdeas, moderator: Any) -> None:
    submission = idea(call)
    assert desk.post(url("note", submission.pk), {"note-text": ""}).status_code == 422
    response = desk.post(url("note", submission.pk), {"note-text": "Voir la voirie <b>avant</b>"})
    assert response.status_code == 303
    assert Note.objects.get().author == moderator
    html = desk.get(url("inspect", submission.pk)).content.decode()
    assert "Voir la voirie &lt;b&gt;avant&lt;/b&gt;" in html


def test_inspecting_takes_a_fixed_number_of_queries(desk: Client, call: CallForIdeas, moderator: Any) -> None:
    numbers = []
    submission = idea(call)
    # Objections are looked for once there is a decision that may be contested.
    refuse(submission, by=moderator, reason="other", message="Non.")
    decide(desk, submission, "restore", revision=submission.revision)
    submission.refresh_from_db()
    for _round in range(2):
        desk.get(url("inspect", submission.pk) + "?state=all")
        with CaptureQueriesContext(connection) as queries:
            desk.get(url("inspect", submission.pk) + "?state=all")
        numbers.append(len(queries))
        for _more in range(3):
            idea(call)
            refuse(submission, by=moderator, reason="other", message="Non.")
            decide(desk, submission, "restore", revision=submission.revision)
            submission.refresh_from_db()
            Note.objects.create(submission=submission, author=moderator, text="Vu.")
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 25


def test_a_published_contribution_links_to_its_public_page(
    desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    submission = idea(call)
    publish(submission, by=moderator)
    link = submission.get_public_url()
    assert link in desk.get(url("inspect", submission.pk) + "?state=all").content.decode()
    hide(submission, by=moderator, reason="other")
    assert link not in desk.get(url("inspect", submission.pk) + "?state=all").content.decode()


def test_a_withdrawn_one_can_no_longer_be_decided_on(desk: Client, call: CallForIdeas) -> None:
    from forms.moderation.services import withdraw

    submission = idea(call)
    withdraw(submission)
    response = desk.get(url("inspect", submission.pk) + "?state=all")
    assert soup(response).select_one("#decide") is None
    assert "its author" in text_of(response)
    assert decide(desk, submission, "publish").status_code == 409
