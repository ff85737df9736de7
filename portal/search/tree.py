"""Entries for a page and all below it, made into entries for each row."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from portal.search import registry
from portal.search.models import IndexEntry
from portal.search.queue import enqueue_rows
from portal.search.taking import due, take

BATCH = 20


def expand_batch() -> bool:
    """Queue every row below the pages of the next such entries; False if there are none.

    One INSERT … SELECT for each page and model. A page that is gone needs nothing: each page
    deleted with it has an entry of its own, and no page goes while submissions are below it.
    """
    with transaction.atomic():
        entries = take(due().filter(kind=IndexEntry.Kind.TREE), BATCH)
        for page in Page.objects.filter(pk__in={entry.object_id for entry in entries}):
            for below in _below_by_model().values():
                enqueue_rows(below(page))
        IndexEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return bool(entries)


def _below_by_model() -> dict[str, Callable[[Page], QuerySet[Any]]]:
    """Return, by label of the model, what gives its rows below a page."""
    return {s.model._meta.label_lower: s.below for s in registry.sources() if s.below}
