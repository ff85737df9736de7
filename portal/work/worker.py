"""The worker: loops beside one another and the watch over the task process.

Each loop has a thread and a database connection of its own, so that a search server that hangs
keeps no mail waiting.
"""

import logging
import os
import socket
import time
from datetime import datetime
from threading import Event, Thread

from django.core.management import call_command
from django.utils import timezone

from portal.search import engine, rebuild
from portal.search.drain import drain
from portal.work import jobs
from portal.work.database import close_connections_that_broke, keep_doing
from portal.work.models import WorkerBeat
from portal.work.tasks_process import TasksProcess
from portal.work.upkeep import runs_tasks_in_database

logger = logging.getLogger(__name__)

BEAT_SECONDS = 10.0
QUEUE_SECONDS = 0.5
JOBS_SECONDS = 1.0
INDICES_SECONDS = 30.0
WATCH_SECONDS = 0.5
# How long a search server that did not answer is left alone, doubling from the first to the last.
SHORTEST_PAUSE = 2.0
LONGEST_PAUSE = 15.0


class Worker:
    """One worker process. Several may run at once."""

    def __init__(self) -> None:
        """Name the process."""
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.started_at: datetime = timezone.now()
        self.stopping = Event()
        self._pause = SHORTEST_PAUSE
        self._server_back_at = 0.0

    def run(self) -> None:
        """Work until ``stop`` is called, then end everything cleanly."""
        loops = [
            Thread(target=keep_doing, args=(name, work, self.stopping), name=name)
            for name, work in (
                ("heartbeat", self._beat),
                ("index queue", self._drain),
                ("indices", self._make_indices),
                ("jobs", self._run_jobs),
            )
        ]
        tasks = TasksProcess() if runs_tasks_in_database() else None
        logger.info("Worker %s starts", self.name)
        for loop in loops:
            loop.start()
        try:
            while not self.stopping.is_set():
                if tasks:
                    tasks.watch()
                self.stopping.wait(WATCH_SECONDS)
        finally:
            self.stop()
            if tasks:
                tasks.stop()
            for loop in loops:
                loop.join()
            self._leave()
            logger.info("Worker %s has stopped", self.name)

    def stop(self) -> None:
        """Ask everything to end after what it is at."""
        self.stopping.set()

    def _beat(self) -> float:
        """Say that this worker lives."""
        WorkerBeat.objects.update_or_create(
            name=self.name,
            defaults={"seen_at": timezone.now()},
            create_defaults={"seen_at": timezone.now(), "started_at": self.started_at},
        )
        return BEAT_SECONDS

    def _leave(self) -> None:
        """Take this worker's row away; if the database is gone, its age tells the same."""
        try:
            WorkerBeat.objects.filter(name=self.name).delete()
        except Exception:
            logger.exception("The worker's row stays")
        close_connections_that_broke()

    def _drain(self) -> float:
        """Drain the index queue, leaving a search server alone for a while that did not answer."""
        try_server = time.monotonic() >= self._server_back_at
        drained = drain(to_server=try_server, stop=self.stopping.is_set)
        if drained.server_down:
            self._server_back_at = time.monotonic() + self._pause
            self._pause = min(self._pause * 2, LONGEST_PAUSE)
        elif try_server and drained.done:
            self._pause = SHORTEST_PAUSE
        return QUEUE_SECONDS

    def _make_indices(self) -> float:
        """Build an index that is not there; apart from the queue, for it may take long."""
        make_missing_indices()
        return INDICES_SECONDS

    def _run_jobs(self) -> float:
        """Run the periodic jobs that are due."""
        jobs.run_due()
        return JOBS_SECONDS


def make_missing_indices() -> None:
    """Build an index that does not exist: a new installation, or a server that lost its data."""
    if not engine.is_configured():
        return
    try:
        made = rebuild.ensure()
    except engine.OUTAGE as error:
        logger.warning("Elasticsearch does not say which indices it has: %s", type(error).__name__)
    else:
        if made:
            logger.info("Indices were built: %s", ", ".join(made))


def run_once() -> None:
    """Do everything that is due, once: jobs, queued tasks, indices, the index queue."""
    jobs.run_due()
    if runs_tasks_in_database():
        call_command("db_worker", batch=True, reload=False, startup_delay=False, interval=0, verbosity=0)
    make_missing_indices()
    drain()
