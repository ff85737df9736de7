"""Taking a decision back within thirty seconds."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from forms import mail
from forms.enums import DecisionAction, State
from forms.models import Decision, OutgoingMail, Submission
from forms.moderation.services import (
    DecisionConflict,
    TransitionRefused,
    decide,
    hide,
    keep,
    mark_spam,
    publish,
    refuse,
    request_change,
    restore,
)
from forms.moderation.undo import seconds_left, undo
from forms.objections.rights import contestable
from forms.record.verify import problems
from forms.story import told_decisions
from pages.models import CallForIdeas
from tests.forms.browser import soup, text_of
from tests.forms.moderation.conftest import idea, url
from tests.forms.triage.conftest import do, shown

pytestmark = pytest.mark.django_db
FACTS = ("state", "decided_at", "published_at", "unseen")


def facts(submission: Submission) -> tuple[Any, ...]:
    """Return what a decision changes of a row, its revision apart."""
    return Submission.objects.values_list(*FACTS).get(pk=submission.pk)


def test_each_decision_is_taken_back_without_a_trace_in_the_row_and_with_one_in_the_record(
    call: CallForIdeas, moderator: Any
) -> None:
    submission = idea(call, contact_email="lea@example.org")
    steps = [
        lambda: publish(submission, by=moderator),
        lambda: hide(submission, by=moderator, reason="other"),
        lambda: restore(submission, by=moderator),
    ]
    others = [
        lambda: refuse(submission, by=moderator, reason="other", message="Non."),
        lambda: mark_spam(submission, by=moderator),
        lambda: request_change(submission, by=moderator, message="Sans le nom."),
    ]
    for take, is_kept in [*((each, False) for each in others), *((each, True) for each in steps)]:
        before = facts(submission)
        decision = take()
        waiting = OutgoingMail.objects.filter(decision=decision).count()
        assert waiting == (0 if decision.to_state == State.SPAM else 1)
        link = undo(decision, by=moderator)
        assert facts(submission) == before
        assert (link.action, link.from_state, link.to_state) == (
            DecisionAction.UNDO,
            decision.to_state,
            decision.from_state,
        )
        assert link.revision == decision.revision + 1
        assert not OutgoingMail.objects.filter(decision=decision).exists()
        submission.refresh_from_db()
        if is_kept:
            take()
    assert list(problems()) == []


def test_mail_waits_until_a_decision_can_no_longer_be_undone(
    call: CallForIdeas, moderator: Any, mailoutbox: list[Any]
) -> None:
    submission = idea(call, contact_email="lea@example.org")
    OutgoingMail.objects.all().delete()
    decision = publish(submission, by=moderator)
    assert mail.send_waiting() == 0
    row = OutgoingMail.objects.get(decision=decision)
    assert row.not_before >= decision.at + timedelta(seconds=settings.UNDO_SECONDS)
    OutgoingMail.objects.update(not_before=timezone.now())
    assert mail.send_waiting() == 1
    # Its author knows: it cannot be as if nothing had been.
    with pytest.raises(TransitionRefused):
        undo(decision, by=moderator)
    submission.refresh_from_db()
    assert submission.state == State.PUBLISHED


def test_only_who_decided_may_and_only_in_time(
    call: CallForIdeas, moderator: Any, solene: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = idea(call)
    decision = publish(submission, by=moderator)
    assert 0 < seconds_left(decision, by=moderator) <= settings.UNDO_SECONDS
    assert seconds_left(decision, by=solene) == 0
    with pytest.raises(TransitionRefused):
        undo(decision, by=solene)
    now = timezone.now()
    late = now + timedelta(seconds=settings.UNDO_SECONDS + 1)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: late)
        assert seconds_left(decision, by=moderator) == 0
        with pytest.raises(TransitionRefused):
            undo(decision, by=moderator)
    hide(submission, by=solene, reason="other")
    with pytest.raises(DecisionConflict):
        undo(decision, by=moderator)
    submission.refresh_from_db()
    assert submission.state == State.HIDDEN
    assert Decision.objects.count() == 2


def test_the_button_takes_the_last_decision_back_and_shows_it_again(desk: Client, call: CallForIdeas) -> None:
    first = idea(call, "Un banc", contact_email="lea@example.org")
    idea(call, "Deux arbres")
    following = soup(desk.get(do(desk, first, "spam").url))
    button = following.select_one(".triage-done button")
    assert button["data-key"] == "z"
    assert 0 < int(button["data-triage-undo"]) <= settings.UNDO_SECONDS
    form = following.select_one(".triage-done")
    data = {"decision": form.select_one("input[name=decision]")["value"]}
    response = desk.post(form["action"], data)
    assert response.status_code == 303
    back = desk.get(response.url)
    assert shown(back) == "Un banc"
    assert "Taken back" in soup(back).select_one(".triage-done").text
    assert soup(back).select_one(".triage-done button") is None
    first.refresh_from_db()
    assert first.state == State.PENDING


def test_too_late_is_said_and_the_screen_stays(desk: Client, call: CallForIdeas, solene: Any) -> None:
    first, second = idea(call, "Un banc"), idea(call, "Deux arbres")
    desk.get(do(desk, first, "publish").url)
    first.refresh_from_db()
    hide(first, by=solene, reason="other")
    response = desk.post(url("triage_undo"), {"decision": Decision.objects.first().pk})
    assert response.status_code == 409
    assert "Solène Petit decided in the meantime" in text_of(response)
    assert shown(response) == second.title


def test_what_was_decided_by_a_rule_or_another_moderator_cannot_be_undone_here(
    desk: Client, call: CallForIdeas, solene: Any
) -> None:
    submission = idea(call)
    theirs = publish(submission, by=solene)
    response = desk.post(url("triage_undo"), {"decision": theirs.pk})
    assert response.status_code == 409
    assert "Only who took a decision" in text_of(response)
    assert soup(desk.get(url("triage") + f"?done={theirs.pk}")).select_one(".triage-done") is None


def test_its_author_reads_and_may_contest_what_stands_without_it(call: CallForIdeas, moderator: Any) -> None:
    submission = idea(call)
    publish(submission, by=moderator)
    hidden = hide(submission, by=moderator, reason="other")
    undo(restore(submission, by=moderator), by=moderator)
    submission.refresh_from_db()
    assert contestable(submission) == hidden
    assert told_decisions(submission)[-1] == hidden


def test_what_a_rule_published_is_to_be_looked_at_again(call: CallForIdeas, moderator: Any) -> None:
    submission = idea(call)
    decide(submission, State.PUBLISHED, DecisionAction.PUBLISH, by=None, unseen=True)
    for take in (
        lambda: keep(submission, by=moderator),
        lambda: hide(submission, by=moderator, reason="other"),
    ):
        before = facts(submission)
        decision = take()
        assert not facts(submission)[-1]
        undo(decision, by=moderator)
        assert facts(submission) == before
        submission.refresh_from_db()
    assert [each.action for each in told_decisions(submission)] == [DecisionAction.PUBLISH]
