"""The newest contributions of several pages in one query, as far as a visitor may see them."""

import uuid
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from forms.enums import State
from forms.models import Submission


def newest_by_page(
    wanted: Mapping[uuid.UUID, int], readable: Iterable[Page]
) -> dict[uuid.UUID, list[Submission]]:
    """Return so many contributions of each page key, the newest first.

    ``readable`` are the live pages, in all their languages, that the visitor may read: a
    contribution is as public as the page that it was sent to. Each page takes so many rows from an
    index, so that the cost does not grow with what was published.
    """
    found: dict[uuid.UUID, list[Submission]] = {key: [] for key in wanted}
    pages = [page.pk for page in readable if page.translation_key in wanted]
    if not pages:
        return found
    rows = Submission.objects.filter(state=State.PUBLISHED, page__in=pages).order_by("-published_at", "-id")
    parts = [Q(pk__in=rows.filter(page_key=key)[:number].values("pk")) for key, number in wanted.items()]
    newest = Submission.objects.filter(reduce(or_, parts)).select_related("version", "outcome")
    for row in newest.order_by("-published_at", "-id"):
        found[row.page_key].append(row)
    return found


def readable_pages(
    pages: Iterable[Page], restrictions: Iterable[PageViewRestriction], request: HttpRequest | None
) -> list[Page]:
    """Return the live pages that a visitor may read; ``restrictions`` are all those of the portal."""
    closed = [
        restriction.page.path
        for restriction in restrictions
        if request is None or not restriction.accept_request(request)
    ]
    return [page for page in pages if page.live and not page.path.startswith(tuple(closed))]
