"""Residents who answer over HTTP while a server breaks, and remember what they were told."""

import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from forms.builder import field_name

SECONDS = 10


class _StayHere(urllib.request.HTTPRedirectHandler):
    """The redirect to the receipt is the acknowledgement: it is not followed."""

    def redirect_request(self, *args: object) -> None:
        return None


class Visitors:
    """Several at once; each sends answers of its own until told to stop."""

    def __init__(self, address: str, number: int) -> None:
        self.address = address
        # Titles of the answers that the portal said it had taken, and how many requests failed.
        self.acknowledged: list[str] = []
        self.failures = 0
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._answer, args=(f"Idée {name}",), daemon=True)
            for name in range(number)
        ]

    def __enter__(self) -> "Visitors":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _answer(self, name: str) -> None:
        number = 0
        while not self._stop.is_set():
            number += 1
            title = f"{name}-{number}"
            try:
                if self._send(title):
                    self.acknowledged.append(title)
            except (OSError, HTTPException):
                self.failures += 1
                time.sleep(0.1)

    def _send(self, title: str) -> bool:
        """Open the page, fill in its form and send it; True if the portal says that it has it."""
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        browser = urllib.request.build_opener(cookies, _StayHere())
        with browser.open(self.address, timeout=SECONDS) as page:
            form = BeautifulSoup(page.read(), "html.parser").select_one("form:has(input[name=nonce])")
        if form is None:
            return False
        held = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
        sent = {**held, field_name("title"): title, field_name("idea"): f"Texte de {title}"}
        request = urllib.request.Request(
            self.address, urlencode(sent).encode(), headers={"Referer": self.address}
        )
        try:
            browser.open(request, timeout=SECONDS).close()
        except urllib.error.HTTPError as answer:
            return answer.code == 303
        return False
