"""Prints what filling the public index from nothing costs beside ``rebuild_modelsearch_index``.

Needs DATABASE_URL (PostgreSQL) and ELASTICSEARCH_URL; works in a database and indices of its own. Ends
with status 1 if the goals of README.md are missed.
"""

import argparse
import sys

from benchmarks.tools.start import start_django

start_django()

from benchmarks.filling.peer import fill_peer_table  # noqa: E402
from benchmarks.million import build  # noqa: E402
from benchmarks.tools import process, tables  # noqa: E402

TIMES_FASTER, SHARE_OF_CPU = 1.5, 0.5
NAMES = {"ours": "Parvis", "theirs": "rebuild_modelsearch_index"}


def main() -> int:
    """Measure and print; return the status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="default: %(default)s")
    options = parser.parse_args()
    build.ensure(options.rows, public=True)
    fill_peer_table()
    found = {side: process.run("benchmarks.filling.one", side, str(options.rows)) for side in NAMES}
    tables.show(
        "filling",
        ["documents", "seconds", "a second", "CPU s", "peak MiB"],
        {
            NAMES[side]: [each.size, each.seconds, each.size / each.seconds, each.cpu, each.peak]
            for side, each in found.items()
        },
    )
    mine, peer = found["ours"], found["theirs"]
    faster, share = peer.seconds / mine.seconds, mine.cpu / peer.cpu
    return tables.verdict(
        {
            f"{faster:.2f} times as fast, goal {TIMES_FASTER}": faster >= TIMES_FASTER,
            f"{share:.2f} of the peer's Python CPU, goal {SHARE_OF_CPU}": share <= SHARE_OF_CPU,
        }
    )


if __name__ == "__main__":
    sys.exit(main())
