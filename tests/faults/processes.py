"""A real worker process on the test's database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

# A deadline, not a duration: what is awaited comes within a few seconds, later on a busy machine.
PATIENCE = 60.0


def database_url() -> str:
    """Return the address of the database that this test uses."""
    found = connection.settings_dict
    user = f"{found['USER']}{':' + found['PASSWORD'] if found['PASSWORD'] else ''}"
    return f"postgres://{user}@{found['HOST']}:{found['PORT'] or 5432}/{found['NAME']}"


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process that works on the test's database and indices."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": database_url(),
        "ELASTICSEARCH_URL": settings.ELASTICSEARCH_URL,
        **more,
    }


def run_worker_once() -> None:
    """Run ``manage.py worker --once``; its failure is the test's."""
    subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "worker", "--once"],
        env=environment(),
        check=True,
        timeout=PATIENCE,
    )


@contextmanager
def worker(log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``manage.py worker`` for as long as the block lasts; what it says goes to ``log``."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, settings.BASE_DIR / "manage.py", "worker"],
            env=environment(**more),
            stdout=out,
            stderr=out,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def children(pid: int) -> list[int]:
    """Return the ids of a process's children."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(word) for word in found.split()]


def eventually(what: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until something is so; fail if it is not in the end."""
    deadline = time.monotonic() + patience
    while not what():
        assert time.monotonic() < deadline, f"never came true: {what}"
        time.sleep(0.1)
