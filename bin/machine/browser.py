"""The browser of the tests: Debian's Chromium."""

from __future__ import annotations

import os
import shutil

from . import packages
from .errors import CannotStart


def find_browser() -> str:
    """The path of Chromium; CHROMIUM names another one. Installs the Debian package where there is none."""
    if given := os.environ.get("CHROMIUM"):
        if not shutil.which(given):
            raise CannotStart(f"CHROMIUM names no program: {given}")
        return given
    for _attempt in range(2):
        for name in ("chromium", "chromium-browser"):
            if found := shutil.which(name):
                return found
        packages.install("chromium", "fonts-dejavu-core", purpose="Chromium, which the browser tests drive,")
    raise CannotStart("Chromium was installed but is not on the PATH")
