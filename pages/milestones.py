"""The steps of a process: those that its editor wrote and the pages below it, in one order."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.models import Page

from forms.page import FormPage, Opening

if TYPE_CHECKING:
    from pages.models.process import Process

FAR_AWAY = datetime.date.max


@dataclass(frozen=True)
class Milestone:
    """One step; ``page`` is where it happens, ``kind`` the name of that page's type."""

    title: str
    text: str = ""
    kind: str = ""
    starts: datetime.date | None = None
    ends: datetime.date | None = None
    page: Page | None = None

    @property
    def opening(self) -> Opening | None:
        """Whether the step is to come, under way or past; nothing for one without a date."""
        today = timezone.localdate()
        last = self.ends or self.starts
        if self.starts and today < self.starts:
            return Opening.UPCOMING
        if last and today > last:
            return Opening.CLOSED
        return Opening.OPEN if self.starts or self.ends else None

    @property
    def is_range(self) -> bool:
        """Whether the step lasts for more than a day."""
        return bool(self.starts and self.ends and self.starts != self.ends)


def milestones_of(process: "Process") -> list[Milestone]:
    """Return the steps by their dates, those without one last.

    One query for the pages below, whatever their number and types, and two for those elsewhere. Who
    reads the process may read what is below it, unless that has a restriction of its own.
    """
    children = process.get_children().live().filter(view_restrictions=None).order_by("path")
    rows = children.select_related(*(_attribute(model) for model in process.allowed_subpage_models()))
    found = [*_written(process), *(_of_page(_specific(row)) for row in rows)]
    return sorted(found, key=lambda step: step.starts or step.ends or FAR_AWAY)


def _attribute(model: type[Page]) -> str:
    """Return under which name a page has its row of a type."""
    return str(model._meta.model_name)


def _specific(row: Page) -> Any:
    """Return a row that was read with those of its possible types, as its own type."""
    return getattr(row, _attribute(row.specific_class or Page), row)


def _written(process: "Process") -> list[Milestone]:
    """Return the steps that the editor wrote, the chosen pages read in one query."""
    values = [step.value for step in process.steps]
    keys = [value["page"].translation_key for value in values if value.get("page")]
    pages = {}
    if keys:
        rows = Page.objects.live().public().filter(translation_key__in=keys, locale_id=process.locale_id)
        pages = {page.translation_key: page for page in rows}
    return [
        Milestone(
            title=value["heading"],
            text=value.get("text") or "",
            starts=value.get("starts"),
            ends=value.get("ends"),
            page=pages.get(value["page"].translation_key) if value.get("page") else None,
        )
        for value in values
    ]


def _of_page(page: Any) -> Milestone:
    """Return a page below as a step; its dates are those of what it holds."""
    starts, ends = _dates(page)
    return Milestone(
        title=page.title,
        text=page.lead,
        kind=str(page.page_type_display_name),
        starts=starts,
        ends=ends,
        page=page,
    )


def _dates(page: Any) -> tuple[datetime.date | None, datetime.date | None]:
    from pages.models.event import Event
    from pages.models.news import News

    match page:
        case FormPage():
            return _day(page.opens_at), _day(page.closes_at)
        case Event():
            return _day(page.starts_at), _day(page.ends_at)
        case News():
            return page.date, page.date
        case _:
            published = _day(page.first_published_at)
            return published, published


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return timezone.localdate(moment) if moment else None
