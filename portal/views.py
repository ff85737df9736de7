"""Answers that belong to no page."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.urls.exceptions import Resolver404
from wagtail.models import Page
from wagtail.views import serve

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a POST without a valid CSRF token: 403, and a page's form filled in again.

    A page type that can show its form again says so by ``answers_csrf_failure``. It is then served
    as Wagtail would, its view restrictions checked, with ``request.csrf_failed`` set.
    """
    path = _page_path(request)
    route = Page.route_for_request(request, path) if path is not None else None
    if path is not None and route and getattr(route.page, "answers_csrf_failure", False):
        request.csrf_failed = True  # type: ignore[attr-defined]
        return serve(request, path)
    return render(request, "portal/csrf_failure.html", status=403)


def _page_path(request: HttpRequest) -> str | None:
    """Return the path of a page below its site, None for an address of another view."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return match.args[0] if match.func is serve else None


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 in the reader's language, or 413 for more than is taken at once."""
    if isinstance(exception, TOO_MUCH):
        return too_much(request)
    return render(request, "400.html", status=400)


def too_much(request: HttpRequest) -> HttpResponse:
    """Answer 413: nothing of what was sent was kept, and how the sender gets it back."""
    return render(request, "portal/too_much.html", status=413)
