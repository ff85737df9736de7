"""Prints what the screens of moderators cost with few and with very many submissions.

Needs DATABASE_URL (PostgreSQL) and ELASTICSEARCH_URL; works in databases and indices of its own. Ends
with status 1 if the goals of README.md are missed.
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from benchmarks.tools.start import start_django

start_django()

from django.contrib.auth.models import User  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.million import build  # noqa: E402
from benchmarks.million.portal import ADMINISTRATOR  # noqa: E402
from benchmarks.queue.reads import Reading, readings  # noqa: E402
from benchmarks.tools import database, tables  # noqa: E402
from benchmarks.tools.statements import count_statements  # noqa: E402
from benchmarks.tools.visitor import Clock, Visitor  # noqa: E402
from forms.enums import State  # noqa: E402
from forms.models import Submission, Theme  # noqa: E402
from portal.search.rebuild import ensure  # noqa: E402

FEW = 10_000
ROUNDS, IN_A_ROUND = 6, 5
MOST_SLOWER, MOST_QUERIES, MOST_READ = 1.2, 25, 20


@dataclass
class Cost:
    """What a screen took at one size."""

    clocks: list[Clock] = field(default_factory=list)
    queries: int = 0

    def wall(self) -> float:
        """Return the median milliseconds."""
        return median(clock.wall for clock in self.clocks) * 1_000

    def cpu(self) -> float:
        """Return the median milliseconds of this process."""
        return median(clock.cpu for clock in self.clocks) * 1_000


def main() -> int:
    """Measure and print; return the status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="default: %(default)s")
    parser.add_argument("--choices", action="store_true", help="show what each choice of filters reads")
    options = parser.parse_args()
    sizes = (FEW, options.rows)
    for size in sizes:
        build.ensure(size)
        ensure()
    costs = measure(sizes)
    read = readings()
    return report(sizes, costs, read, every_choice=options.choices)


def measure(sizes: tuple[int, int]) -> dict[str, dict[int, Cost]]:
    """Ask for each screen at both sizes in turns."""
    application = get_wsgi_application()
    costs: dict[str, dict[int, Cost]] = {name: {size: Cost() for size in sizes} for name in SCREENS}
    for turn in range(ROUNDS + 1):
        for size in sizes:
            database.use(build.kind_of(size))
            visitor = signed_in(application)
            for name, address in SCREENS.items():
                path = address()
                _ask(visitor, path)
                cost = costs[name][size]
                if turn == 0:
                    with count_statements() as statements:
                        _ask(visitor, path)
                    cost.queries = statements.number
                    continue
                for _n in range(IN_A_ROUND):
                    visitor.clock = Clock()
                    _ask(visitor, path)
                    cost.clocks.append(visitor.clock)
    return costs


def signed_in(application: "object") -> Visitor:
    """Return a browser in which somebody has signed in who moderates everything."""
    client = Client()
    client.force_login(User.objects.get(username=ADMINISTRATOR))
    visitor = Visitor(application)  # type: ignore[arg-type]
    visitor.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    return visitor


def _ask(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status == 200, (path, answer.status)


def _url(name: str, query: str = "") -> str:
    return reverse(f"wagtailsnippets_forms_submission:{name}") + query


def _deep() -> str:
    """Return the address of a screen nine tenths of the way down."""
    return _url("list", f"?after={_waiting(0.9)}")


def _next() -> str:
    """Return the address that triage asks for after a decision, half of the way down."""
    return _url("triage", f"?after={_waiting(0.5)}")


def _waiting(share: float) -> int:
    """Return the key of a row that waits, after this share of those that wait longer."""
    waiting = Submission.objects.filter(state=State.PENDING).order_by("received_at", "id")
    return waiting.values_list("pk", flat=True)[int(waiting.count() * share)]


# With few submissions, too, these fill a screen: what is compared shows the same number of rows.


def _by_theme() -> str:
    return _url("list", f"?state=all&theme={Theme.objects.order_by('pk')[0].translation_key}")


def _pair() -> str:
    theme = Theme.objects.order_by("pk")[0].translation_key
    return _url("list", f"?state=all&channel=paper&theme={theme}")


SCREENS: dict[str, Callable[[], str]] = {
    "queue, page 1": lambda: _url("list"),
    "queue, a deep page": _deep,
    "queue, one theme": _by_theme,
    "queue, a theme on paper": _pair,
    "triage, the next one": _next,
}


def report(
    sizes: tuple[int, int],
    costs: dict[str, dict[int, Cost]],
    read: list[Reading],
    *,
    every_choice: bool,
) -> int:
    """Print the tables and the verdict."""
    few, many = sizes
    ratios = {name: cost[many].wall() / cost[few].wall() for name, cost in costs.items()}
    tables.show(
        "screens",
        [f"ms at {few:,}", f"ms at {many:,}", "ratio", "CPU ms", "CPU ms many", "queries"],
        {
            name: [
                cost[few].wall(),
                cost[many].wall(),
                ratios[name],
                cost[few].cpu(),
                cost[many].cpu(),
                cost[many].queries,
            ]
            for name, cost in costs.items()
        },
    )
    worst = sorted(read, key=lambda each: -each.ratio)
    tables.show(
        f"choices at {many:,}",
        ["shown", "read", "ratio", "index"],
        {
            f"{' and '.join(each.names)} ({number})": [
                each.shown,
                each.read,
                each.ratio,
                "ES" if each.named else "",
            ]
            for number, each in enumerate(worst if every_choice else worst[:8], start=1)
        },
    )
    slowest = max(ratios.values())
    queries = max(cost.queries for by_size in costs.values() for cost in by_size.values())
    # What Elasticsearch names is read by key; the little that it names too much is thrown away.
    over = [each for each in read if each.ratio > MOST_READ and not each.named]
    return tables.verdict(
        {
            f"at most {slowest:.2f} times the time at {few:,}, goal {MOST_SLOWER}": slowest <= MOST_SLOWER,
            f"at most {queries} queries, goal {MOST_QUERIES}": queries <= MOST_QUERIES,
            f"{len(over)} of {len(read)} choices read more than {MOST_READ} rows for one shown": not over,
        }
    )


if __name__ == "__main__":
    sys.exit(main())
