"""The demo on the embedded database, as somebody starts it who has nothing else."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers import TREE, free_port


@contextmanager
def demo(var: Path) -> Iterator[tuple[str, str]]:
    """Run the demo; give its address and what it printed until it answered."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    output = var.parent / f"demo-{port}.txt"
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "ELASTICSEARCH_URL")
    }
    with output.open("w") as log:
        process = subprocess.Popen(
            [TREE / "bin/demo"],
            env={**environment, "PORT": str(port), "PARVIS_VAR": str(var), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        limit = time.monotonic() + 400
        while not answers(f"{address}/healthz"):
            assert process.poll() is None, output.read_text()
            assert time.monotonic() < limit, output.read_text()
            time.sleep(0.2)
        yield address, output.read_text()
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        with pytest.raises(ProcessLookupError):  # The worker has ended too.
            os.killpg(process.pid, signal.SIG_DFL)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())


def test_the_demo_shows_and_finds_something_and_keeps_it(tmp_path: Path) -> None:
    with demo(tmp_path / "var") as (address, printed):
        accounts = re.findall(r"(\w+) / (\S+)$", printed, re.MULTILINE)
        assert len(accounts) == 3
        for path in ("/", "/en/", "/recherche/", "/admin/"):
            assert f"{address}{path}\n" in printed
        assert '<html lang="fr"' in read(f"{address}/")
        # The embedded search was filled: it finds a page and a contribution.
        assert read(f"{address}/recherche/?q=v%C3%A9lo&format=json").count('"title"') > 1
        assert answers(f"{address}/readyz")
    with demo(tmp_path / "var") as (address, printed):
        assert re.findall(r"(\w+) / (\S+)$", printed, re.MULTILINE) == accounts
        assert answers(f"{address}/")
