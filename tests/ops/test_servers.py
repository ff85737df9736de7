"""The scripts that start PostgreSQL and Elasticsearch."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bin.machine import elasticsearch, packages
from bin.machine.errors import CannotStart
from tests.servers import TREE, Server, free_port

SCRIPTS = [("postgres", "DATABASE_URL"), ("elasticsearch", "ELASTICSEARCH_URL")]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script with these variables and without an address from the outer run."""
    inherited = {key: value for key, value in os.environ.items() if key not in dict(SCRIPTS).values()}
    return subprocess.run(
        [TREE / "bin" / command[0], *command[1:]],
        env={**inherited, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize(("script", "variable"), SCRIPTS)
def test_an_address_in_the_environment_is_taken_as_it_is(script: str, variable: str) -> None:
    assert run(script, "url", **{variable: "scheme://elsewhere:1/x"}).stdout == "scheme://elsewhere:1/x\n"


@pytest.mark.parametrize(("script", "variable"), SCRIPTS)
def test_the_own_address_is_on_loopback(script: str, variable: str) -> None:
    del variable
    address = run(script, "url", **{f"PARVIS_{script.upper()}_PORT": "1234"}).stdout
    assert "127.0.0.1:1234" in address


@pytest.mark.parametrize(("script", "variable"), SCRIPTS)
def test_a_port_that_is_taken_is_one_clear_line(
    script: str, variable: str, taken_port: int, tmp_path: Path
) -> None:
    del variable
    done = run(
        script, "start", PARVIS_SERVICES=str(tmp_path), **{f"PARVIS_{script.upper()}_PORT": str(taken_port)}
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"port {taken_port} is taken by another program" in done.stderr


def test_an_embedded_database_is_refused_as_a_server() -> None:
    done = run("postgres", "start", DATABASE_URL="sqlite:///x")
    assert done.returncode == 1
    assert done.stderr == "postgres: DATABASE_URL does not name a PostgreSQL database\n"


@pytest.mark.parametrize("script", ["postgres", "elasticsearch", "browser", "setup"])
def test_an_unknown_word_is_one_clear_line(script: str) -> None:
    done = run(script, "dance")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


def test_starting_twice_leaves_the_running_server_alone(own_postgres: Server) -> None:
    with psycopg.connect(own_postgres.url) as connection:
        own_postgres.start()
        assert connection.execute("SELECT current_database()").fetchone() == ("parvis",)


def test_a_restart_breaks_connections_and_keeps_what_was_committed(own_postgres: Server) -> None:
    with psycopg.connect(own_postgres.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        own_postgres.restart()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    with psycopg.connect(own_postgres.url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_server_that_was_killed_starts_again(own_postgres: Server) -> None:
    pid_file = own_postgres.directory / f"postgres-{own_postgres.port}" / "cluster/postmaster.pid"
    os.kill(int(pid_file.read_text().splitlines()[0]), 9)
    own_postgres.start()
    psycopg.connect(own_postgres.url).close()


def test_a_server_left_hanging_by_a_run_that_died_is_woken(own_postgres: Server) -> None:
    own_postgres.hang()
    own_postgres.start()
    psycopg.connect(own_postgres.url).close()


def test_stopping_a_server_that_is_not_there_is_no_failure(tmp_path: Path) -> None:
    port = str(free_port())
    done = run("postgres", "stop", PARVIS_SERVICES=str(tmp_path), PARVIS_POSTGRES_PORT=port)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_oldest_jdk_that_is_new_enough_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("17.0.15", "21.0.1", "25"):
        java = tmp_path / version / "bin/java"
        java.parent.mkdir(parents=True)
        java.touch(mode=0o755)
        (tmp_path / version / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    monkeypatch.setattr(elasticsearch, "JDK_DIRECTORIES", (tmp_path,))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert elasticsearch.find_jdk() == tmp_path / "21.0.1"
    # What the operator names wins as long as it is new enough.
    monkeypatch.setenv("ES_JAVA_HOME", str(tmp_path / "25"))
    assert elasticsearch.find_jdk() == tmp_path / "25"


def test_a_machine_without_a_new_jdk_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elasticsearch, "JDK_DIRECTORIES", (tmp_path,))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(CannotStart, match="no JDK 21 or newer"):
        elasticsearch.find_jdk()


def test_a_download_that_fails_leaves_nothing_that_is_taken_for_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maven = tmp_path / "programs/mvn"
    maven.parent.mkdir()
    maven.write_text("#!/bin/sh\nmkdir -p repository && touch repository/half.zip\nexit 1\n")
    maven.chmod(0o755)
    cache = tmp_path / "cache"
    (cache / "fetching-left-by-a-run-that-died").mkdir(parents=True)
    monkeypatch.setenv("PATH", f"{maven.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("PARVIS_CACHE", str(cache))
    monkeypatch.setenv("PARVIS_VAR", str(tmp_path / "var"))
    with pytest.raises(CannotStart, match="Maven could not fetch"):
        elasticsearch.fetch_server()
    assert [entry.name for entry in cache.iterdir()] == ["elasticsearch.lock"]


def test_whoever_is_not_root_is_given_the_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "is_root", lambda: False)
    with pytest.raises(CannotStart, match=r"run: sudo apt-get install --yes .* postgresql$"):
        packages.install("postgresql", purpose="PostgreSQL")


def test_help_lists_every_command() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=TREE, capture_output=True, text=True, check=True
    ).stdout
    makefile = (TREE / "Makefile").read_text()
    commands = makefile.partition(".PHONY:")[2].splitlines()[0].split()
    assert [line.split()[1] for line in listed.splitlines()] == commands
