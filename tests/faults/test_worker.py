"""The worker as a process: killed, cut off from its database, stopped."""

import signal
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from forms.moderation.services import publish
from portal.search.drain import drain
from portal.search.models import IndexEntry
from portal.search.registry import Index
from portal.work.models import JobRun, WorkerBeat
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.faults.figures import Figures
from tests.faults.processes import children, database_url, eventually, run_worker_once, worker
from tests.faults.proxy import Door, door_to
from tests.portal.work.queued import add
from tests.search_index import SearchIndex

# What the worker sees must be committed.
pytestmark = pytest.mark.django_db(transaction=True)


def queue_is_empty() -> bool:
    return not IndexEntry.objects.exists()


def test_it_works_lives_through_a_restart_of_postgresql_and_stops_cleanly(
    search_index: SearchIndex, tmp_path: Path
) -> None:
    page = call_for_ideas("Appel")
    with (
        door_to(database_url(), 5432) as (database, url),
        worker(tmp_path / "log", DATABASE_URL=url) as process,
    ):
        first = send(page, {"title": "Avant"})
        sum_before = add.enqueue(2, 3)
        eventually(queue_is_empty)
        eventually(lambda: DBTaskResult.objects.get(id=sum_before.id).status == "SUCCESSFUL")
        assert WorkerBeat.objects.count() == 1
        assert JobRun.objects.filter(name="publish scheduled pages", error="").exists()

        database.shut()
        second = send(page, {"title": "Pendant"})
        sum_after = add.enqueue(3, 4)
        # The task process gives up when its database goes; the worker starts it again.
        eventually(lambda: not children(process.pid))
        database.open()
        eventually(queue_is_empty)
        eventually(lambda: DBTaskResult.objects.get(id=sum_after.id).status == "SUCCESSFUL")
        assert process.poll() is None

        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert not WorkerBeat.objects.exists()
    assert search_index.indexed(Index.DESK) == {f"submission-{s.pk}" for s in (first, second)}
    assert "Avant" not in (tmp_path / "log").read_text()


def test_a_worker_killed_in_the_middle_of_a_batch_loses_nothing(
    search_index: SearchIndex, door: Door, tmp_path: Path, figures: Figures
) -> None:
    page = call_for_ideas("Appel")
    door.mute()
    submissions = [send(page, {"title": f"Idée {number}"}) for number in range(5)]
    with worker(tmp_path / "log") as process:
        # It has sent them and waits for the answer, holding the entries.
        eventually(lambda: len(search_index.indexed(Index.DESK)) == len(submissions))
        (tasks_process,) = children(process.pid)
        process.kill()
        process.wait()
    # Its child goes with it.
    eventually(lambda: not Path(f"/proc/{tasks_process}").exists() or _is_zombie(tasks_process))
    door.cut()
    door.open()
    entries = IndexEntry.objects.filter(model="forms.submission")
    waiting = set(entries.values_list("object_id", flat=True))
    assert waiting == {s.pk for s in submissions}
    publish(submissions[0], by=None)
    drain()
    assert queue_is_empty()
    assert f"contribution-{submissions[0].pk}" in search_index.indexed()
    indexed = search_index.indexed(Index.DESK)
    assert len(indexed) == len(submissions)
    figures(acknowledged=len(submissions), kept_in_queue=len(waiting), indexed=len(indexed))


def _is_zombie(pid: int) -> bool:
    """Whether the process has ended and nobody has asked after it."""
    return ") Z " in Path(f"/proc/{pid}/stat").read_text()


def test_once_does_all_that_is_due_and_ends(search_index: SearchIndex) -> None:
    page = call_for_ideas("Appel")
    send(page, {"title": "Une fontaine"})
    later = call_for_ideas("Bientôt")
    later.unpublish()
    later.go_live_at = timezone.now() + timedelta(hours=1)
    scheduled = later.save_revision()
    scheduled.publish()
    later.refresh_from_db()
    assert not later.live
    # An hour passes.
    scheduled.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    scheduled.content["go_live_at"] = scheduled.approved_go_live_at.isoformat()
    scheduled.save()
    result = add.enqueue(2, 3)
    run_worker_once()
    later.refresh_from_db()
    assert later.live
    assert DBTaskResult.objects.get(id=result.id).return_value == 5
    assert queue_is_empty()
    assert f"page-{later.pk}" in search_index.indexed()
