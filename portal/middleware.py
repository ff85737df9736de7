"""What every request passes through: an id for the logs, the content policy, cache headers."""

import re
import uuid
from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control

from portal import views
from portal.logs import request_id

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]
INCOMING_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
ADMIN_PATHS = ("/admin/", "/documents/")
PUBLIC_MAX_AGE = 60
COMPRESSED = ("text/", "application/json", "application/geo+json", "application/xml", "image/svg+xml")


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

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the header to a public response."""
        if request.path.startswith("/admin/") or getattr(response, "_csp_exempt", False):
            return response
        # The one host, if any, that the site's team has chosen for the ground of the maps on this page.
        if origin := getattr(request, "image_origin", ""):
            response._csp_update = {"img-src": origin}  # type: ignore[attr-defined]
        return super().process_response(request, response)


class PageCompressionMiddleware(GZipMiddleware):
    """Compress pages, style sheets and data, whatever stands in front of the portal.

    Not what is streamed (exports are compressed files already). Django's own padding of random
    length and its masked tokens keep the secret of a form from being guessed by sizes (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress a whole text."""
        if response.streaming or not response.get("Content-Type", "").startswith(COMPRESSED):
            return response
        return super().process_response(request, response)


class BodyLimitMiddleware:
    """Refuse a body that no form of the public site can send, before anything reads it.

    Django's own limit leaves uploaded files out; what they weigh together has a limit of its own.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; see ``process_view``."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *args: object) -> HttpResponse | None:
        """Answer 413 in place of the view, inside all middleware, so that its headers are set."""
        if request.path.startswith(ADMIN_PATHS):
            return None
        length = request.META.get("CONTENT_LENGTH") or "0"
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if request.content_type == "multipart/form-data":
            limit = settings.UPLOAD_BODY_MB * 1024**2
        if length.isdecimal() and int(length) > limit:
            return views.too_much(request)
        return None


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
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            # Set on the way out, after this: what the token or the session coloured.
            or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
            or request.session.accessed
        )
        if personal:
            patch_cache_control(response, private=True, no_store=True)
        else:
            patch_cache_control(response, public=True, max_age=PUBLIC_MAX_AGE)
        return response
