"""Prints what an exchange costs (form, sending, what follows) beside ``wagtail.contrib.forms``.

Needs DATABASE_URL (PostgreSQL); works in a database of its own. ``--profile`` shows what our own time
goes into. Ends with status 1 if the goals of README.md are missed.
"""

import argparse
import cProfile
import pstats
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from benchmarks.tools.start import start_django

start_django()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.submitting.sides import Side, ours, prepare, theirs  # noqa: E402
from benchmarks.tools import database, tables  # noqa: E402
from benchmarks.tools.statements import count_statements  # noqa: E402
from benchmarks.tools.visitor import Clock, Visitor  # noqa: E402
from forms.models import FormVersion  # noqa: E402

OURS, PEER = "Parvis", "wagtail.contrib.forms"
WARM_UP = 20
ROUND = 25
MILLISECONDS = 1_000
PLAIN_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]


@dataclass
class Cost:
    """What one side's exchanges took: asking for the form, and all from sending it."""

    asking: list[Clock] = field(default_factory=list)
    sending: list[Clock] = field(default_factory=list)

    def cpu(self, part: str) -> float:
        """Return the median milliseconds of this process's processor."""
        return median(clock.cpu for clock in getattr(self, part)) * MILLISECONDS

    def rate(self) -> float:
        """Return how many forms a second one process takes in, PostgreSQL's part included."""
        return 1 / median(clock.wall for clock in self.sending)


def main() -> int:
    """Measure and print; return the status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exchanges", type=int, default=500, help="of each side (default: %(default)s)")
    parser.add_argument("--profile", action="store_true", help="show what our own sending spends its time on")
    options = parser.parse_args()
    database.ensure_empty()
    with database.copy_of(database.EMPTY):
        prepare()
        sides = [ours(), theirs()]
        visitors = {OURS: Visitor(get_wsgi_application()), PEER: Visitor(plain_application())}
        for side in sides:
            for _n in range(WARM_UP):
                side.exchange(visitors[side.name])
        # The form has not changed for a while, as is the rule.
        FormVersion.objects.update(created_at=timezone.now() - timedelta(days=1))
        if options.profile:
            profile(sides[0], visitors[OURS], options.exchanges)
            return 0
        queries = {side.name: count_queries(side, visitors[side.name]) for side in sides}
        costs: dict[str, Cost] = {side.name: Cost() for side in sides}
        for _round in range(options.exchanges // ROUND):
            # In turns, so that what else the machine does meets both alike.
            for side in sides:
                measure(side, visitors[side.name], costs[side.name])
    return report(costs, queries)


def plain_application() -> WSGIHandler:
    """Return an application with the middleware of Wagtail's project template, and the languages."""
    with override_settings(MIDDLEWARE=PLAIN_MIDDLEWARE):
        return WSGIHandler()


def measure(side: Side, visitor: Visitor, cost: Cost) -> None:
    """Add a round of exchanges to a side's cost."""
    for _n in range(ROUND):
        visitor.clock = Clock()
        data = side.open(visitor)
        cost.asking.append(visitor.clock)
        visitor.clock = Clock()
        side.send(visitor, data)
        cost.sending.append(visitor.clock)


def count_queries(side: Side, visitor: Visitor) -> tuple[int, int]:
    """Return how many statements asking for the form and sending it take."""
    with count_statements() as asked:
        data = side.open(visitor)
    with count_statements() as sent:
        side.send(visitor, data)
    return asked.number, sent.number


def profile(side: Side, visitor: Visitor, exchanges: int) -> None:
    """Print where the time of our sending goes."""
    forms = [side.open(visitor) for _n in range(exchanges)]
    profiler = cProfile.Profile()
    for data in forms:
        profiler.enable()
        side.send(visitor, data)
        profiler.disable()
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(90)


def report(costs: dict[str, Cost], queries: dict[str, tuple[int, int]]) -> int:
    """Print the table and the verdict."""
    tables.show(
        "one exchange",
        ["form, CPU ms", "form, SQL", "send, CPU ms", "send, SQL", "sent a second"],
        {
            name: [cost.cpu("asking"), queries[name][0], cost.cpu("sending"), queries[name][1], cost.rate()]
            for name, cost in costs.items()
        },
    )
    ratio = costs[OURS].cpu("sending") / costs[PEER].cpu("sending")
    return tables.verdict({f"sending takes {ratio:.2f} times the peer's CPU, goal at most 1": ratio <= 1})


if __name__ == "__main__":
    sys.exit(main())
