"""The one way in which a script says that it cannot do what was asked."""

from __future__ import annotations

import sys
from collections.abc import Callable


class CannotStart(Exception):
    """Says in one line, for the person at the terminal, what is missing and what to do about it."""


def run_script(main: Callable[[list[str]], None]) -> None:
    """Run a script's `main(arguments)`; turn a CannotStart into one line on stderr and exit status 1."""
    try:
        main(sys.argv[1:])
    except CannotStart as error:
        name = sys.argv[0].rsplit("/", 1)[-1]
        print(f"{name}: {' '.join(str(error).split())}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
