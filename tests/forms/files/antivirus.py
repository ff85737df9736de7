"""A real clamd with one signature of our own: nothing is fetched, and it is there in a moment."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.test import override_settings

from bin.machine.antivirus import find_clamd
from bin.machine.processes import wait_until
from forms.files import clamd

VIRUS = b"PARVIS-TEST-VIRUS"
NAME = "Parvis.Test.UNOFFICIAL"
SECONDS = 60
# In any file, anywhere (https://docs.clamav.net/manual/Signatures/ExtendedSignatures.html).
SIGNATURE = f"Parvis.Test:0:*:{VIRUS.hex()}\n"


class Antivirus:
    """The daemon of one test module, which may end and start it."""

    def __init__(self, directory: Path) -> None:
        self.socket = str(directory / "clamd.ctl")
        self._directory = directory
        self._process: subprocess.Popen[bytes] | None = None
        database = directory / "signatures"
        database.mkdir()
        (database / "parvis.ndb").write_text(SIGNATURE)
        self._configuration = directory / "clamd.conf"
        self._configuration.write_text(
            f"LocalSocket {self.socket}\nDatabaseDirectory {database}\nForeground yes\n"
            "StreamMaxLength 1M\nMaxThreads 2\nSelfCheck 0\nConcurrentDatabaseReload no\n"
        )

    def start(self) -> None:
        """Start it and wait until it answers."""
        with (self._directory / "clamd.log").open("ab") as log:
            self._process = subprocess.Popen(
                [find_clamd(), f"--config-file={self._configuration}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        with override_settings(CLAMD_SOCKET=self.socket):
            assert wait_until(clamd.answers, seconds=SECONDS, process=self._process), self._said()

    def stop(self) -> None:
        """End it, by its own number."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGTERM)
        self._process.wait(SECONDS)
        self._process = None
        Path(self.socket).unlink(missing_ok=True)

    def _said(self) -> str:
        return (self._directory / "clamd.log").read_text(errors="replace")


@contextlib.contextmanager
def running_antivirus() -> Iterator[Antivirus]:
    """Start clamd for as long as the block lasts; nothing of it stays."""
    # Not pytest's directory: the path of a socket is short.
    directory = Path(tempfile.mkdtemp(prefix="parvis-clamd-", dir="/var/tmp"))
    antivirus = Antivirus(directory)
    try:
        antivirus.start()
        yield antivirus
    finally:
        antivirus.stop()
        shutil.rmtree(directory)
