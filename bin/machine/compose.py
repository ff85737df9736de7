"""The official images, where a Docker engine answers."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess

from .errors import CannotStart
from .places import TREE, log_file

FILE = TREE / "compose.services.yaml"


@functools.cache
def engine_answers() -> bool:
    """Whether a Docker engine with Compose is there; the client alone is not enough."""
    if not shutil.which("docker"):
        return False
    for command in (["docker", "info"], ["docker", "compose", "version"]):
        try:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=15)
        except subprocess.TimeoutExpired:
            return False
        if done.returncode != 0:
            return False
    return True


def compose(service: str, port: int, *arguments: str) -> None:
    """Run one Compose command on one service, which is published on a port of the loopback address."""
    log = log_file(f"{service}-{port}")
    with log.open("ab") as output:
        done = subprocess.run(
            ["docker", "compose", "--project-name", f"parvis-{service}-{port}", "--file", FILE, *arguments],
            env={**os.environ, "SERVICE_PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    if done.returncode != 0:
        raise CannotStart(f"Compose could not do '{' '.join(arguments)}'; see {log}")
