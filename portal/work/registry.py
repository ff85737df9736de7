"""The periodic jobs that rooms give the worker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Job:
    """Something the worker does every so often.

    It may be cut off at any moment and must then be complete or come again by itself; it is
    started by one worker at a time, but a run that takes longer than ``interval`` may overlap the
    next one in another worker.
    """

    name: str
    interval: timedelta
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register_job(name: str, interval: timedelta, run: Callable[[], object]) -> None:
    """Have the worker call ``run`` every ``interval``; a second job of a name replaces the first."""
    _jobs[name] = Job(name, interval, run)


def jobs() -> Sequence[Job]:
    """Return the jobs in the order in which they were registered."""
    return tuple(_jobs.values())
