"""What pages of the demo refer to: one another, pictures, documents, themes and cantons."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page

Raw = dict[str, Any]


@dataclass
class Made:
    """What was made so far, each by the key that the content knows it by."""

    pictures: dict[str, Image]
    documents: dict[str, Document]
    # translation_key of each theme and canton.
    labels: dict[str, str]
    pages: dict[str, Page] = field(default_factory=dict)


def _nothing(made: Made) -> Raw:
    return {}


@dataclass(frozen=True)
class Plan:
    """A page to make: ``fields`` are its own, ``values`` what else it needs of what was made before.

    Its body may lead to any page, those made later included.
    """

    key: str
    model: type[Page]
    # The key of the page above; nothing for the home page.
    parent: str
    # The English of each French text of the page.
    english: dict[str, str]
    fields: Raw
    body: Callable[[Made], list[Raw]]
    values: Callable[[Made], Raw] = _nothing


def day(days: int, *, hour: int, minute: int = 0) -> datetime.datetime:
    """Return a time of the day that lies so many days from today, in the site's time zone."""
    date = timezone.localdate() + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time(hour, minute)))


def date(days: int) -> datetime.date:
    """Return the date so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=days)
