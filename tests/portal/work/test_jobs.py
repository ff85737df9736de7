"""Periodic jobs, and all that is due at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.work import jobs, registry
from portal.work.models import JobRun, WorkerBeat
from portal.work.registry import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The only job is one that notes when it runs."""
    done: list[str] = []
    job = Job("note", timedelta(minutes=1), lambda: done.append("note"))
    monkeypatch.setattr(registry, "_jobs", {"note": job})
    return done


def test_a_job_runs_at_once_and_again_after_its_interval(runs: list[str]) -> None:
    assert jobs.run_due() == ["note"]
    assert jobs.run_due() == []
    JobRun.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert jobs.run_due() == ["note"]
    assert runs == ["note", "note"]
    assert JobRun.objects.get().finished_at is not None


def test_a_job_that_another_worker_has_claimed_is_left_to_it(runs: list[str]) -> None:
    JobRun.objects.create(name="note", due_at=timezone.now() + timedelta(seconds=30))
    assert jobs.run_due() == []
    assert runs == []


def test_a_job_that_fails_is_noted_and_keeps_no_other_from_running(
    runs: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError

    failing = Job("failing", timedelta(minutes=1), fail)
    monkeypatch.setattr(registry, "_jobs", {"failing": failing, **registry._jobs})
    assert jobs.run_due() == ["failing", "note"]
    assert JobRun.objects.get(name="failing").error == "ValueError"
    assert "Job failing failed" in caplog.text
    JobRun.objects.update(due_at=timezone.now())
    failing = Job("failing", timedelta(minutes=1), lambda: None)
    monkeypatch.setitem(registry._jobs, "failing", failing)
    jobs.run_due()
    assert JobRun.objects.get(name="failing").error == ""


def test_rows_of_workers_that_are_long_gone_are_forgotten() -> None:
    now = timezone.now()
    WorkerBeat.objects.create(name="old:1", started_at=now, seen_at=now - timedelta(days=2))
    WorkerBeat.objects.create(name="new:1", started_at=now, seen_at=now)
    from portal.work.upkeep import forget_workers

    forget_workers()
    assert [beat.name for beat in WorkerBeat.objects.all()] == ["new:1"]
