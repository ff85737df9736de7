"""What search engines are told."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

# Addresses that say nothing to the public, or the same in endless combinations.
CLOSED_VIEWS = ("wagtailadmin_home", "follow", "search")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Name what robots had better leave out, in every language, and where the map of the pages is."""
    closed: list[str] = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            closed += [reverse(view) for view in CLOSED_VIEWS]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in dict.fromkeys(closed))]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
