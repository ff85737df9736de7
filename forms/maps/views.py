"""What maps load beside the page: the outlines of territories, and the points on a page's own map."""

import hashlib
import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from forms.maps.outlines import outlines
from forms.maps.places import has_map
from forms.maps.published import points_on_map

YEAR = 365 * 24 * 3600


@require_safe
def outlines_view(request: HttpRequest) -> HttpResponse:
    """Answer with the outlines; for good under the address that names this very content."""
    found = outlines()
    response = _json(request, found.body, "application/geo+json")
    if found.digest and request.GET.get("v") == found.digest:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def points_view(page: Any, request: HttpRequest) -> HttpResponse:
    """Answer with the published contributions of a page that lie on its map; 404 for a page without one."""
    if not has_map(page):
        raise Http404
    points = points_on_map(page, request)
    body = json.dumps(points, ensure_ascii=False, separators=(",", ":")).encode()
    return _json(request, body, "application/json")


def _json(request: HttpRequest, body: bytes, kind: str) -> HttpResponse:
    """Return the answer, or only that it has not changed since this browser had it."""
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type=kind, headers={"ETag": etag})
    # A browser that takes it for a page must not run what residents wrote.
    response["X-Content-Type-Options"] = "nosniff"
    return get_conditional_response(request, etag=etag, response=response) or response
