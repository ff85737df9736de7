"""How a browser is known again while somebody answers: a signed cookie of one page in all its languages.

It holds the draft's number and a secret of this browser, from which the receipt of the sending is
derived (``forms.receipts``); the server keeps neither. It is apart from the session and lasts for a
day: on a shared computer, answers left open must not wait for the next person. The code lasts longer.
"""

import secrets
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core import signing
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from wagtail.models import Page

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


def cookie_name(page: "Page") -> str:
    """Return the name of a page's cookie, the same in every language: answers go on in another one."""
    return f"draft-{page.translation_key.hex[:16]}"


def read(page: "Page", request: HttpRequest) -> Token | None:
    """Return the token that the browser holds for this page, None for none or a forged or old one."""
    try:
        number, secret = signing.loads(
            request.COOKIES.get(cookie_name(page), ""), salt=_salt(page), max_age=SECONDS
        )
        return Token(uuid.UUID(number), secret)
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def give(request: HttpRequest, response: HttpResponse, page: "Page", token: Token) -> None:
    """Have the browser hold a token for this page, for another day."""
    response.set_cookie(
        cookie_name(page),
        signing.dumps([token.draft_id.hex, token.secret], salt=_salt(page)),
        max_age=SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def take(response: HttpResponse, page: "Page") -> None:
    """Have the browser forget it."""
    response.delete_cookie(cookie_name(page), samesite="Lax")


def _salt(page: "Page") -> str:
    return f"{SALT}:{page.translation_key}"
