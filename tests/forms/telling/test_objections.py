"""An author objects once, somebody else looks again, and the outcome is told."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forms.enums import DecisionAction, State
from forms.mail import send_waiting
from forms.merging.services import merge
from forms.models import AppealSettings, Objection, ObjectionRight, Submission
from forms.moderation import services
from forms.objections.rights import months_later
from pages.models import CallForIdeas
from tests.factories import moderation, pages
from tests.forms.browser import soup, text_of
from tests.forms.telling.conftest import author_of, case_url, desk_of, published, sent

pytestmark = pytest.mark.django_db
OBJECT = "/en/suivi/contester/"
WORDS = "Un banc n’a rien d’une publicité."


def refused(call: CallForIdeas, by: Any, **options: Any) -> Submission:
    """An idea that somebody refused."""
    submission = sent(call, **options)
    services.refuse(submission, by=by, reason="advertising", message="C’est une annonce.")
    return submission


def objected(submission: Submission, words: str = WORDS) -> Objection:
    """Object as the author does."""
    author = author_of(submission)
    decision = soup(author.get(OBJECT)).select_one("input[name=decision]")["value"]
    assert author.post(OBJECT, {"decision": decision, "text": words}).status_code == 303
    return Objection.objects.get(submission=submission)


def reply(client: Client, objection: Objection, answer: str, text: str = "Nous avons relu.") -> Any:
    """Answer in the admin."""
    return client.post(case_url("objection", objection.pk), {"is_upheld": answer, "text": text})


def test_a_refusal_says_what_on_which_rule_by_whom_and_until_when_to_object(
    call: CallForIdeas, camille: Any
) -> None:
    submission = refused(call, camille)
    page = text_of(author_of(submission).get("/en/suivi/"))
    until = ObjectionRight.objects.get().until
    assert until == months_later(timezone.localdate(), 6)
    for part in (
        "Your contribution is not published and does not count.",
        "Publicité",
        "fait la promotion d’un produit",
        "C’est une annonce.",
        "pas de publicité ni de démarchage",
        "A person.",
        "You can object once, until",
        str(until.year),
    ):
        assert part in page
    assert "Camille" not in page


def test_the_same_is_told_by_mail_in_the_language_of_the_contribution(
    call: CallForIdeas, camille: Any
) -> None:
    refused(call, camille, language="en")
    send_waiting()
    body = mail.outbox[-1].body
    for part in ("Reason: Advertising", "promotes a product", "Rule relied on: Participation charter"):
        assert part in body
    assert "A person decided this." in body
    assert "you can object once, until" in body
    assert "Un banc" not in body


def test_one_may_object_once_and_sees_it_on_the_follow_up(call: CallForIdeas, camille: Any) -> None:
    submission = refused(call, camille)
    objection = objected(submission)
    author = author_of(submission)
    page = text_of(author.get("/en/suivi/"))
    assert WORDS in page
    assert "Another moderator looks at it again" in page
    assert author.get(OBJECT).status_code == 302
    again = author.post(OBJECT, {"decision": objection.decision_id, "text": "Encore."})
    assert again.status_code == 409
    assert "Encore." in text_of(again)
    assert Objection.objects.count() == 1


def test_an_empty_objection_is_not_taken(call: CallForIdeas, camille: Any) -> None:
    submission = refused(call, camille)
    author = author_of(submission)
    response = author.post(OBJECT, {"decision": submission.decisions.get().pk, "text": " "})
    assert response.status_code == 422
    assert "Write in a few words why you disagree." in text_of(response)


def test_what_was_typed_is_taken_after_the_follow_up_has_closed(call: CallForIdeas, camille: Any) -> None:
    submission = refused(call, camille)
    author = author_of(submission)
    form = soup(author.get(OBJECT)).select_one("main form")
    data = {field["name"]: field.get("value", "") for field in form.select("input")}
    author.cookies.clear()
    assert author.post(OBJECT, {**data, "text": WORDS}).status_code == 303
    assert Client().post(OBJECT, {"decision": 1, "text": WORDS}).status_code == 403
    assert Objection.objects.get().text == WORDS


def test_the_time_to_object_passes_on_the_day_that_was_told(call: CallForIdeas, camille: Any) -> None:
    submission = refused(call, camille)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    ObjectionRight.objects.update(until=yesterday)
    author = author_of(submission)
    assert "You could object until" in text_of(author.get("/en/suivi/"))
    assert author.get(OBJECT).status_code == 302
    response = author.post(OBJECT, {"decision": submission.decisions.get().pk, "text": WORDS})
    assert response.status_code == 409


def test_a_site_gives_more_time_for_new_decisions_only(call: CallForIdeas, camille: Any) -> None:
    refused(call, camille)
    AppealSettings.objects.update(objection_months=12)
    refused(call, camille)
    today = timezone.localdate()
    days = ObjectionRight.objects.order_by("pk").values_list("until", flat=True)
    assert list(days) == [months_later(today, 6), months_later(today, 12)]


def test_months_end_on_a_day_that_exists() -> None:
    assert months_later(datetime.date(2026, 8, 31), 6) == datetime.date(2027, 2, 28)
    assert months_later(datetime.date(2026, 12, 15), 12) == datetime.date(2027, 12, 15)


def test_whoever_decided_does_not_answer(call: CallForIdeas, camille: Any, dominique: Any) -> None:
    objection = objected(refused(call, camille))
    desk = desk_of(camille)
    assert "another moderator of this section answers" in text_of(
        desk.get(case_url("objection", objection.pk))
    )
    assert reply(desk, objection, "no").status_code == 403
    assert reply(desk_of(dominique), objection, "no").status_code == 303
    assert Objection.objects.get().answer.by == dominique


def test_the_only_moderator_of_a_section_leaves_it_to_a_superuser(call: CallForIdeas, camille: Any) -> None:
    moderation.moderator(pages.consultation())
    objection = objected(refused(call, camille))
    boss = moderation.superuser()
    response = reply(desk_of(camille), objection, "yes")
    assert response.status_code == 403
    assert "an administrator answers" in text_of(response)
    assert reply(desk_of(boss), objection, "yes").status_code == 303


def test_a_superuser_alone_answers_even_to_their_own_decision(call: CallForIdeas) -> None:
    boss = moderation.superuser()
    objection = objected(refused(call, boss))
    assert reply(desk_of(boss), objection, "no").status_code == 303


def test_an_upheld_objection_reverses_the_decision_and_is_told(
    call: CallForIdeas, camille: Any, dominique: Any
) -> None:
    submission = published(call, camille, language="en")
    services.hide(submission, by=camille, reason="offensive")
    objection = objected(submission)
    send_waiting()
    reply(desk_of(dominique), objection, "yes", "You are right, this is an opinion.")
    submission.refresh_from_db()
    assert submission.state == State.PUBLISHED
    last = submission.decisions.last()
    assert (last.action, last.by) == (DecisionAction.OBJECTION_UPHELD, dominique)
    page = text_of(author_of(submission).get("/en/suivi/"))
    assert "Objection upheld" in page
    assert "You are right, this is an opinion." in page
    send_waiting()
    assert "Your objection is upheld" in mail.outbox[-1].subject
    assert "You are right, this is an opinion." in mail.outbox[-1].body
    assert WORDS not in mail.outbox[-1].body


def test_a_dismissed_objection_leaves_the_decision_and_is_told(
    call: CallForIdeas, camille: Any, dominique: Any
) -> None:
    submission = refused(call, camille, language="en")
    objection = objected(submission)
    send_waiting()
    reply(desk_of(dominique), objection, "no", "It does advertise a shop.")
    submission.refresh_from_db()
    assert submission.state == State.REFUSED
    assert submission.decisions.last().action == DecisionAction.OBJECTION_DISMISSED
    page = text_of(author_of(submission).get("/en/suivi/"))
    assert "Objection dismissed" in page
    assert "It does advertise a shop." in page
    send_waiting()
    assert "Your objection is dismissed" in mail.outbox[-1].subject
    # Answered for good: neither again, nor a second time against the same decision.
    assert reply(desk_of(dominique), objection, "yes").status_code == 409
    assert author_of(submission).get(OBJECT).status_code == 302


def test_an_answer_says_why(call: CallForIdeas, camille: Any, dominique: Any) -> None:
    objection = objected(refused(call, camille))
    response = reply(desk_of(dominique), objection, "", "")
    assert response.status_code == 422
    assert "Choose one of the two." in text_of(response)
    assert "Say why" in text_of(response)


def test_objections_wait_in_a_list_on_the_first_page_and_in_the_queue(
    call: CallForIdeas, camille: Any, dominique: Any
) -> None:
    objection = objected(refused(call, camille))
    desk = desk_of(dominique)
    assert "1 objection to answer" in text_of(desk.get("/admin/"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        listed = text_of(desk.get(case_url("objections")))
    assert "Un banc" in listed
    assert len(queries) <= 25
    assert "Un banc" in text_of(desk.get(case_url("list"), {"state": "objected"}))
    assert "Your own decision" in text_of(desk_of(camille).get(case_url("objections")))
    with CaptureQueriesContext(connection) as queries:
        assert WORDS in text_of(desk.get(case_url("objection", objection.pk)))
    assert len(queries) <= 25
    reply(desk, objection, "no")
    assert "There are none." in text_of(desk.get(case_url("objections")))
    assert "Un banc" in text_of(desk.get(case_url("objections"), {"state": "answered"}))


def test_another_section_knows_nothing_of_it(call: CallForIdeas, camille: Any) -> None:
    objection = objected(refused(call, camille))
    stranger = desk_of(moderation.moderator(pages.consultation()))
    assert "Un banc" not in text_of(stranger.get(case_url("objections")))
    assert stranger.get(case_url("objection", objection.pk)).status_code == 404
    assert reply(stranger, objection, "yes").status_code == 404
    assert "objection" not in text_of(stranger.get("/admin/"))


def test_a_decision_that_was_changed_needs_no_answer(
    call: CallForIdeas, camille: Any, dominique: Any
) -> None:
    submission = refused(call, camille)
    objection = objected(submission)
    services.restore(submission, by=camille)
    desk = desk_of(dominique)
    assert "There are none." in text_of(desk.get(case_url("objections")))
    assert reply(desk, objection, "yes").status_code == 409
    assert "The decision was changed before it was answered." in text_of(
        author_of(submission).get("/en/suivi/")
    )


def test_spam_and_merging_can_be_contested_too(call: CallForIdeas, camille: Any, dominique: Any) -> None:
    spam, stays, merged = sent(call), published(call, camille), published(call, camille)
    services.mark_spam(spam, by=camille)
    merge(stays, [merged], by=camille)
    for submission, state in ((spam, State.PENDING), (merged, State.PUBLISHED)):
        assert reply(desk_of(dominique), objected(submission), "yes").status_code == 303
        submission.refresh_from_db()
        assert (submission.state, submission.merged_into) == (state, None)
