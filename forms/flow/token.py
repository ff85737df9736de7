"""How a browser is known again while somebody answers: a signed cookie of the page alone.

It holds the draft's number and a secret of this browser, from which the receipt of the sending is
derived (``forms.receipts``); the server keeps neither. It is apart from the session and lasts for a
day: on a shared computer, answers left open must not wait for the next person. The code lasts longer.
"""

import secrets
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from wagtail.models import Page

COOKIE = "draft"
SALT = "forms.flow.token"
SECONDS = 24 * 3600


@dataclass(frozen=True)
class Token:
    """Which draft a browser goes on with, and its secret."""

    draft_id: uuid.UUID
    secret: str


def issue(draft_id: uuid.UUID) -> Token:
    """Return a token for a draft, with a secret of 128 bits."""
    return Token(draft_id, secrets.token_urlsafe(16))


def read(request: HttpRequest) -> Token | None:
    """Return the token that the browser holds for this page, None for none or a forged or old one."""
    try:
        number, secret = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
        return Token(uuid.UUID(number), secret)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def give(request: HttpRequest, response: HttpResponse, page: "Page", token: Token) -> None:
    """Have the browser hold a token for this page, for another day."""
    response.set_cookie(
        COOKIE,
        signing.dumps([token.draft_id.hex, token.secret], salt=SALT),
        max_age=SECONDS,
        path=_path(page, request),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def take(request: HttpRequest, response: HttpResponse, page: "Page") -> None:
    """Have the browser forget it."""
    response.delete_cookie(COOKIE, path=_path(page, request), samesite="Lax")


def _path(page: "Page", request: HttpRequest) -> str:
    return urlsplit(page.get_url(request) or "/").path
