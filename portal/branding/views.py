"""The site's own style sheet."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from portal.branding.models import SiteIdentity
from portal.branding.stylesheet import digest_of, render

A_YEAR = 31_536_000
A_MINUTE = 60


@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """Answer with the colours and the type of the site.

    At the address of what it says now it may be kept for good. At an older address, which a cached
    page may still name, it is what it says now, for a minute.
    """
    css = render((SiteIdentity.for_request(request) or SiteIdentity()).choice)
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    if digest == digest_of(css):
        patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    else:
        patch_cache_control(response, public=True, max_age=A_MINUTE)
    return response
