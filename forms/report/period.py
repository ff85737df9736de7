"""Months in the site's time zone."""

import datetime
from dataclasses import dataclass

from django.utils import timezone


@dataclass(frozen=True)
class Period:
    """Whole days, both included."""

    first: datetime.date
    last: datetime.date

    @property
    def begins(self) -> datetime.datetime:
        """The first moment in it."""
        return _midnight(self.first)

    @property
    def ends(self) -> datetime.datetime:
        """The first moment after it."""
        return _midnight(self.last + datetime.timedelta(days=1))

    @property
    def months(self) -> list[datetime.date]:
        """The first day of each month that it touches, in order."""
        months = [self.first.replace(day=1)]
        while (following := next_month(months[-1])) <= self.last:
            months.append(following)
        return months


def year_of(number: int) -> Period:
    """Return a calendar year."""
    return Period(datetime.date(number, 1, 1), datetime.date(number, 12, 31))


def last_twelve_months() -> Period:
    """Return the month under way and the eleven before it, up to today."""
    today = timezone.localdate()
    begin = today.replace(day=1)
    for _month in range(11):
        begin = (begin - datetime.timedelta(days=1)).replace(day=1)
    return Period(begin, today)


def next_month(day: datetime.date) -> datetime.date:
    """Return the first day of the month after a first day."""
    return (day + datetime.timedelta(days=31)).replace(day=1)


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
