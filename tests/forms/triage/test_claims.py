"""Claims: who has what open, for how long, and that nobody gets what another one has."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from forms.models import Claim, Submission
from forms.moderation.services import publish
from forms.triage import claims
from forms.triage.opening import open_next
from pages.models import CallForIdeas
from tests.factories import pages
from tests.factories.moderation import moderator as make_moderator
from tests.forms.browser import soup, text_of
from tests.forms.moderation.conftest import idea, url
from tests.forms.triage.conftest import do, open_triage, shown

MODERATORS = 6


def waiting() -> Any:
    """Return what waits, as triage chooses from it."""
    return Submission.objects.filter(state="pending")


def expire(submission: Submission) -> None:
    """Let the time of a claim pass."""
    Claim.objects.filter(pk=submission.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
class TestClaims:
    def test_another_moderator_sees_who_has_it_and_gets_the_next(
        self, desk: Client, other_desk: Client, call: CallForIdeas, solene: Any
    ) -> None:
        first, second = idea(call, "Un banc"), idea(call, "Deux arbres")
        assert shown(open_triage(other_desk)) == first.title
        assert shown(open_triage(desk)) == second.title
        row = soup(desk.get(url("list"))).select_one(".desk-table tbody tr")
        assert "Solène Petit has it open" in " ".join(row.text.split())
        assert "has it open" not in soup(other_desk.get(url("list"))).select_one(".desk-table tr").text
        assert "Solène Petit has this contribution open" in text_of(desk.get(url("inspect", first.pk)))
        assert "open in triage" not in text_of(other_desk.get(url("inspect", first.pk)))
        asked = open_triage(desk, f"?at={first.pk}")
        assert "Solène Petit has “Un banc” open." in text_of(asked)
        assert shown(asked) == second.title

    def test_a_claim_ends_by_itself_and_is_given_back_to_its_holder_before(
        self, desk: Client, other_desk: Client, call: CallForIdeas
    ) -> None:
        first = idea(call, "Un banc")
        idea(call, "Deux arbres")
        open_triage(desk)
        assert shown(open_triage(desk)) == first.title
        claim = Claim.objects.get()
        assert timedelta(minutes=4) < claim.expires_at - timezone.now() <= timedelta(minutes=5)
        expire(first)
        assert claims.holders([first.pk], other_than=claim.by) == {}
        assert shown(open_triage(other_desk)) == first.title
        assert Claim.objects.get(pk=first.pk).by != claim.by

    def test_a_moderator_has_one_claim(self, desk: Client, call: CallForIdeas) -> None:
        first, second = idea(call), idea(call)
        open_triage(desk)
        desk.get(do(desk, first, "skip").url)
        assert list(Claim.objects.values_list("pk", flat=True)) == [second.pk]
        desk.get(do(desk, second, "publish").url)
        assert not Claim.objects.exists()

    def test_an_open_screen_renews_its_claim(self, desk: Client, call: CallForIdeas) -> None:
        submission = idea(call)
        page = soup(open_triage(desk)).select_one("[data-triage-renew]")
        Claim.objects.update(expires_at=timezone.now() + timedelta(seconds=20))
        answer = desk.post(page["data-triage-renew"], {"revision": page["data-triage-revision"]})
        assert answer.status_code == 204
        assert Claim.objects.get().expires_at > timezone.now() + timedelta(minutes=4)
        assert 2 * int(page["data-triage-renew-seconds"]) < claims.LEASE.total_seconds()
        assert desk.post(url("triage_renew", submission.pk), {"revision": "x"}).status_code == 400

    def test_a_screen_that_lost_its_claim_is_told_why(
        self, desk: Client, call: CallForIdeas, solene: Any
    ) -> None:
        submission = idea(call)
        open_triage(desk)
        expire(submission)
        assert claims.take(submission.pk, by=solene)
        answer = desk.post(url("triage_renew", submission.pk), {"revision": 1})
        assert answer.status_code == 409
        assert answer.content.decode() == "Solène Petit has this contribution open now."
        publish(submission, by=solene)
        answer = desk.post(url("triage_renew", submission.pk), {"revision": 1})
        assert answer.status_code == 409
        assert "Solène Petit decided in the meantime" in answer.content.decode()

    def test_a_claim_of_another_keeps_nobody_from_deciding(
        self, desk: Client, call: CallForIdeas, solene: Any
    ) -> None:
        submission = idea(call)
        assert claims.take(submission.pk, by=solene)
        assert do(desk, submission, "publish").status_code == 303

    def test_a_clock_that_was_put_back_holds_nothing_for_long(
        self, call: CallForIdeas, moderator: Any, solene: Any
    ) -> None:
        submission = idea(call)
        assert claims.take(submission.pk, by=solene)
        Claim.objects.update(expires_at=timezone.now() + timedelta(hours=3))
        assert open_next(waiting(), "oldest", by=moderator).submission == submission
        assert Claim.objects.get().by == moderator

    def test_everybody_clears_away_what_they_left(self, call: CallForIdeas, moderator: Any) -> None:
        first, second = idea(call), idea(call)
        assert claims.take(first.pk, by=moderator)
        expire(first)
        assert claims.take(second.pk, by=moderator)
        claims.release(by=moderator, keep=second.pk)
        assert list(Claim.objects.values_list("pk", flat=True)) == [second.pk]


@pytest.mark.django_db(transaction=True)
def test_moderators_who_ask_at_the_same_moment_never_get_the_same() -> None:
    call = pages.call_for_ideas()
    people = [make_moderator(call) for _number in range(MODERATORS)]
    rows = [idea(call, f"Idée {number}") for number in range(3 * MODERATORS)]
    for _round in range(3):
        gate = Barrier(MODERATORS)

        def ask(user: Any, gate: Barrier = gate) -> int:
            try:
                gate.wait(timeout=30)
                found = open_next(waiting(), "oldest", by=user).submission
                assert found is not None
                return found.pk
            finally:
                connection.close()

        with ThreadPoolExecutor(MODERATORS) as pool:
            found = list(pool.map(ask, people, timeout=60))
        assert len(set(found)) == MODERATORS
        assert set(found) == {row.pk for row in rows[:MODERATORS]}
        Claim.objects.all().delete()
    # Two who want the same one: the database lets one have it.
    gate = Barrier(MODERATORS)

    def want(user: Any) -> bool:
        try:
            gate.wait(timeout=30)
            return claims.take(rows[0].pk, by=user)
        finally:
            connection.close()

    with ThreadPoolExecutor(MODERATORS) as pool:
        assert sum(pool.map(want, people, timeout=60)) == 1
