"""Triage: what it opens, and what its buttons do."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forms.enums import State
from forms.models import Decision, DecisionMessage, Note, OutgoingMail
from forms.moderation.services import hide, publish, refuse
from pages.models import CallForIdeas
from tests.factories.forms import theme
from tests.forms.browser import soup, text_of
from tests.forms.moderation.conftest import idea, url
from tests.forms.triage.conftest import do, open_triage, shown

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


def test_it_opens_on_the_oldest_that_waits_with_page_answers_and_keys(
    desk: Client, call: CallForIdeas
) -> None:
    idea(call, "Un banc")
    idea(call, "Deux arbres")
    response = open_triage(desk)
    page = soup(response)
    assert shown(response) == "Un banc"
    assert call.title in page.select_one(".desk-item__state").text
    assert "Merci à l’équipe." in page.select_one(".desk-answers").text
    assert "1 more after this one" in " ".join(page.select_one(".triage-side .desk-help").text.split())
    keys = {button["value"]: button.get("data-key") for button in page.select("button[name=do]")}
    assert keys["publish"] == "p"
    assert keys["request_change"] == "c"
    assert keys["spam"] == "s"
    assert keys["skip"] == "n"
    assert keys["refuse:offensive"] == "1"
    assert page.select_one("button[value=publish]").text.split() == ["Publish", "P"]
    assert response["Cache-Control"].startswith("max-age=0")


def test_whoever_switched_shortcuts_off_sees_no_keys(
    desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    moderator.wagtail_userprofile.keyboard_shortcuts = False
    moderator.wagtail_userprofile.save()
    idea(call)
    page = soup(open_triage(desk))
    assert page.select("[data-triage-keys], [data-key], [aria-keyshortcuts], kbd.triage-key") == []
    assert "switched off" in page.select_one(".triage-hint").text


@pytest.mark.parametrize(
    ("wish", "state", "reason"),
    [
        ("publish", State.PUBLISHED, ""),
        ("refuse:off_topic", State.REFUSED, "off_topic"),
        ("spam", State.SPAM, ""),
    ],
)
def test_one_press_decides_and_leads_to_the_next(
    desk: Client, call: CallForIdeas, moderator: Any, wish: str, state: State, reason: str
) -> None:
    first, second = idea(call, "Un banc"), idea(call, "Deux arbres")
    open_triage(desk)
    response = do(desk, first, wish)
    decision = Decision.objects.get()
    assert response.status_code == 303
    assert response.url == f"{url('triage')}?after={first.pk}&done={decision.pk}"
    assert (decision.to_state, decision.reason, decision.by) == (state, reason, moderator)
    following = desk.get(response.url)
    assert shown(following) == second.title
    assert soup(following).select_one(".triage-done p").text.startswith("“Un banc” is")


def test_a_text_goes_along_with_a_refusal_and_not_with_a_publication(
    desk: Client, call: CallForIdeas
) -> None:
    refused, published = idea(call), idea(call)
    do(desk, refused, "refuse:other", message="Voyez avec la Métropole.")
    do(desk, published, "publish", message="Voyez avec la Métropole.")
    assert DecisionMessage.objects.get(text="Voyez avec la Métropole.").decision.submission == refused


def test_a_change_is_asked_for_in_words_only(desk: Client, call: CallForIdeas) -> None:
    submission = idea(call, contact_email="lea@example.org")
    response = do(desk, submission, "request_change", message=" ")
    assert response.status_code == 422
    assert "Write what should be changed" in soup(response).select_one("#id_message_error").text
    do(desk, submission, "request_change", message="Retirez le numéro de téléphone.")
    submission.refresh_from_db()
    decision = Decision.objects.get()
    assert submission.state == State.CHANGES_REQUESTED
    assert decision.message.text == "Retirez le numéro de téléphone."
    assert OutgoingMail.objects.filter(decision=decision).count() == 1
    offered = soup(open_triage(desk, f"?at={submission.pk}&state=all")).select("button[name=do]")
    assert {"publish", "spam", "refuse:other"} <= {button["value"] for button in offered}
    assert "request_change" not in {button["value"] for button in offered}


def test_what_is_skipped_stays_and_comes_back_with_a_new_round(desk: Client, call: CallForIdeas) -> None:
    first, second = idea(call, "Un banc"), idea(call, "Deux arbres")
    response = do(desk, first, "skip")
    assert response.url == f"{url('triage')}?after={first.pk}"
    assert shown(desk.get(response.url)) == second.title
    end = desk.get(do(desk, second, "publish").url)
    assert shown(end) == "You are at the end"
    again = soup(end).select_one(".triage-end a")
    assert shown(desk.get(again["href"])) == first.title
    last = desk.get(do(desk, first, "publish").url)
    assert shown(last) == "All is decided"
    assert soup(last).select_one(".triage-done button") is not None


def test_it_keeps_to_the_filters_of_the_queue(desk: Client, call: CallForIdeas) -> None:
    idea(call, "Sur le web")
    paper = idea(call, "Sur papier", channel="paper")
    later = idea(call, "Sur papier aussi", channel="paper")
    queue = desk.get(url("list") + "?channel=paper&order=newest")
    link = soup(queue).select_one("a[href*='/triage/']")["href"]
    assert shown(desk.get(link)) == later.title
    response = do(desk, later, "skip", "?channel=paper&order=newest")
    assert shown(desk.get(response.url)) == paper.title
    assert open_triage(desk, "?channel=pigeon").status_code == 400


def test_published_ones_can_be_gone_through_and_hidden(
    desk: Client, call: CallForIdeas, moderator: Any
) -> None:
    submission = idea(call)
    publish(submission, by=moderator)
    response = open_triage(desk, "?state=published")
    values = [button["value"] for button in soup(response).select("button[name=do]")]
    assert "hide:offensive" in values
    assert "publish" not in values
    do(desk, submission, "hide:offensive", "?state=published")
    submission.refresh_from_db()
    assert submission.state == State.HIDDEN


def test_the_script_gets_the_changing_part_alone(desk: Client, call: CallForIdeas) -> None:
    first, _second = idea(call), idea(call)
    response = desk.post(
        url("triage_decide", first.pk),
        {"do": "publish", "revision": 1},
        headers={"X-Requested-With": "XMLHttpRequest"},
        follow=True,
    )
    assert response["X-Triage"] == "1"
    assert b"<html" not in response.content
    assert soup(response).select_one("[data-triage-announce]").text == "“Un banc” is published."


def test_a_session_that_is_over_is_told_apart(client: Client, call: CallForIdeas) -> None:
    submission = idea(call)
    script = {"X-Requested-With": "XMLHttpRequest"}
    assert client.get(url("triage"), headers=script).status_code == 403
    assert client.post(url("triage_renew", submission.pk), headers=script).status_code == 403


def test_what_is_malformed_or_of_another_section_is_refused(desk: Client, call: CallForIdeas) -> None:
    from tests.factories import pages

    mine, foreign = idea(call), idea(pages.call_for_ideas("Ailleurs"))
    for query in ("?after=x", "?at=-1", f"?at={foreign.pk}", f"?after={foreign.pk}", "?done=é"):
        assert open_triage(desk, query).status_code == 400, query
    for name in ("triage_decide", "triage_renew"):
        assert desk.post(url(name, foreign.pk), {"do": "publish", "revision": 1}).status_code == 404
        assert desk.get(url(name, mine.pk)).status_code == 405
    assert do(desk, mine, "delete").status_code == 400
    assert do(desk, mine, "publish", revision="x").status_code == 400
    assert do(desk, mine, "refuse:").status_code == 422
    assert do(desk, mine, "refuse:because").status_code == 422
    assert desk.post(url("triage_undo"), {"decision": "x"}).status_code == 400
    assert desk.post(url("triage_undo"), {"decision": "999999"}).status_code == 404
    assert Decision.objects.count() == 0


def test_on_a_conflict_both_sides_are_shown_and_nothing_is_overwritten(
    desk: Client, call: CallForIdeas, solene: Any
) -> None:
    submission = idea(call)
    open_triage(desk)
    refuse(submission, by=solene, reason="duplicate", message="Voir le banc d’Anna.")
    response = do(desk, submission, "refuse:off_topic", revision=1, message="Mon long texte.")
    assert response.status_code == 409
    page = soup(response)
    sides = [" ".join(side.text.split()) for side in page.select(".triage-sides > div")]
    for words in ("Awaiting moderation → Refused", "Solène Petit", "Duplicate", "Voir le banc d’Anna."):
        assert words in sides[0]
    for words in ("Refuse", "Off topic", "Mon long texte."):
        assert words in sides[1]
    assert Decision.objects.count() == 1
    assert page.select_one("button[value=restore]") is not None
    assert page.select_one("input[name=revision]")["value"] == "2"


def test_screen_and_decision_take_few_queries(desk: Client, call: CallForIdeas, moderator: Any) -> None:
    theme("Nature")
    first = idea(call, "Un banc", contact_email="lea@example.org")
    for number in range(5):
        idea(call, f"Idée {number}", contact_email="lea@example.org")
    for _round in range(3):
        publish(first, by=moderator)
        hide(first, by=moderator, reason="other", message="Non.")
        Note.objects.create(submission=first, author=moderator, text="Vu.")
    query = f"?at={first.pk}&state=all"
    open_triage(desk, query)
    with CaptureQueriesContext(connection) as screen:
        assert shown(open_triage(desk, query)) == "Un banc"
    last = Decision.objects.filter(submission=first).last()
    with CaptureQueriesContext(connection) as following:
        open_triage(desk, f"?after={first.pk}&done={last.pk}")
    waiting = idea(call, "Encore", contact_email="lea@example.org")
    with CaptureQueriesContext(connection) as post:
        assert do(desk, waiting, "refuse:other", message="Non.").status_code == 303
    counts = {"screen": len(screen), "next": len(following), "decision": len(post)}
    assert max(counts.values()) <= MOST_QUERIES, counts


def test_the_queue_and_the_first_page_of_the_admin_lead_there(desk: Client, call: CallForIdeas) -> None:
    idea(call)
    for response in (desk.get(url("list")), desk.get("/admin/")):
        assert soup(response).select_one(f"a[href^='{url('triage')}']") is not None
    assert "Read them one by one" in text_of(desk.get(url("list")))
