"""Moments and days as files write them: in the site's time zone, whoever reads them."""

import datetime

from django.utils import timezone

# Day 0 of spreadsheets (29 February 1900, which they have and the calendar has not, is behind it).
FIRST_DAY = datetime.date(1899, 12, 30).toordinal()
SECONDS_A_DAY = 86_400


def moment_text(moment: datetime.datetime) -> str:
    """Return “2026-11-29 10:25:30”: spreadsheets take it for a moment in every language."""
    return moment.astimezone(timezone.get_default_timezone()).isoformat(" ", "seconds")[:19]


def day_text(day: datetime.date) -> str:
    """Return “2026-11-29”."""
    return day.isoformat()


def moment_number(moment: datetime.datetime) -> str:
    """Return the days since a spreadsheet's first one, with the part of the day."""
    local = moment.astimezone(timezone.get_default_timezone())
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return f"{local.toordinal() - FIRST_DAY + seconds / SECONDS_A_DAY:.9f}"


def day_number(day: datetime.date) -> str:
    """Return the days since a spreadsheet's first one."""
    return str(day.toordinal() - FIRST_DAY)
