"""Prints how long the public search takes at very many documents, beside Wagtail's on PostgreSQL.

Needs DATABASE_URL (PostgreSQL) and ELASTICSEARCH_URL; works in a database and indices of its own. Ends
with status 1 if the goals of README.md are missed.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles

from benchmarks.tools.start import start_django

start_django()

from django.utils import translation  # noqa: E402

from benchmarks.filling.peer import fill_peer_table  # noqa: E402
from benchmarks.million import build  # noqa: E402
from benchmarks.relevance.data import queries  # noqa: E402
from benchmarks.searching.peer import fill_peer_index, search  # noqa: E402
from benchmarks.tools import tables  # noqa: E402
from portal.search import engine, indices  # noqa: E402
from portal.search.rebuild import rebuild  # noqa: E402
from portal.search.registry import Index  # noqa: E402
from portal.search.state import SearchState  # noqa: E402
from portal.search.views import find  # noqa: E402

SLOWEST, TIMES_FASTER = 0.1, 10
# The peer takes seconds for each.
PEER_QUERIES = 12
WARMING_TRIES = 30


def main() -> int:
    """Measure and print; return the status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="default: %(default)s")
    options = parser.parse_args()
    build.ensure(options.rows, public=True)
    fill_peer_table()
    fill_peer_index()
    # The moderators' index is not asked.
    if not indices.live_name(engine.worker_client(), Index.PUBLIC):
        rebuild(Index.PUBLIC)
    words = [query.words for query in queries()]
    with translation.override("fr"):
        for each in words[:5]:
            warm(each)
        mine = timed(ours, words)
        peer = timed(search, words[:: len(words) // PEER_QUERIES])
    tables.show(
        f"{options.rows:,} documents, ms",
        ["median", "95th percentile", "slowest", "searches"],
        {"Parvis": _row(mine), "Wagtail on PostgreSQL, with its count": _row(peer)},
    )
    late, faster = _late(mine), median(peer) / median(mine)
    return tables.verdict(
        {
            f"95th percentile {late * 1_000:.0f} ms, goal {SLOWEST * 1_000:.0f}": late <= SLOWEST,
            f"{faster:.0f} times as fast (median), goal {TIMES_FASTER}": faster >= TIMES_FASTER,
        }
    )


def ours(words: str) -> None:
    """Search as the public page does: corrections, facets, total, excerpts, rows read afresh."""
    assert not find(SearchState(query=words), None).reduced


def warm(words: str) -> None:
    """Have the server read its index from the disk, which it may take too long for at first."""
    for _try in range(WARMING_TRIES):
        if not find(SearchState(query=words), None).reduced:
            return
        time.sleep(1)


def timed(ask: Callable[[str], object], words: Sequence[str]) -> list[float]:
    """Return the seconds of each search."""
    seconds = []
    for each in words:
        began = time.perf_counter()
        ask(each)
        seconds.append(time.perf_counter() - began)
    return seconds


def _late(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def _row(seconds: Sequence[float]) -> list[object]:
    return [median(seconds) * 1_000, _late(seconds) * 1_000, max(seconds) * 1_000, len(seconds)]


if __name__ == "__main__":
    sys.exit(main())
