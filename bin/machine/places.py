"""Where the scripts keep what they fetch, what the servers store and what they log."""

from __future__ import annotations

import os
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]


def is_root() -> bool:
    return os.geteuid() == 0


def cache_directory() -> Path:
    """What was fetched and can be fetched again. Root's lies where the servers' own user can read it."""
    if given := os.environ.get("PARVIS_CACHE"):
        return Path(given).resolve()
    return Path("/var/cache/parvis") if is_root() else Path.home() / ".cache" / "parvis"


def services_directory() -> Path:
    """The servers' data, one directory per server and port."""
    if given := os.environ.get("PARVIS_SERVICES"):
        return Path(given).resolve()
    return Path("/var/lib/parvis") if is_root() else Path.home() / ".local" / "share" / "parvis"


def log_file(name: str) -> Path:
    """The log that a server writes to, under the tree's var/log (or PARVIS_VAR/log)."""
    directory = Path(os.environ.get("PARVIS_VAR") or TREE / "var").resolve() / "log"
    directory.mkdir(parents=True, exist_ok=True)
    return directory / f"{name}.log"
