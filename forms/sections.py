"""Sections of the site that rights are given for: a page with all that is below it, in every language."""

import uuid
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from wagtail.models import Page

# A right on the root page is a right on everything.
ROOT_DEPTH = 1


def pages_below(translation_keys: Collection[uuid.UUID]) -> "QuerySet[Page]":
    """Return the pages with these keys and all that is below them, each in its own language."""
    return below_paths(
        Page.objects.filter(translation_key__in=translation_keys).values_list("path", flat=True)
    )


def below_paths(paths: Iterable[str]) -> "QuerySet[Page]":
    """Return the pages at these places of the tree and all that is below them."""
    below = Q(pk__in=())
    for path in paths:
        below |= Q(path__startswith=path)
    return Page.objects.filter(below)
