"""Prints what a file of very many rows costs beside Wagtail's own export code.

Needs DATABASE_URL (PostgreSQL); works in a database of its own. Ends with status 1 if the goals of
README.md are missed.
"""

import argparse
import sys

from benchmarks.tools.start import start_django

start_django()

from benchmarks.million import build  # noqa: E402
from benchmarks.tools import process, tables  # noqa: E402

MOST_MEMORY, LATEST_BYTE, TIMES_FASTER = 150, 1.0, 2.0
NAMES = {"ours": "Parvis", "theirs": "Wagtail"}


def main() -> int:
    """Measure and print; return the status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="default: %(default)s")
    options = parser.parse_args()
    build.ensure(options.rows)
    goals = {}
    for name in ("csv", "xlsx"):
        found = {side: process.run("benchmarks.exports.one", side, name, str(options.rows)) for side in NAMES}
        tables.show(
            f"{options.rows:,} rows, {name}",
            ["seconds", "CPU s", "peak MiB", "of it before", "first byte s", "MB"],
            {
                NAMES[side]: [each.seconds, each.cpu, each.peak, each.before, each.first, each.size / 1e6]
                for side, each in found.items()
            },
        )
        mine, peer = found["ours"], found["theirs"]
        faster = peer.cpu / mine.cpu
        goals |= {
            f"{name}: {mine.peak:.0f} MiB, goal {MOST_MEMORY}": mine.peak <= MOST_MEMORY,
            f"{name}: first byte after {mine.first:.2f} s, goal {LATEST_BYTE}": mine.first <= LATEST_BYTE,
            f"{name}: {faster:.1f} times as fast (CPU), goal {TIMES_FASTER}": faster >= TIMES_FASTER,
        }
    return tables.verdict(goals)


if __name__ == "__main__":
    sys.exit(main())
