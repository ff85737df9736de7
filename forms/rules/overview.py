"""What waits in a moderator's sections, page by page, at a bounded cost."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from forms.enums import State
from forms.models import Submission
from forms.moderation.filter_form import section_pages
from forms.moderation.listing import COUNT_LIMIT
from forms.moderation.scope import Scope


@dataclass(frozen=True)
class Waiting:
    """What waits on one page, over all its languages. A number of ``COUNT_LIMIT`` means "or more"."""

    page_id: int
    page_key: str
    title: str
    pending: int
    # Published at once, and nobody has looked at it yet.
    unseen: int
    oldest: datetime


def waiting_by_page(scope: Scope) -> list[Waiting]:
    """Return the pages on which something waits, the one that has waited longest first."""
    names = {key: (pk, title) for pk, (key, title) in section_pages(scope).items()}
    figures = figures_of(names)
    found = [
        Waiting(names[key][0], key, names[key][1], pending, unseen, oldest)
        for key, (pending, unseen, oldest) in figures.items()
    ]
    return sorted(found, key=lambda each: each.oldest)


def figures_of(page_keys: Iterable[str]) -> dict[str, tuple[int, int, datetime]]:
    """Return by page key: how many await a decision, how many nobody has looked at, and since when.

    One query, which reads at most ``COUNT_LIMIT`` rows of an index for each page and figure.
    """
    pending, unseen = Submission.objects.filter(state=State.PENDING), Submission.objects.unseen()
    pages = Page.objects.filter(translation_key__in=list(page_keys)).values_list(
        "translation_key",
        _number(pending),
        _number(unseen),
        _oldest(pending),
        _oldest(unseen),
    )
    figures: dict[str, tuple[int, int, datetime]] = {}
    for key, *counted in pages:
        _add(figures, key, *counted)
    return figures


def _add(
    figures: dict[str, tuple[int, int, datetime]],
    key: uuid.UUID,
    pending: int,
    unseen: int,
    *oldest: datetime | None,
) -> None:
    """Add the figures of a page in one language to those of the page."""
    moments = [moment for moment in oldest if moment]
    if not moments:
        return
    earlier = figures.get(str(key))
    if earlier:
        pending, unseen = pending + earlier[0], unseen + earlier[1]
        moments.append(earlier[2])
    figures[str(key)] = (min(pending, COUNT_LIMIT), min(unseen, COUNT_LIMIT), min(moments))


def _oldest(rows: "QuerySet[Submission]") -> Subquery:
    """Return when the oldest row of the outer page was received."""
    # The key is what the table's index begins with.
    ordered = rows.filter(page_key=OuterRef("translation_key"), page=OuterRef("pk")).order_by(
        "received_at", "id"
    )
    return Subquery(ordered.values("received_at")[:1])


def _number(rows: "QuerySet[Submission]") -> Coalesce:
    """Count the rows of the outer page, not beyond the limit."""
    of_page = rows.filter(page_key=OuterRef(OuterRef("translation_key")), page=OuterRef(OuterRef("pk")))
    bounded = of_page.order_by().values("pk")[:COUNT_LIMIT]
    counted = Submission.objects.filter(pk__in=bounded).order_by().values("page").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
