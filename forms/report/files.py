"""The report as a file: one row for each page and month."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from forms.exports.formats import make_format
from forms.exports.table import Head, Kind
from forms.report.figures import Line, lines_by_page_and_month
from forms.report.period import Period

SECONDS_AN_HOUR = 3_600


def heads() -> list[Head]:
    """Return the columns, in the reader's language."""
    number = Kind.NUMBER
    return [
        Head("page", _("Page")),
        Head("month", _("Month"), Kind.DAY),
        Head("received", pgettext("figures", "Received"), number),
        Head("published", pgettext("figures", "Published"), number),
        Head("refused", pgettext("figures", "Refused"), number),
        Head("spam", _("Spam"), number),
        Head("hidden", pgettext("figures", "Hidden after publication"), number),
        Head("changes", pgettext("figures", "Changes requested"), number),
        Head("withdrawn", pgettext("figures", "Withdrawn by their authors"), number),
        Head("objections", _("Objections"), number),
        Head("upheld", _("Objections upheld"), number),
        Head("dismissed", _("Objections dismissed"), number),
        Head("median", _("Median delay (hours)"), number),
        Head("ninetieth", _("90th percentile of the delay (hours)"), number),
    ]


def report_file(format_name: str, period: Period, pages: Any) -> Iterator[bytes]:
    """Yield the file. ``ValueError`` for a format that is none."""
    into = make_format(format_name)
    columns = heads()
    yield into.begin(columns)
    rows = [_cells(*line) for line in lines_by_page_and_month(period, pages)]
    if rows:
        yield into.rows(list(zip(*rows, strict=True)))
    yield into.end()


def _cells(page: str, month: Any, line: Line) -> list[Any]:
    return [
        page,
        month,
        line.received,
        line.published,
        line.refused,
        line.spam,
        line.hidden,
        line.changes,
        line.withdrawn,
        line.objections,
        line.upheld,
        line.dismissed,
        _hours(line.delay.median if line.delay else None),
        _hours(line.delay.ninetieth if line.delay else None),
    ]


def _hours(delay: Any) -> float | None:
    return None if delay is None else round(delay.total_seconds() / SECONDS_AN_HOUR, 1)
