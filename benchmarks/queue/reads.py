"""How many rows the database reads for a screen of the queue."""

import json
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db import connection

from benchmarks.tools.statements import count_statements
from forms.enums import Channel, State
from forms.models import Submission, Territory, Theme
from forms.moderation.filters import ANY_STATE, QueueFilters
from forms.moderation.listing import screen
from forms.moderation.scope import Scope
from forms.moderation.text import matching

EVERYTHING = Scope(is_moderator=True, everything=True)
TABLE = '"forms_submission"'


@dataclass(frozen=True)
class Reading:
    """One choice: which filters, how many rows were shown and read, whether Elasticsearch named them."""

    names: tuple[str, ...]
    shown: int
    read: int
    named: bool

    @property
    def ratio(self) -> float:
        """Rows read for each row shown; an empty screen counts as one row."""
        return self.read / max(self.shown, 1)


def readings() -> list[Reading]:
    """Read the first screen for each filter and each pair of filters, with frequent and with rare values."""
    found = []
    for values in _values():
        for names in [*((name,) for name in values), *combinations(values, 2)]:
            filters = QueueFilters(**{"state": ANY_STATE, **{name: values[name] for name in names}})
            found.append(_reading(names, filters))
    return found


def _values() -> list[dict[str, str]]:
    """Return frequent and rare values of each filter."""
    pages = Submission.objects.order_by("pk")[:2_000].values_list("page_key", flat=True)
    by_number = sorted(set(pages), key=list(pages).count)
    territories = list(Territory.objects.order_by("pk").values_list("translation_key", flat=True))
    theme = str(Theme.objects.order_by("pk").values_list("translation_key", flat=True)[0])
    days = Submission.objects.order_by("-pk").values_list("received_at", flat=True)
    first, last = days[2_000].date().isoformat(), days[0].date().isoformat()
    rare = {
        "state": State.CHANGES_REQUESTED.value,
        "page_key": str(by_number[0]),
        "theme_key": theme,
        "territory_key": str(territories[-1]),
        "channel": Channel.PHONE.value,
        "language": "en",
        "received_from": first,
        "received_to": last,
    }
    frequent = {
        **rare,
        "state": State.PENDING.value,
        "page_key": str(by_number[-1]),
        "territory_key": str(territories[0]),
        "channel": Channel.WEB.value,
        "language": "fr",
    }
    return [frequent, rare]


def _reading(names: tuple[str, ...], filters: QueueFilters) -> Reading:
    with count_statements() as statements:
        found = screen(matching(filters, EVERYTHING).rows, filters.order, None)
    read, named = 0, False
    for sql, params in statements.seen:
        if f"FROM {TABLE}" in sql:
            read += _rows_read(sql, params)
            named = named or f'{TABLE}."id" IN (' in sql
    return Reading(names, len(found.rows), read, named)


def _rows_read(sql: str, params: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        answer = cursor.fetchone()[0]
    plans = answer if isinstance(answer, list) else json.loads(answer)
    return _of_node(plans[0]["Plan"])


def _of_node(node: dict[str, Any]) -> int:
    """Return what the scans of a plan read: rows, index entries, and what was thrown away."""
    read = 0
    if "Scan" in node["Node Type"]:
        rows = sum(
            node.get(name, 0)
            for name in ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
        )
        read = int(rows * node["Actual Loops"])
    return read + sum(_of_node(child) for child in node.get("Plans", []))
