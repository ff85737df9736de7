"""Emptying the index queue."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from portal.search import engine
from portal.search.models import IndexEntry
from portal.search.send import send_batch
from portal.search.tell import tell_batch
from portal.search.tree import expand_batch

logger = logging.getLogger(__name__)


@dataclass
class Drained:
    """What a drain did."""

    done: int = 0
    # Entries that stay, each with a time before which it is not tried again.
    kept: int = 0
    # Whether Elasticsearch took nothing: the rest waits until it is back.
    server_down: bool = False


def drain(*, to_server: bool = True, stop: Callable[[], bool] = lambda: False) -> Drained:
    """Do all that is due: tell the consumers, then write to the indices, batch by batch.

    ``to_server=False`` leaves Elasticsearch alone, which did not answer a moment ago. ``stop`` is
    asked before each batch. Errors of the database are raised; nothing is lost by them.
    """
    drained = Drained()
    while not stop() and tell_batch():
        pass
    if not engine.is_configured():
        drained.done = IndexEntry.objects.filter(told=True).delete()[0]
        return drained
    while not stop() and expand_batch():
        pass
    while to_server and not stop():
        try:
            sent = send_batch()
        except engine.OUTAGE as error:
            logger.warning("Elasticsearch takes nothing: %s", type(error).__name__)
            drained.server_down = True
            break
        if sent is None:
            break
        drained.done += sent.done
        drained.kept += sent.kept
        # What came meanwhile is told about first: statistics do not wait for a long backlog.
        tell_batch()
    return drained
