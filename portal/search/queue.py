"""How a change enters the index queue: a row in the transaction of the change.

Nothing here talks to Elasticsearch. On the embedded default, which has none, the queue is drained
as soon as the transaction is committed, for the sake of its other consumers.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Model, QuerySet
from django.utils import timezone
from wagtail.models import Page

from portal.search import registry
from portal.search.models import IndexEntry

logger = logging.getLogger(__name__)


def enqueue(instance: Model) -> None:
    """Queue one row that was made, changed, or is about to be deleted."""
    enqueue_all([instance])


def enqueue_all(instances: Iterable[Model]) -> None:
    """Queue many rows with one statement."""
    entries = []
    for instance in instances:
        sources = registry.sources_for(instance)
        if not sources:
            continue
        group = next((s.group(instance) for s in sources if s.group), "")
        entries.append(
            IndexEntry(
                model=sources[0].model._meta.label_lower,
                object_id=instance.pk,
                group=group,
                told=not group,
            )
        )
    _write(entries)


def enqueue_rows(rows: QuerySet[Any], *, delay: timedelta = timedelta()) -> None:
    """Queue any number of rows for the indices by one INSERT … SELECT, reading none of them.

    ``delay`` keeps them from being read before then. The queue's other consumers are not told: it
    is for what changes how rows are found, not what they are.
    """
    if not settings.ELASTICSEARCH_URL:
        return
    keys, params = rows.order_by().values(row_key=F("pk")).query.sql_with_params()
    table = connection.ops.quote_name(IndexEntry._meta.db_table)
    not_before = connection.ops.adapt_datetimefield_value(timezone.now() + delay)
    with connection.cursor() as cursor:
        # The names come from our own models, the values are passed apart.
        cursor.execute(
            f"INSERT INTO {table} "  # noqa: S608
            '(kind, model, object_id, "group", told, attempts, error, created_at, not_before) '
            f"SELECT %s, %s, found.row_key, '', %s, 0, '', CURRENT_TIMESTAMP, %s FROM ({keys}) found",
            [IndexEntry.Kind.ITEM, rows.model._meta.label_lower, True, not_before, *params],
        )


def unsent(model: type[Model], most: int) -> list[int] | None:
    """Return the keys of rows that the indices have not been told of; None for more than so many."""
    entries = IndexEntry.objects.filter(model=model._meta.label_lower, kind=IndexEntry.Kind.ITEM)
    keys = list(entries.order_by().values_list("object_id", flat=True)[: most + 1])
    return keys if len(keys) <= most else None


def enqueue_tree(page: Page) -> None:
    """Queue a page with everything below it, because who may see it changed."""
    label = Page._meta.label_lower
    tree = IndexEntry.Kind.TREE
    _write([IndexEntry(kind=tree, model=label, object_id=page.pk, told=True)])


def _write(entries: list[IndexEntry]) -> None:
    """Insert the entries; without Elasticsearch, have them drained after the commit."""
    if not entries:
        return
    IndexEntry.objects.bulk_create(entries)
    if not settings.ELASTICSEARCH_URL and not _is_awaited():
        transaction.on_commit(_drain_inline, robust=True)


def _is_awaited() -> bool:
    """Whether the transaction under way will drain the queue anyway."""
    return any(callback is _drain_inline for _, callback, *_ in connection.run_on_commit)


def _drain_inline() -> None:
    """Drain the queue in this process."""
    from portal.search.drain import drain

    drain()
