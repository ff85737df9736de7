"""Pages of every type in one query, and the newest pages below a page."""

import functools
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, DateField, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, get_page_models


@functools.cache
def _accessors() -> list[str]:
    """Return by which name a page leads to its row of each type."""
    keys = [model._meta.pk for model in get_page_models() if model is not Page]
    return [
        key.remote_field.get_accessor_name()
        for key in keys
        if key is not None and key.remote_field and key.remote_field.model is Page
    ]


def of_every_type(rows: "QuerySet[Page]") -> list[Any]:
    """Return the pages, each of its own type, in one query whatever the number of types.

    What was annotated goes along.
    """
    found = []
    for page in rows.select_related("locale", *_accessors()):
        cached = page._state.fields_cache
        own = next((cached[name] for name in _accessors() if cached.get(name) is not None), page)
        own.locale = page.locale
        for name in rows.query.annotations:
            setattr(own, name, getattr(page, name))
        found.append(own)
    return found


def newest_below(parent: Page, number: int, restrictions: Iterable[PageViewRestriction]) -> "QuerySet[Page]":
    """Return the newest public pages just below one: open before closed, then by their day.

    ``restrictions`` are all those of the portal, so that several lists read them once.
    """
    return in_order(without_restricted(parent.get_children().live(), restrictions))[:number]


def without_restricted(
    rows: "QuerySet[Page]", restrictions: Iterable[PageViewRestriction]
) -> "QuerySet[Page]":
    """Leave out pages at which or above which there is one of the restrictions."""
    for restriction in restrictions:
        rows = rows.exclude(path__startswith=restriction.page.path)
    return rows


def in_order(rows: "QuerySet[Page]") -> "QuerySet[Page]":
    """Sort pages of several types: what has closed comes last, and what is new first."""
    closed = When(Q(process__closes_at__lte=timezone.now()), then=Value(1))
    day = Coalesce("news__date", TruncDate("first_published_at"), output_field=DateField())
    return rows.annotate(
        is_past=Case(closed, default=Value(0), output_field=IntegerField()), day=day
    ).order_by("is_past", "-day", "-first_published_at", "-pk")
