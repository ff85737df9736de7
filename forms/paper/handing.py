"""A receipt code on its way to the next screen of the agent who hands it over: shown there once.

It travels in a cookie of these screens alone: never in an address, never in the session's table.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from forms.limits.statement import read
from forms.models import PaperEntry
from forms.receipts import digest_of, grouped

COOKIE = "paper_receipt"
SECONDS = 600


@dataclass(frozen=True)
class Handed:
    """A sheet that was recorded, with the code for who sent it."""

    # None for an anonymous sheet: its code is a statement that it was counted.
    entry: PaperEntry | None
    code: str


def send(response: HttpResponse, request: HttpRequest, code: str) -> None:
    """Give the code to the browser for the next screen."""
    response.set_cookie(
        COOKIE,
        grouped(code),
        max_age=SECONDS,
        path=reverse("paper"),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def received(request: HttpRequest) -> Handed | None:
    """Return the code that the screen before sent, if it is one of a sheet that this agent typed in."""
    code = request.COOKIES.get(COOKIE, "")
    if not code:
        return None
    if read(code) is not None:
        return Handed(None, code)
    agent: Any = request.user
    entries = PaperEntry.objects.filter(batch__agent=agent).select_related("submission")
    entry = entries.filter(submission__receipt_digest=digest_of(code)).first()
    return Handed(entry, code) if entry else None


def forget(response: HttpResponse) -> None:
    """Take the code back from the browser: it has been shown."""
    response.delete_cookie(COOKIE, path=reverse("paper"), samesite="Lax")
