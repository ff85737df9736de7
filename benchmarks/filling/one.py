"""One filling in this process, ours or Wagtail's: ``one SIDE ROWS``."""

import sys
from collections.abc import Callable

from benchmarks.tools.start import start_django

start_django()

from django.core.management import call_command  # noqa: E402
from modelsearch.management.commands.rebuild_modelsearch_index import Command  # noqa: E402

from benchmarks.million import build  # noqa: E402
from benchmarks.tools import database  # noqa: E402
from benchmarks.tools.process import measured, tell  # noqa: E402
from portal.search.rebuild import rebuild  # noqa: E402
from portal.search.registry import Index  # noqa: E402


def main() -> None:
    """Fill one index and tell what it took."""
    side, rows = sys.argv[1:]
    database.use(build.kind_of(int(rows), public=True))

    def work(first: Callable[[], None]) -> int:
        if side == "ours":
            return rebuild(Index.PUBLIC)
        # Wagtail's app does not list the command of the library that its search is made of.
        call_command(Command(), backend_name="peer", verbosity=0, stdout=sys.stderr)
        return int(rows)

    tell(measured(work))


if __name__ == "__main__":
    main()
