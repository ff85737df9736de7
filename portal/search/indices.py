"""The indices in Elasticsearch: their names, how they are made, swapped and removed.

Each index has a name of its own with the time in it and is read through an alias,
``<prefix>-<public|desk>``. It is written to through a second alias that only it has: a write to
an index that was removed meanwhile is then refused instead of making an index without a mapping.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from elasticsearch import Elasticsearch, NotFoundError

from portal.search import analysis
from portal.search.registry import Index


def alias_of(index: Index | str) -> str:
    """Return the name under which an index is read."""
    return f"{settings.SEARCH_INDEX_PREFIX}-{index}"


def write_alias(name: str) -> str:
    """Return the name under which the index of that name is written to."""
    return f"{name}-write"


def new_name(index: Index | str) -> str:
    """Return the name of an index to be made now."""
    return f"{alias_of(index)}-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"


def create(client: Elasticsearch, name: str) -> None:
    """Make an empty index with its write alias."""
    client.indices.create(
        index=name,
        settings=analysis.settings_of_index(),
        mappings=analysis.mappings(),
        aliases={write_alias(name): {}},
    )


@contextmanager
def being_filled(client: Elasticsearch, name: str) -> Iterator[None]:
    """Spare a new index, which nobody reads yet, what only readers and a crash of the server need.

    It is readable and safe on disk at the end; one whose filling was cut off is made anew.
    """
    usual: dict[str, Any] = {
        "refresh_interval": analysis.REFRESH_INTERVAL,
        "translog": {"durability": "request"},
    }
    client.indices.put_settings(
        index=name, settings={"refresh_interval": "-1", "translog": {"durability": "async"}}
    )
    yield
    client.indices.put_settings(index=name, settings=usual)
    client.indices.flush(index=name)
    client.indices.refresh(index=name)


def exists(client: Elasticsearch, name: str) -> bool:
    """Whether the server has an index (or alias) of that name."""
    return bool(client.indices.exists(index=name))


def switch(client: Elasticsearch, index: Index | str, name: str) -> None:
    """Have readers see the index of that name, all at once."""
    alias = alias_of(index)
    client.indices.update_aliases(
        actions=[
            {"remove": {"index": f"{alias}-*", "alias": alias, "must_exist": False}},
            {"add": {"index": name, "alias": alias}},
        ]
    )


def remove(client: Elasticsearch, name: str) -> None:
    """Remove an index, if it is there."""
    client.indices.delete(index=name, ignore_unavailable=True)


def names(client: Elasticsearch, index: Index | str) -> list[str]:
    """Return the names of all indices of that kind on the server, live or not."""
    return list(client.indices.get(index=f"{alias_of(index)}-*", features="aliases"))


def live_name(client: Elasticsearch, index: Index | str) -> str | None:
    """Return the name of the index that readers see, or None if there is none."""
    try:
        return next(iter(client.indices.get_alias(name=alias_of(index))), None)
    except NotFoundError:
        return None


def is_current(client: Elasticsearch, name: str) -> bool:
    """Whether an index is of the shape that this code makes, or of a newer one.

    Newer is not older: while a new release replaces this one, its workers have rebuilt already.
    """
    mapping = client.indices.get_mapping(index=name)[name]["mappings"]
    return int(mapping.get("_meta", {}).get("version", 0)) >= analysis.VERSION
