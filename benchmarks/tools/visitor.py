"""A browser's part of an exchange: asks the application itself, keeps cookies, stops the time."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

FORM = "application/x-www-form-urlencoded"


@dataclass
class Clock:
    """Seconds of this process and of the wall that requests took."""

    cpu: float = 0.0
    wall: float = 0.0

    def __add__(self, other: "Clock") -> "Clock":
        """Return both together."""
        return Clock(self.cpu + other.cpu, self.wall + other.wall)


@dataclass(frozen=True)
class Response:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass
class Visitor:
    """Asks without a server in between, so that nothing but the application is measured."""

    application: WSGIHandler
    cookies: SimpleCookie = field(default_factory=SimpleCookie)
    clock: Clock = field(default_factory=Clock)

    def get(self, path: str) -> Response:
        """Ask for a page."""
        return self._ask(RequestFactory().get(path))

    def post(self, path: str, data: Mapping[str, str]) -> Response:
        """Send a form."""
        return self._ask(RequestFactory().post(path, urlencode(data), content_type=FORM))

    def _ask(self, request: Any) -> Response:
        environ = dict(request.environ)
        environ["HTTP_COOKIE"] = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        environ["HTTP_ACCEPT_LANGUAGE"] = "fr"
        started: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], *rest: object) -> None:
            started.append((status, headers))

        cpu, wall = time.process_time(), time.perf_counter()
        answer = self.application(environ, start_response)
        body = b"".join(answer)
        answer.close()
        self.clock += Clock(time.process_time() - cpu, time.perf_counter() - wall)
        status, headers = started[0]
        for name, value in headers:
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        return Response(int(status.split()[0]), dict(headers), body.decode(errors="replace"))
