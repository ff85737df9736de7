"""The antivirus of the tests: Debian's clamd. Signatures are never fetched; tests bring one of their own."""

from __future__ import annotations

import os
import shutil

from . import packages
from .errors import CannotStart

# Not on the PATH of everybody.
SYSTEM_PROGRAMS = "/usr/sbin"


def find_clamd() -> str:
    """The path of clamd; CLAMD names another one. Installs the Debian package where there is none."""
    if given := os.environ.get("CLAMD"):
        if not shutil.which(given):
            raise CannotStart(f"CLAMD names no program: {given}")
        return given
    for _attempt in range(2):
        if found := shutil.which("clamd") or shutil.which("clamd", path=SYSTEM_PROGRAMS):
            return found
        packages.install("clamav-daemon", purpose="ClamAV's daemon, which tests of uploaded files ask,")
    raise CannotStart("clamav-daemon was installed but clamd is not there")
