"""One answer by device: a cookie that says so. It stops forgetfulness, not bad faith."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from forms.enums import Once

SECONDS = 365 * 24 * 3600


def cookie_name(page: Any) -> str:
    """Return the name of a page's cookie, the same in every language."""
    return f"answered-{page.translation_key.hex[:16]}"


def has_answered(page: Any, request: HttpRequest) -> bool:
    """Whether this browser sent an answer within a year."""
    return cookie_name(page) in request.COOKIES


def note(request: HttpRequest, response: HttpResponse, page: Any) -> None:
    """Have the browser remember that it answered, where the page asks for that; nothing but that."""
    if page.once == Once.DEVICE:
        response.set_cookie(
            cookie_name(page),
            "1",
            max_age=SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
