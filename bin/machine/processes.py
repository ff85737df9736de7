"""Starting, finding and ending a server's processes, and waiting for it, always with a limit."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from .errors import CannotStart
from .places import is_root

# PostgreSQL and Elasticsearch both refuse to run as root.
SYSTEM_USER = "parvis"


def as_system_user(command: list[str]) -> list[str]:
    """The command as run by the servers' own user; unchanged when we are not root."""
    if not is_root():
        return command
    with contextlib.suppress(KeyError):
        pwd.getpwnam(SYSTEM_USER)
        return ["setpriv", f"--reuid={SYSTEM_USER}", f"--regid={SYSTEM_USER}", "--init-groups", *command]
    made = subprocess.run(
        [
            *("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"),
            *("--shell", "/usr/sbin/nologin", SYSTEM_USER),
        ],
        capture_output=True,
        text=True,
    )
    # Another script that makes the same user at the same moment is no failure.
    if made.returncode != 0 and "already exists" not in made.stderr:
        raise CannotStart(f"cannot make the system user {SYSTEM_USER}: {made.stderr}")
    return as_system_user(command)


def own_directory(path: Path) -> Path:
    """Make a directory that belongs to the servers' own user and is closed to others."""
    as_system_user([])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir(mode=0o700, exist_ok=True)
    if is_root():
        user = pwd.getpwnam(SYSTEM_USER)
        os.chown(path, user.pw_uid, user.pw_gid)
    return path


@contextlib.contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Let one script at a time in; the others wait for it. A script that died holds nothing."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def spawn(
    command: list[str], *, log: Path, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start a server in a session of its own, so that it outlives this script."""
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def processes_naming(directory: Path) -> list[int]:
    """The processes with this directory on their command line: a server left by a run that died, too.

    Kept instead of a pid file, which lies as soon as a process dies without tidying up.
    """
    # Followed by a slash or an end, so that port 9210 never stands for port 92100.
    names = (f"{directory}/", f"{directory}\0")
    return [pid for pid, words in command_lines() if any(name in words for name in names)]


def command_lines() -> Iterator[tuple[int, str]]:
    """Every other process that still runs, with its command line, each word ended by a NUL."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        with contextlib.suppress(OSError):
            words = (entry / "cmdline").read_bytes().decode(errors="replace")
            state = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
            if state != "Z":
                yield int(entry.name), words


def wake(processes: list[int]) -> None:
    """Let processes go on that a test which died left stopped in their tracks."""
    for pid in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def end(processes: Callable[[], list[int]], *, first: signal.Signals, seconds: float) -> None:
    """Ask the processes to end with the signal `first`; after `seconds`, end them without asking."""
    for number, patience in ((first, seconds), (signal.SIGKILL, 10.0)):
        for pid in processes():
            with contextlib.suppress(ProcessLookupError):
                # A stopped process would not see the signal.
                os.kill(pid, number)
                os.kill(pid, signal.SIGCONT)
        if wait_until(lambda: not processes(), seconds=patience):
            return


def wait_until(
    condition: Callable[[], bool], *, seconds: float, process: subprocess.Popen[bytes] | None = None
) -> bool:
    """Whether the condition came true in time; gives up early when the process that should bring it ended."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit or (process and process.poll() is not None):
            return condition()
        time.sleep(0.1)
    return True


def port_is_taken(port: int) -> bool:
    with socket.socket() as probe:
        # As the servers do: a port whose connections are only fading away is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def last_line(log: Path) -> str:
    """What a server said of its failure, for the one line about it: the last fatal line, else the last."""
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    fatal = [line for line in lines[-20:] if "FATAL" in line or "ERROR" in line]
    return next(reversed(fatal or lines), "it said nothing").strip()[:300]
