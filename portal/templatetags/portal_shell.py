"""Tags for what surrounds every page."""

from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page as PaginatorPage
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from portal.branding import navigation
from portal.branding.footer import FooterColumn, columns_of
from portal.branding.models import SiteIdentity
from portal.remembered import remember
from portal.stylesheets import BUNDLE

register = template.Library()

# Longer addresses are rare, and would fill the cache.
LONGEST_ADDRESS = 300


@register.simple_tag(takes_context=True)
def site_identity(context: template.Context) -> SiteIdentity:
    """Return the settings of the site at hand; unsaved defaults where there is no site yet."""
    request = context.get("request")
    found: SiteIdentity | None = SiteIdentity.for_request(request) if request is not None else None
    return found if found is not None else SiteIdentity()


@register.simple_tag
def stylesheet_bundle() -> str:
    """Return the name of the one style sheet of a server; empty where each component has its own."""
    return BUNDLE if settings.BUNDLE_STYLES else ""


@register.simple_tag(takes_context=True)
def site_home(context: template.Context) -> str:
    """Return the address of the home page in the active language."""
    request = context.get("request")
    home = navigation.home_of(request) if request is not None else None
    return (home.get_url(request) if home is not None else None) or "/"


@register.simple_tag(takes_context=True)
def remembered_include(context: template.Context, name: str) -> SafeString:
    """Include a template that says the same to everybody at this address, made anew every few seconds.

    It reads ``request``, ``page``, ``identity`` and ``texts``.
    """

    def render() -> SafeString:
        return context.template.engine.get_template(name).render(context)  # type: ignore[union-attr]

    request, page = context.get("request"), context.get("page")
    if request is None or len(request.get_full_path()) > LONGEST_ADDRESS:
        return render()
    of_page = page.pk if isinstance(page, Page) else ""
    address = f"{request.get_host()}:{request.get_full_path()}"
    return remember(f"{name}:{get_language()}:{of_page}:{address}", render)


@register.simple_tag(takes_context=True)
def footer_columns(context: template.Context) -> list[FooterColumn]:
    """Return the columns of links that editors added to the footer."""
    identity = context.get("identity")
    return columns_of(identity.footer, context.get("request")) if identity is not None else []


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context) -> list[navigation.MenuItem]:
    """Return the entries of the main menu."""
    request = context.get("request")
    return navigation.menu_items(request) if request is not None else []


@register.simple_tag(takes_context=True)
def language_links(context: template.Context) -> list[navigation.LanguageLink]:
    """Return a link to each language."""
    request = context.get("request")
    page = context.get("page")
    if request is None:
        return []
    return navigation.language_links(request, page if isinstance(page, Page) else None)


@register.simple_tag(takes_context=True)
def breadcrumbs(context: template.Context, page: Page) -> list[navigation.Step]:
    """Return the pages above a page."""
    request = context.get("request")
    return navigation.trail_of(request, page) if request is not None else []


@register.simple_tag(takes_context=True)
def page_alternates(context: template.Context, page: Page) -> list[navigation.LanguageLink]:
    """Return the full address of a page in each language it is published in, its own included."""
    request = context.get("request")
    return navigation.alternates(request, page) if request is not None else []


@register.simple_tag
def page_numbers(page_obj: PaginatorPage) -> list[int | None]:
    """Return the numbers to link to around a page of a list; None stands for a gap."""
    elided = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in elided]


@register.filter
def foreign(code: str) -> bool:
    """Tell whether a language is another one than the page's, so that it must be marked."""
    return bool(code) and code != get_language()


@register.simple_tag(takes_context=True)
def full_address(context: template.Context, path: str) -> str:
    """Return an address of this site with its scheme and host."""
    request: Any = context.get("request")
    return request.build_absolute_uri(path) if request is not None else path
