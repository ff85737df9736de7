"""Every style sheet of the pages in one file, for a server.

A template names what it shows, one file for each component; on a machine of development these are
what a browser loads. A telephone would wait for some twenty answers before it draws anything, and
for as many on the next page. So ``collectstatic`` writes them one after the other into a file that
is loaded once, compressed, and kept for good under the digest in its name. There is no other build.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage

BUNDLE = "css/site.css"
# As templates/base.html orders them; the components follow by name.
FIRST = ("bootstrap/bootstrap.min.css", "css/tokens.css", "css/base.css")
COMPONENTS = "css/components"
ADDRESS = re.compile(r"url\(\s*([\"']?)(?!data:|/|#|https?:)([^)\"']+)\1\s*\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class StylesheetFinder(finders.BaseFinder):
    """Gives ``collectstatic`` the one file; nothing else asks for it."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Find nothing: the file is on no disk until it is collected."""
        return []

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, Storage]]:
        """Yield its name and where to read it."""
        storage = InMemoryStorage()
        storage.save(BUNDLE, ContentFile(bundled().encode()))
        yield BUNDLE, storage


def names() -> list[str]:
    """Return the style sheets of the bundle in their order."""
    folder = Path(settings.BASE_DIR) / "static" / COMPONENTS
    return [*FIRST, *sorted(f"{COMPONENTS}/{path.name}" for path in folder.glob("*.css"))]


def bundled() -> str:
    """Return them as one, each address in them leading where it led."""
    return "\n".join(_moved(name) for name in names())


def _moved(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(f"{name} is no static file; run make setup")
    css = COMMENT.sub("", Path(str(path)).read_text())
    here, there = posixpath.dirname(name), posixpath.dirname(BUNDLE)

    def moved(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(here, match[2]))
        return f'url("{posixpath.relpath(target, there)}")'

    return ADDRESS.sub(moved, re.sub(r"\n\s*\n+", "\n", css))
