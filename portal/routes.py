"""The short way from an address to its page.

Wagtail walks down the tree for every request: the site's root page, its translation, the page of the
address, that page's own type, its ancestors' restrictions. Where the way led is remembered for a few
seconds; the page itself is read afresh each time, in one query that also says whether anything on the
portal is restricted, and must still be where the way led.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult
from wagtail.views import serve

from portal.branding.navigation import home_of
from portal.remembered import remember, site_of

LONGEST_PATH = 300


@dataclass(frozen=True)
class Way:
    """Which page an address led to, and what of the address was left for the page itself."""

    model: str
    pk: int
    url_path: str
    rest: list[str]


class ShortWayMiddleware:
    """Find the page of a public address before Wagtail does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; see ``process_view``."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: list[str], kwargs: dict[str, str]
    ) -> None:
        """Leave the route on the request, where Wagtail's own view looks for it first."""
        if view is serve and site_of(request) is not None:
            path = args[0] if args else kwargs["path"]
            result = _route(request, path)
            if result is not None:
                request._wagtail_route_for_request = result  # type: ignore[attr-defined]


def _route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the route by the way that is remembered; None leaves it to Wagtail."""
    if len(path) > LONGEST_PATH:
        return None
    site = site_of(request)
    name = f"way:{site.pk if site else ''}:{get_language()}:{path}"
    way = remember(name, lambda: _way(request, path))
    if hasattr(request, "_wagtail_route_for_request") or way is None:
        return None
    model = apps.get_model(way.model)
    page = (
        model._default_manager.annotate(are_some_restricted=Exists(PageViewRestriction.objects.all()))
        .filter(pk=way.pk, url_path=way.url_path, live=True)
        .first()
    )
    if page is None:
        return None
    try:
        route: RouteResult = page.route(request, way.rest)
    except Http404:
        return None
    return route


def _way(request: HttpRequest, path: str) -> Way | None:
    """Return where Wagtail's own way leads, if it leads to a page."""
    result = Page.route_for_request(request, path)
    if result is None:
        return None
    page = result[0]
    root = home_of(request) or page
    components = [component for component in path.split("/") if component]
    return Way(page._meta.label, page.pk, page.url_path, components[page.depth - root.depth :])
