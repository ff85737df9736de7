"""The virtual environment, the npm packages and the compiled catalogues, as the lock files say."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from . import packages
from .errors import CannotStart
from .places import TREE, log_file
from .processes import only_one

OLDEST_PYTHON = (3, 11)
VENV = TREE / ".venv"
PYTHON = VENV / "bin/python"


def prepare(*, development: bool) -> None:
    """Install what is locked, to run the portal or also to work on it; quick when nothing has changed."""
    with only_one(TREE / "var/setup.lock"):
        _make_virtual_environment()
        _install_python_packages(development=development)
        _install_npm_packages()
    _run([str(PYTHON), "bin/catalogues", "compile"], "compile the catalogues")


def _make_virtual_environment() -> None:
    if PYTHON.exists() and _runs([str(PYTHON), "-c", "import pip"]):
        return
    python = _find_python()
    # Debian packs these two apart from Python itself.
    if not _runs([python, "-c", "import ensurepip, venv"]):
        packages.install("python3-venv", purpose="Python's venv")
    _run([python, "-m", "venv", "--clear", str(VENV)], "make the virtual environment")


def _find_python() -> str:
    wanted = f"import sys; sys.exit(sys.version_info[:2] < {OLDEST_PYTHON})"
    for name in ("python3.11", sys.executable, "python3.12", "python3.13", "python3"):
        if (found := shutil.which(name)) and _runs([found, "-c", wanted]):
            return found
    raise CannotStart("no Python 3.11 or newer was found")


def _install_python_packages(*, development: bool) -> None:
    run_time, everything = TREE / "requirements.txt", TREE / "requirements-dev.txt"
    stamp = VENV / "installed"
    if _stands(stamp, everything) or (not development and _stands(stamp, run_time)):
        return
    locked = everything if development else run_time
    stamp.unlink(missing_ok=True)
    _run(
        [
            *(str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"),
            *("--require-hashes", "--no-deps", "--requirement", str(locked)),
        ],
        "install the Python packages",
    )
    _sign(stamp, locked)


def _install_npm_packages() -> None:
    stamp, locked = TREE / "node_modules/installed", TREE / "package-lock.json"
    if _stands(stamp, locked):
        return
    if not shutil.which("npm"):
        packages.install("npm", purpose="npm, which brings the front-end packages,")
    _run(["npm", "ci", "--ignore-scripts"], "install the npm packages")
    _sign(stamp, locked)


def _digest(locked: Path) -> str:
    return hashlib.sha256(locked.read_bytes()).hexdigest()


def _stands(stamp: Path, locked: Path) -> bool:
    """Whether the lock file is the one that was installed last, to its end."""
    return stamp.exists() and stamp.read_text() == _digest(locked)


def _sign(stamp: Path, locked: Path) -> None:
    stamp.write_text(_digest(locked))


def _runs(command: list[str]) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def _run(command: list[str], purpose: str) -> None:
    log = log_file("setup")
    with log.open("ab") as output:
        done = subprocess.run(
            command, cwd=TREE, env=os.environ, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    if done.returncode != 0:
        raise CannotStart(f"could not {purpose}; see {log}")
