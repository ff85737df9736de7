"""Wagtail's database backend on PostgreSQL."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from benchmarks.peers.models import Contribution

CONFIG = "french"
PAGE = 20


def fill_peer_index() -> None:
    """Write the backend's own index for all contributions, in the form in which its rebuild writes it.

    By one statement: for each chunk the rebuild averages the lengths of all titles anew.
    """
    kind = ContentType.objects.get_for_model(Contribution)
    entries = IndexEntry.objects.filter(content_type=kind)
    if entries.exists():
        return
    table = IndexEntry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (object_id, content_type_id, title_norm, autocomplete, title, body, "  # noqa: S608
            "title_text, body_text) "
            "SELECT id::text, %s, 1.0, '', setweight(to_tsvector(%s, title), 'A'), "
            "setweight(to_tsvector(%s, text || ' ' || theme || ' ' || place), 'D'), "
            "title, text || ' ' || theme || ' ' || place "
            f"FROM {Contribution._meta.db_table}",
            [kind.pk, CONFIG, CONFIG],
        )
        cursor.execute(f"VACUUM ANALYZE {table}")


def search(words: str) -> int:
    """Search as a page of results does: the first rows, and how many there are."""
    backend = get_search_backend("wagtail.search.backends.database", SEARCH_CONFIG=CONFIG)
    found = backend.search(words, Contribution)
    list(found[:PAGE])
    return int(found.count())
