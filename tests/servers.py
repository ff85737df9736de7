"""Real servers of a test's own, which it may stop, hang and let crash without harm to the other tests."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bin.machine.processes import processes_naming

TREE = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port of the loopback address that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A server that the script of its name in bin/ starts, on a port and in a directory of its own."""

    def __init__(self, name: str, directory: Path) -> None:
        self.name = name
        self.port = free_port()
        self.directory = directory
        self.environment = {
            **{
                key: value
                for key, value in os.environ.items()
                if not key.endswith(("DATABASE_URL", "SEARCH_URL"))
            },
            "PARVIS_SERVICES": str(directory),
            "PARVIS_VAR": str(directory / "var"),
            f"PARVIS_{name.upper()}_PORT": str(self.port),
            "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
        }

    @property
    def url(self) -> str:
        """Its address, as the settings take it."""
        return self.command("url").strip()

    def command(self, verb: str) -> str:
        """Run the script with a verb; the failure of the script is the failure of the test."""
        done = subprocess.run(
            [TREE / "bin" / self.name, verb],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.command("start")

    def stop(self) -> None:
        """Stop it; connections are refused from now on."""
        self.command("stop")

    def restart(self) -> None:
        """Break all connections and start it again."""
        self.command("restart")

    def hang(self) -> None:
        """Let it take connections and answer nothing."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it answer again."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        for pid in processes_naming(self.directory / f"{self.name}-{self.port}"):
            os.kill(pid, number)


@contextmanager
def own_server(name: str) -> Iterator[Server]:
    """Start a server ("postgres" or "elasticsearch") for as long as the block lasts; nothing of it stays."""
    # Not pytest's directory, which the servers' own user may not enter.
    directory = Path(tempfile.mkdtemp(prefix="parvis-test-", dir="/var/tmp"))
    directory.chmod(0o755)
    server = Server(name, directory)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(directory)
