"""Debian packages: installed when we are root, otherwise named in the one line to run."""

from __future__ import annotations

import os
import shutil
import subprocess
import time

from .errors import CannotStart
from .places import is_root, log_file

ATTEMPTS = 3


def install(*names: str, purpose: str) -> None:
    """Install Debian packages, or raise CannotStart with the line that installs them."""
    line = f"apt-get install --yes --no-install-recommends {' '.join(names)}"
    if not shutil.which("apt-get"):
        raise CannotStart(
            f"{purpose} is missing, and this machine has no apt-get to install {' '.join(names)}"
        )
    if not is_root():
        raise CannotStart(f"{purpose} is missing; run: sudo {line}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log = log_file("apt")
    for attempt in range(1, ATTEMPTS + 1):
        with log.open("ab") as output:
            for command in (["apt-get", "update"], line.split()):
                done = subprocess.run(
                    command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output
                )
        if done.returncode == 0:
            return
        if attempt < ATTEMPTS:
            time.sleep(5 * attempt)
    raise CannotStart(f"{purpose} could not be installed ({line}); see {log}")
