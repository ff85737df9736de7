"""Makes the databases of the other benchmarks, which they also do themselves when they need one.

``--rows`` says how many submissions, ``--public`` that all of them are published. A database that is
there and fits the models stays as it is.
"""

import argparse
import time

from benchmarks.tools.start import start_django

start_django()

from benchmarks.million import build  # noqa: E402


def main() -> None:
    """Make one database and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="default: %(default)s")
    parser.add_argument("--public", action="store_true")
    options = parser.parse_args()
    began = time.perf_counter()
    made = build.ensure(options.rows, public=options.public)
    took = time.perf_counter() - began
    print(f"{options.rows:,} submissions: {f'made in {took:.0f} s' if made else 'there already'}")


if __name__ == "__main__":
    main()
