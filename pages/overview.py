"""What the home page says is under way: every page with a form, by where it stands in time."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, get_page_models

from forms.page import FormPage, Opening

if TYPE_CHECKING:
    from pages.models import Results

# A page that closes within so many days is shown first, with a reminder.
SOON = datetime.timedelta(days=7)
# Past processes shown on the home page; older ones are found by the search.
LATEST_CLOSED = 6
LATEST_RESULTS = 6
LONG_AGO = datetime.datetime.min.replace(tzinfo=datetime.UTC)
FAR_AWAY = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass
class Overview:
    """The published pages below the home page that anybody may read, each in one list.

    ``closing_soon`` and ``open_now``: the first to close first. ``upcoming``: the first to open
    first. ``closed`` and ``results``: the newest first, a few of them.
    """

    closing_soon: list[Any] = field(default_factory=list)
    open_now: list[Any] = field(default_factory=list)
    upcoming: list[Any] = field(default_factory=list)
    closed: list[Any] = field(default_factory=list)
    results: list["Results"] = field(default_factory=list)

    @property
    def takes_part(self) -> bool:
        """Whether there is anything to take part in now."""
        return bool(self.closing_soon or self.open_now)


def overview(home: Page) -> Overview:
    """Return what is below a home page, in a number of queries that the page types alone decide."""
    from pages.models import Results

    public = home.get_descendants().live().public()
    models = [model for model in get_page_models() if issubclass(model, FormPage)]
    newest = public.type(Results).order_by("-first_published_at", "-pk").values("pk")[:LATEST_RESULTS]
    read = list(public.filter(public.type_q(*models) | Q(pk__in=newest)).specific().order_by("path"))
    found = _sorted_out(page for page in read if isinstance(page, FormPage))
    results = [page for page in read if isinstance(page, Results)]
    found.results = sorted(
        results, key=lambda page: (page.first_published_at or LONG_AGO, page.pk), reverse=True
    )
    return found


def _sorted_out(pages: Iterable[Any]) -> Overview:
    found = Overview()
    soon = timezone.now() + SOON
    for page in pages:
        match page.opening:
            case Opening.UPCOMING:
                found.upcoming.append(page)
            case Opening.CLOSED:
                found.closed.append(page)
            case _ if page.closes_at and page.closes_at <= soon:
                found.closing_soon.append(page)
            case _:
                found.open_now.append(page)
    found.closing_soon.sort(key=_closing)
    found.open_now.sort(key=_closing)
    found.upcoming.sort(key=lambda page: page.opens_at)
    found.closed = sorted(found.closed, key=_closing, reverse=True)[:LATEST_CLOSED]
    return found


def _closing(page: FormPage) -> datetime.datetime:
    return page.closes_at or FAR_AWAY
