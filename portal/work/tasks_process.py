"""The process that runs the queued tasks, started again whenever it ends.

``db_worker`` of django-tasks-db exits when PostgreSQL restarts.
"""

import ctypes
import logging
import signal
import subprocess
import sys
import time

from django.conf import settings

logger = logging.getLogger(__name__)

FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
# One that lived so long is not failing at its start.
LONG_LIFE = 60.0
# A task under way may end before its process is ended.
GRACE = 20.0
PR_SET_PDEATHSIG = 1


class TasksProcess:
    """One ``db_worker`` process."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self.process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._wait = 0.0
        self._not_before = 0.0

    def watch(self) -> None:
        """Start the process if it does not run; wait longer each time it ended early."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            early = now - self._started < LONG_LIFE
            self._wait = min(self._wait * 2 or FIRST_WAIT, LONGEST_WAIT) if early else FIRST_WAIT
            self._not_before = now + self._wait
            self.process = None
            logger.warning("The task process ended (%s); it starts again in %.0f s", code, self._wait)
        if now >= self._not_before:
            self.process = subprocess.Popen(  # noqa: S603 - our own command line
                [sys.executable, str(settings.BASE_DIR / "manage.py"), "db_worker", "--no-reload"],
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )
            self._started = now

    def stop(self) -> None:
        """Ask the process to end after the task it is at, and end it if that takes too long."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            logger.warning("The task process is ended in the middle of a task")
            self.process.kill()
            self.process.wait()


def _die_with_parent() -> None:
    """Have the kernel stop the process when the worker is killed without a chance to do so."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
