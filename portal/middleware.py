"""What every request passes through: an id for the logs, the content policy, cache headers."""

import re
import uuid
from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from portal.logs import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
INCOMING_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
ADMIN_PATHS = ("/admin/", "/documents/")
PUBLIC_MAX_AGE = 60


class RequestIdMiddleware:
    """Give each request an id, kept from a proxy's ``X-Request-ID`` when it is well formed."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the id in ``X-Request-ID``."""
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if INCOMING_ID.match(given) else uuid.uuid4().hex)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class PublicContentSecurityPolicyMiddleware(CSPMiddleware):
    """Send the strict policy on everything but Wagtail's admin, which is not ready for it."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Add the header to a public response."""
        if request.path.startswith("/admin/") or getattr(response, "_csp_exempt", False):
            return response
        return super().process_response(request, response)


class PublicCacheMiddleware:
    """Let caches keep what is the same for everybody, and nothing else.

    A response that says something itself keeps it. A page with a form sets ``private, no-store``
    (forms.page); so does everything that a session, a message or a sign-in may colour.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a ``Cache-Control`` in every case."""
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        personal = (
            request.method not in ("GET", "HEAD")
            or response.status_code != 200
            or request.path.startswith(ADMIN_PATHS)
            or response.cookies
            or request.COOKIES.get("sessionid")
        )
        if personal:
            patch_cache_control(response, private=True, no_store=True)
        else:
            patch_cache_control(response, public=True, max_age=PUBLIC_MAX_AGE)
        return response
