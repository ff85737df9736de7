"""Two who decide at once, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from forms.enums import State
from forms.models import BulkJob, Decision, Submission
from forms.moderation import bulk
from tests.factories import pages
from tests.factories.moderation import moderator as make_moderator
from tests.forms.moderation.conftest import idea, signed_in, url


def at_once(*works: Any) -> list[Any]:
    """Do several things at the same moment, each with its own connection; return what they gave."""
    gate = Barrier(len(works))

    def begin(work: Any) -> Any:
        try:
            gate.wait(timeout=30)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(begin, work) for work in works]]


@pytest.mark.django_db(transaction=True)
def test_the_second_of_two_moderators_is_told_and_a_job_shared_by_two_workers_decides_once() -> None:
    call = pages.call_for_ideas()
    anna, bela = make_moderator(call, username="anna"), make_moderator(call, username="bela")
    submission = idea(call, "Un banc")
    first, second = signed_in(Client(), anna), signed_in(Client(), bela)
    seen = {"revision": submission.revision}
    responses = at_once(
        lambda: first.post(url("decide", submission.pk), {"action": "publish", **seen}),
        lambda: second.post(
            url("decide", submission.pk),
            {"action": "refuse", "reason": "other", "message": "Mes mots.", **seen},
        ),
    )
    assert sorted(response.status_code for response in responses) == [303, 409]
    decision = Decision.objects.get()
    submission.refresh_from_db()
    assert submission.state == decision.to_state
    assert submission.revision == 2
    told = next(response for response in responses if response.status_code == 409).content.decode()
    assert f"{decision.by} decided in the meantime" in told

    rows = [idea(call, f"Idée {number}") for number in range(6)]
    job = BulkJob.objects.create(
        by=anna, action="publish", filters={"state": "pending"}, up_to=rows[-1].pk, total=6
    )
    at_once(lambda: bulk.run(job.pk), lambda: bulk.run(job.pk))
    job.refresh_from_db()
    assert job.done == 6
    assert not job.problems.exists()
    keys = [row.pk for row in rows]
    assert Decision.objects.filter(submission__in=keys).count() == 6
    assert set(Submission.objects.filter(pk__in=keys).values_list("state", flat=True)) == {State.PUBLISHED}
