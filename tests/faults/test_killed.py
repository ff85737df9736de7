"""Workers as processes: killed in the middle of a bulk decision, and two of them at once."""

import contextlib
import os
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from forms.models import BulkJob, OutgoingMail
from forms.moderation import bulk
from forms.record.verify import problems
from portal.search.models import IndexEntry
from portal.work.models import JobRun
from tests.factories import moderation
from tests.factories.pages import call_for_ideas
from tests.faults.desk import assert_decided_once, assert_mailed_once, many, publish_all
from tests.faults.figures import Figures
from tests.faults.processes import children, eventually, worker
from tests.forms.post_office import PostOffice, post_office
from tests.search_index import SearchIndex

# What workers see must be committed.
pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

NUMBER = 300
# A worker sends mail in batches, one every ten seconds; a busy machine takes its time.
PATIENCE = 240.0


def surroundings(office: PostOffice) -> dict[str, Any]:
    """Return what a worker is told of its mail server."""
    return {"DJANGO_SETTINGS_MODULE": "tests.faults.settings", "FAULTS_EMAIL_PORT": str(office.port)}


def done() -> int:
    return BulkJob.objects.get().done


def pass_minutes() -> None:
    """Let the time pass after which a job without a worker is taken up again."""
    long_ago = timezone.now() - 2 * bulk.STALLED_AFTER
    BulkJob.objects.filter(finished_at=None).update(touched_at=long_ago)
    JobRun.objects.update(due_at=long_ago)


def nothing_left() -> bool:
    """Whether the decisions are taken, indexed, and their mail has been tried."""
    return (
        BulkJob.objects.get().finished_at is not None
        and not IndexEntry.objects.exists()
        and not OutgoingMail.objects.filter(sent_at=None, attempts=0).exists()
    )


def test_a_worker_killed_in_the_middle_of_a_bulk_loses_no_decision_and_takes_none_twice(
    search_index: SearchIndex, tmp_path: Path, figures: Figures
) -> None:
    page = call_for_ideas("Appel")
    rows = many(page, NUMBER)
    bulk.start(publish_all(page, rows, moderation.moderator(page)))
    killed_at = []
    with post_office() as office:
        for turn in range(2):
            with worker(tmp_path / f"log{turn}", **surroundings(office)) as process:
                begun = done()
                eventually(lambda begun=begun: done() > begun + 10, PATIENCE)
                (tasks_process,) = children(process.pid)
                os.kill(tasks_process, signal.SIGKILL)
                process.kill()
                process.wait()
            killed_at.append(done())
            pass_minutes()
        assert 0 < killed_at[0] < killed_at[1] < NUMBER
        with worker(tmp_path / "log", **surroundings(office)):
            eventually(nothing_left, PATIENCE)
    job = BulkJob.objects.get()
    assert (job.done, job.problems.count()) == (NUMBER, 0)
    assert_decided_once(rows)
    cut_off = assert_mailed_once(rows, office.received)
    indexed = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert indexed == {f"contribution-{row.pk}" for row in rows}
    figures(
        killed_after=" and ".join(map(str, killed_at)),
        decided=job.done,
        delivered=len(office.received),
        to_be_tried_again=cut_off,
        indexed=len(indexed),
    )


def test_two_workers_at_once_share_a_bulk_its_mail_and_its_index_entries(
    search_index: SearchIndex, tmp_path: Path, figures: Figures
) -> None:
    page = call_for_ideas("Appel")
    rows = many(page, NUMBER)
    job = publish_all(page, rows, moderation.moderator(page))
    # As if one of them took the job for stalled while the other was at it.
    bulk.start(job)
    bulk.start(job)
    with post_office() as office, contextlib.ExitStack() as both:
        for name in ("one", "two"):
            both.enter_context(worker(tmp_path / name, **surroundings(office)))
        eventually(nothing_left, PATIENCE)
        eventually(lambda: not OutgoingMail.objects.filter(sent_at=None).exists(), PATIENCE)
    job.refresh_from_db()
    assert (job.done, job.problems.count()) == (NUMBER, 0)
    assert_decided_once(rows)
    assert assert_mailed_once(rows, office.received) == 0
    assert len(office.received) == NUMBER
    indexed = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert len(indexed) == NUMBER
    assert list(problems()) == []
    assert job.finished_at is not None
    seconds = (job.finished_at - job.created_at) / timedelta(seconds=1)
    figures(decided=job.done, delivered=len(office.received), indexed=len(indexed), seconds=f"{seconds:.0f}")
