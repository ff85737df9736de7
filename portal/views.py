"""Answers that belong to no page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.urls.exceptions import Resolver404
from wagtail.models import Page
from wagtail.views import serve


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a POST without a valid CSRF token: 403, and a page's form filled in again.

    The address is resolved as Wagtail would; a page type that can show its form again says so by
    having ``participate_again``.
    """
    page = _page_at(request)
    if page is not None and hasattr(page, "participate_again"):
        return page.participate_again(request)
    return render(request, "portal/csrf_failure.html", status=403)


def _page_at(request: HttpRequest) -> Page | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    if match.func is not serve:
        return None
    route = Page.route_for_request(request, match.args[0] if match.args else "")
    return route.page if route else None


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400 in the reader's language."""
    return render(request, "400.html", status=400)
