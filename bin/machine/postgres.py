"""PostgreSQL for development and tests.

`DATABASE_URL` if it is set; else the official image through Compose where a Docker engine answers; else a
cluster of the project's own, run by Debian's package. It gives up durability for speed: nothing real belongs
in it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import struct
import subprocess
import urllib.parse
from pathlib import Path

from . import packages
from .compose import compose, engine_answers
from .errors import CannotStart
from .places import log_file, services_directory
from .processes import (
    as_system_user,
    command_lines,
    end,
    last_line,
    only_one,
    own_directory,
    port_is_taken,
    processes_naming,
    spawn,
    wait_until,
    wake,
)

USER = "parvis"
DATABASE = "parvis"
START_SECONDS = 60
DEFAULT_PORT = 55432
CONFIGURATION = """
# Written by bin/postgres: for development and tests alone. What was committed outlives a crash of the server,
# as tests of crashes want it, though not one of the machine.
fsync = off
full_page_writes = off
max_connections = 200
shared_buffers = 128MB
timezone = 'UTC'
"""


def port() -> int:
    return int(os.environ.get("PARVIS_POSTGRES_PORT") or DEFAULT_PORT)


def url() -> str:
    return os.environ.get("DATABASE_URL") or f"postgres://{USER}@127.0.0.1:{port()}/{DATABASE}"


def start() -> None:
    """Start the server unless it answers already; raise CannotStart within a bounded time."""
    if os.environ.get("DATABASE_URL"):
        if not urllib.parse.urlsplit(url()).scheme.startswith("postgres"):
            raise CannotStart("DATABASE_URL does not name a PostgreSQL database")
        if not wait_until(_answers, seconds=10):
            raise CannotStart("nothing answers at DATABASE_URL")
        return
    with _alone():
        _start()


def stop() -> None:
    """Stop the server that `start` started; do nothing when there is none."""
    if os.environ.get("DATABASE_URL"):
        return
    with _alone():
        if _processes():
            _end(signal.SIGINT)
        elif engine_answers():
            compose("postgres", port(), "down")


def restart() -> None:
    """Let the server crash, as far as its clients can see, and start it again."""
    if os.environ.get("DATABASE_URL"):
        raise CannotStart("the server at DATABASE_URL is not ours to restart")
    with _alone():
        if _processes():
            _end(signal.SIGQUIT)
        elif engine_answers():
            compose("postgres", port(), "kill", "postgres")
        _start()


def _alone() -> contextlib.AbstractContextManager[None]:
    return only_one(services_directory() / f"postgres-{port()}.lock")


def _cluster() -> Path:
    return services_directory() / f"postgres-{port()}" / "cluster"


def _processes() -> list[int]:
    """The server and its children, which outlive it for a moment when it crashes and keep its memory."""
    cluster = _cluster()
    children = []
    for pid, words in command_lines():
        with contextlib.suppress(OSError):
            if words.startswith("postgres:") and Path(f"/proc/{pid}/cwd").readlink() == cluster:
                children.append(pid)
    return processes_naming(cluster) + children


def _start() -> None:
    if running := _processes():
        wake(running)
        # One that is about to end, as its children after a crash, is worth no waiting for an answer.
        wait_until(lambda: _answers() or not _processes(), seconds=10)
        if _answers():
            return
        _end(signal.SIGQUIT)
    elif port_is_taken(port()):
        if engine_answers() and _answers():
            return
        raise CannotStart(
            f"port {port()} is taken by another program; set PARVIS_POSTGRES_PORT or DATABASE_URL"
        )
    if engine_answers():
        compose("postgres", port(), "up", "--detach", "--wait", "postgres")
    else:
        _start_own_cluster()


def _answers() -> bool:
    """Whether a PostgreSQL server takes new sessions at the address, found out without a client library.

    A server that starts or recovers refuses the start-up packet with an error (E); one that is ready answers
    with an authentication request (R): https://www.postgresql.org/docs/current/protocol-flow.html
    """
    address = urllib.parse.urlsplit(url())
    if not address.hostname or "%2f" in address.hostname:
        # A socket's directory: left to the client library, which finds it in more ways than one.
        return True
    user = urllib.parse.unquote(address.username or USER)
    body = struct.pack("!I", 196608) + b"\0".join([b"user", user.encode(), b"\0"])
    with (
        contextlib.suppress(OSError),
        socket.create_connection((address.hostname, address.port or 5432), timeout=3) as connection,
    ):
        connection.sendall(struct.pack("!I", len(body) + 4) + body)
        return connection.recv(1) == b"R"
    return False


def _end(number: signal.Signals) -> None:
    end(_processes, first=number, seconds=20)


def _programs() -> Path:
    """The directory of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if elsewhere := shutil.which("initdb"):
        return Path(elsewhere).resolve().parent
    packages.install("postgresql", purpose="PostgreSQL")
    return _programs()


def _start_own_cluster() -> None:
    programs = _programs()
    home = own_directory(_cluster().parent)
    log = log_file(f"postgres-{port()}")
    if not (_cluster() / "parvis.ready").exists():
        _make_cluster(programs, log)
    # The lock files of a server that has no process any more name one that may be anybody's by now.
    for left in (_cluster() / "postmaster.pid", *home.glob(".s.PGSQL.*")):
        left.unlink(missing_ok=True)
    process = spawn(
        as_system_user(
            [
                *(f"{programs}/postgres", "-D", str(_cluster()), "-p", str(port())),
                *("-h", "127.0.0.1", "-k", str(home)),
            ]
        ),
        log=log,
        cwd=home,
    )
    if not wait_until(_answers, seconds=START_SECONDS, process=process):
        _end(signal.SIGQUIT)
        raise CannotStart(f"the server did not answer within {START_SECONDS} s: {last_line(log)} (see {log})")


def _make_cluster(programs: Path, log: Path) -> None:
    """Make the cluster with its database; one that was left half-made is made anew."""
    cluster = _cluster()
    shutil.rmtree(cluster, ignore_errors=True)
    with log.open("ab") as output:
        for command, words in (
            (
                [
                    *(f"{programs}/initdb", "-D", str(cluster), "-U", USER, "--auth=trust", "--no-sync"),
                    *("--encoding=UTF8", "--locale=C.UTF-8"),
                ],
                None,
            ),
            (
                [f"{programs}/postgres", "--single", "-D", str(cluster), "postgres"],
                f"CREATE DATABASE {DATABASE}\n",
            ),
        ):
            done = subprocess.run(
                as_system_user(command),
                cwd=cluster.parent,
                input=(words or "").encode(),
                stdout=output,
                stderr=output,
            )
            if done.returncode != 0:
                raise CannotStart(f"the cluster could not be made: {last_line(log)} (see {log})")
    with (cluster / "postgresql.conf").open("a") as configuration:
        configuration.write(CONFIGURATION)
    (cluster / "parvis.ready").touch()
