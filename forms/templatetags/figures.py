"""Figures in words."""

import datetime

from django import template
from django.utils.formats import number_format
from django.utils.translation import ngettext

register = template.Library()

HOUR = 3_600
DAY = 24 * HOUR
# Up to so many hours a delay is told in hours.
MOST_HOURS = 48


@register.filter
def delay(span: datetime.timedelta | str | None) -> str:
    """Return how long something took, in the unit that says most: minutes, hours or days.

    A template gives an empty text for what is not there.
    """
    if not isinstance(span, datetime.timedelta):
        return "–"
    seconds = span.total_seconds()
    if seconds < HOUR:
        number: float = max(1, round(seconds / 60))
        return ngettext("%(number)s minute", "%(number)s minutes", int(number)) % {"number": number}
    if seconds < MOST_HOURS * HOUR:
        number = round(seconds / HOUR)
        return ngettext("%(number)s hour", "%(number)s hours", int(number)) % {"number": number}
    number = round(seconds / DAY, 1)
    shown = number_format(number, 0 if number == int(number) else 1)
    return ngettext("%(number)s day", "%(number)s days", int(number)) % {"number": shown}


@register.filter
def share_of(number: int, whole: int) -> float:
    """Return a number as a percentage of another, for the width of a bar."""
    return round(100 * number / whole, 1) if whole else 0.0
