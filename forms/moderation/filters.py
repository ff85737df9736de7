"""By what moderators choose what they see: read from an address, applied, written back."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.enums import State
from forms.models import Objection, Report, Submission

OLDEST, NEWEST = "oldest", "newest"
# The value of the state filter that keeps every state.
ANY_STATE = "all"
# The value of the state filter that keeps what a page's rule published and nobody has looked at yet.
UNSEEN = "unseen"
# Those that keep what visitors report, and what its author objects about, while that waits.
REPORTED = "reported"
OBJECTED = "objected"
# What is no state by itself, and may be chosen like one.
SPECIAL = {
    UNSEEN: _("Published at once, not looked at yet"),
    REPORTED: _("Reported by visitors"),
    OBJECTED: _("Objected to by its author"),
}
SPECIAL_STATES: dict[str, tuple[State, ...]] = {
    UNSEEN: (State.PUBLISHED,),
    REPORTED: (State.PUBLISHED, State.HIDDEN),
    OBJECTED: (State.REFUSED, State.HIDDEN, State.SPAM, State.MERGED),
}
# So many rows at most are named one by one in a query.
MOST_NAMED = 1_000
# Filters that are columns compared for equality.
COLUMNS = ("page_key", "theme_key", "territory_key", "channel", "language")


@dataclass(frozen=True)
class QueueFilters:
    """One choice of the queue. Every value is a text as an address or JSON holds it; empty: any."""

    state: str = State.PENDING.value
    # The number of the page that was chosen, and its translation key.
    page: str = ""
    page_key: str = ""
    theme_key: str = ""
    territory_key: str = ""
    channel: str = ""
    language: str = ""
    # Days in the site's time zone, both included.
    received_from: str = ""
    received_to: str = ""
    text: str = ""
    order: str = OLDEST

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read what ``as_json`` wrote."""
        return cls(**data)

    def as_json(self) -> dict[str, str]:
        """Return the choice as a job keeps it."""
        return asdict(self)

    def apply(self, rows: "QuerySet[Submission]") -> "QuerySet[Submission]":
        """Keep the rows that match everything but the text, which needs a search of its own."""
        if self.state == UNSEEN:
            rows = rows.filter(state=State.PUBLISHED, unseen=True)
        elif self.state == REPORTED:
            rows = _among(rows, Report.objects.filter(settled_at=None), self.states)
        elif self.state == OBJECTED:
            rows = _among(rows, Objection.objects.filter(answer=None), self.states)
        elif self.state != ANY_STATE:
            rows = rows.filter(state=self.state)
        for column in COLUMNS:
            if value := getattr(self, column):
                rows = rows.filter(**{column: value})
        if self.received_from:
            rows = rows.filter(received_at__gte=_midnight(self.received_from))
        if self.received_to:
            rows = rows.filter(received_at__lt=_midnight(self.received_to, days=1))
        return rows

    def bounds(self) -> dict[str, str]:
        """Return the first moment kept and the first one no longer kept, where days were chosen."""
        bounds = {}
        if self.received_from:
            bounds["gte"] = _midnight(self.received_from).isoformat()
        if self.received_to:
            bounds["lt"] = _midnight(self.received_to, days=1).isoformat()
        return bounds

    def parameters(self) -> dict[str, str]:
        """Return the parameters of an address that gives this choice again."""
        default = QueueFilters()
        pairs = {
            "state": self.state,
            "page": self.page,
            "theme": self.theme_key,
            "territory": self.territory_key,
            "channel": self.channel,
            "language": self.language,
            "from": self.received_from,
            "to": self.received_to,
            "q": self.text,
            "order": self.order,
        }
        usual = {"state": default.state, "order": default.order}
        return {name: value for name, value in pairs.items() if value and value != usual.get(name)}

    def query_string(self, **more: object) -> str:
        """Return the address's query, with "?", or nothing for the queue as it opens."""
        pairs = {**self.parameters(), **more}
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def is_default(self) -> bool:
        """Whether it is the queue as it opens (in either order)."""
        return not self.parameters().keys() - {"order"}

    @property
    def state_label(self) -> str:
        """The chosen state in words, or nothing."""
        if self.state in SPECIAL:
            return str(SPECIAL[self.state])
        return str(State(self.state).label) if self.state != ANY_STATE else ""

    @property
    def states(self) -> tuple[State, ...]:
        """The states that the chosen rows may have."""
        if self.state == ANY_STATE:
            return tuple(State)
        return SPECIAL_STATES.get(self.state) or (State(self.state),)


def _among(
    rows: "QuerySet[Submission]", cases: "QuerySet[Any]", states: tuple[State, ...]
) -> "QuerySet[Submission]":
    """Keep the rows that open cases are about.

    Few are named one by one: a database that met a query in their place might walk through all rows in
    the order of the queue to find them.
    """
    keys = cases.order_by().values_list("submission_id", flat=True).distinct()
    few = list(keys[: MOST_NAMED + 1])
    rows = rows.filter(state__in=states)
    return rows.filter(pk__in=few) if len(few) <= MOST_NAMED else rows.filter(pk__in=keys)


def _midnight(day: str, days: int = 0) -> datetime.datetime:
    """Return the moment at which a day, or one so many days later, begins in the site's time zone."""
    date = datetime.date.fromisoformat(day) + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time.min))
