"""Living through a restart of the database."""

import logging
from collections.abc import Callable
from threading import Event

from django.db import InterfaceError, OperationalError, connections

logger = logging.getLogger(__name__)

FIRST_WAIT = 1.0
LONGEST_WAIT = 15.0


def keep_doing(name: str, work: Callable[[], float], stop: Event) -> None:
    """Call ``work`` until ``stop`` is set, pausing as many seconds as it returns.

    When the database is gone its connections are closed and the work is tried again, after a
    pause that doubles up to ``LONGEST_WAIT``. Any other error is logged and treated alike: a
    worker that gives up would be worse than one that complains.
    """
    wait = FIRST_WAIT
    while not stop.is_set():
        try:
            pause = work()
            wait = FIRST_WAIT
        except (OperationalError, InterfaceError) as error:
            logger.warning("%s: the database does not answer (%s)", name, type(error).__name__)
            connections.close_all()
            pause, wait = wait, min(wait * 2, LONGEST_WAIT)
        except Exception:
            logger.exception("%s failed", name)
            pause, wait = wait, min(wait * 2, LONGEST_WAIT)
        close_connections_that_broke()
        stop.wait(pause)
    connections.close_all()


def close_connections_that_broke() -> None:
    """Close what is broken or too old, so that the next query connects anew."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
