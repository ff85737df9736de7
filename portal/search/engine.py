"""The connection to Elasticsearch: two clients that live as long as the process.

Requests of visitors wait two seconds at most and are protected by a circuit breaker; the worker is
patient. Both retry nothing by themselves: a visitor is answered from the database instead, and the
queue keeps what the worker could not send.
"""

import functools
import os
import threading
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, BadRequestError, Elasticsearch, TransportError

# What a server that is down, hung, overloaded or half started answers.
OUTAGE = (ApiError, TransportError)

REQUEST_SECONDS = 2.0
WORKER_SECONDS = 20.0
# How long a process leaves a server alone that did not answer.
PAUSE_SECONDS = 20.0


class SearchUnavailable(Exception):
    """No Elasticsearch is configured, or it does not answer now."""


def is_configured() -> bool:
    """Whether this installation has an Elasticsearch at all."""
    return bool(settings.ELASTICSEARCH_URL)


def request_client() -> Elasticsearch:
    """Return the client for requests that somebody is waiting for."""
    return _client(settings.ELASTICSEARCH_URL, REQUEST_SECONDS, os.getpid())


def worker_client() -> Elasticsearch:
    """Return the client for the worker and the commands."""
    return _client(settings.ELASTICSEARCH_URL, WORKER_SECONDS, os.getpid())


@functools.lru_cache(maxsize=8)
def _client(url: str, seconds: float, pid: int) -> Elasticsearch:
    """Make the one client of this process for an address; connections never cross a fork."""
    if not url:
        raise SearchUnavailable("ELASTICSEARCH_URL is not set")
    return Elasticsearch(url, request_timeout=seconds, max_retries=0, retry_on_timeout=False)


class Breaker:
    """Remembers for a while that the server did not answer, so that not every request waits for it.

    When the pause is over one request tries again while the others still take the short way.
    """

    def __init__(self, pause: float = PAUSE_SECONDS) -> None:
        """Start closed: requests pass."""
        self.pause = pause
        self._lock = threading.Lock()
        self._until = 0.0

    def allows(self) -> bool:
        """Whether a request may try the server now."""
        with self._lock:
            now = time.monotonic()
            if now < self._until:
                return False
            if self._until:
                # The pause is over: this request tries, the others wait for what it finds.
                self._until = now + self.pause
            return True

    def failed(self) -> None:
        """Take note that the server did not answer."""
        with self._lock:
            self._until = time.monotonic() + self.pause

    def succeeded(self) -> None:
        """Take note that it did."""
        with self._lock:
            self._until = 0.0


breaker = Breaker()


def ask(**request: Any) -> Mapping[str, Any]:
    """Send a search that somebody is waiting for, unless the server did not answer a moment ago.

    Takes the arguments of the client's ``search``. Raises ``SearchUnavailable`` after two seconds
    at most.
    """
    if not is_configured() or not breaker.allows():
        raise SearchUnavailable("Elasticsearch is not asked now")
    try:
        answer = request_client().search(**request)
    except BadRequestError as error:
        # What the server finds wrong with one search says nothing about the next.
        raise SearchUnavailable(type(error).__name__) from error
    except OUTAGE as error:
        breaker.failed()
        raise SearchUnavailable(type(error).__name__) from error
    breaker.succeeded()
    return answer.body
