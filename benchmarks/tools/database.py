"""Databases of the benchmarks' own: made once, kept while what they are made from stays the same."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from wagtail.models import Site

ROOT = Path(__file__).resolve().parents[2]
ORIGINAL = settings.DATABASES["default"]["NAME"]
# What decides the shape of a database.
MODELS = ("*/migrations/*.py", "*/models/*.py", "*/models.py", "benchmarks/peers/*.py")
EMPTY = "empty"


def name_of(kind: str) -> str:
    """Return the name of the benchmarks' database of that kind."""
    return f"{ORIGINAL}_bench_{kind}"


def use(kind: str) -> None:
    """Have Django work on the database of that kind, which is there."""
    connection.close()
    connection.settings_dict["NAME"] = name_of(kind)
    # Each has indices of its own.
    settings.SEARCH_INDEX_PREFIX = f"parvis_bench_{kind}"
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    cache.clear()


def ensure(kind: str, fill: Callable[[], None], *made_from: str) -> bool:
    """Use the database of that kind; make it by ``fill`` unless it is there and still good.

    ``made_from`` are patterns of the files, beside those of the models, that it was made from. Returns
    whether it was made.
    """
    seal = _digest(*MODELS, *made_from)
    if _seal_of(kind) == seal:
        use(kind)
        return False
    if kind != EMPTY:
        ensure_empty()
    _drop(kind)
    with _server() as execute:
        template = f' TEMPLATE "{name_of(EMPTY)}"' if kind != EMPTY else ""
        execute(f'CREATE DATABASE "{name_of(kind)}"{template}')
    use(kind)
    fill()
    with _server() as execute:
        execute(f"COMMENT ON DATABASE \"{name_of(kind)}\" IS '{seal}'")
    use(kind)
    return True


@contextmanager
def copy_of(kind: str) -> Iterator[None]:
    """Work on a copy of a database, which is removed at the end; it costs the copying of its files."""
    _drop("copy")
    with _server() as execute:
        execute(f'CREATE DATABASE "{name_of("copy")}" TEMPLATE "{name_of(kind)}"')
    use("copy")
    try:
        yield
    finally:
        _drop("copy")


def ensure_empty() -> None:
    """Use a database as the migrations leave it."""
    ensure(EMPTY, _migrate)


def _migrate() -> None:
    call_command("migrate", verbosity=0)


def _drop(kind: str) -> None:
    with _server() as execute:
        execute(f'DROP DATABASE IF EXISTS "{name_of(kind)}" WITH (FORCE)')


@contextmanager
def _server() -> Iterator[Callable[[str], object]]:
    """Give what runs statements on the server outside of the benchmarks' databases."""
    connection.close()
    connection.settings_dict["NAME"] = ORIGINAL
    with connection._nodb_cursor() as cursor:
        yield cursor.execute


def _seal_of(kind: str) -> str:
    with _server():
        pass
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name_of(kind)],
        )
        row = cursor.fetchone()
    return (row and row[0]) or ""


def _digest(*patterns: str) -> str:
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
