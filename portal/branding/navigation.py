"""What surrounds every page: menu, languages, the way back up."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import Exists
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, gettext, override
from wagtail.models import Page, PageViewRestriction

from portal.remembered import remember, site_of


@dataclass(frozen=True)
class MenuItem:
    """An entry of the main menu."""

    title: str
    url: str
    is_current: bool
    is_exact: bool


@dataclass(frozen=True)
class LanguageLink:
    """The page at hand in one language, or that language's home page."""

    code: str
    name: str
    url: str
    is_current: bool

    @property
    def short(self) -> str:
        """The code as people write it."""
        return self.code.split("-")[0].upper()


@dataclass(frozen=True)
class Step:
    """A page on the way from the home page to the page at hand."""

    title: str
    url: str


def home_of(request: HttpRequest) -> Page | None:
    """Return the site's home page in the active language."""
    site = site_of(request)
    if site is None:
        return None
    root, code = site.root_page, get_language() or settings.LANGUAGE_CODE
    return remember(f"home:{site.pk}:{code}", lambda: _translations(request, root).get(code, root))


def menu_items(request: HttpRequest) -> list[MenuItem]:
    """Return the pages that editors show in menus, below the home page of this language."""
    home = home_of(request)
    if home is None:
        return []
    pages = home.get_children().live().in_menu().order_by("path")
    pages = pages.annotate(are_some_restricted=Exists(PageViewRestriction.objects.all()))
    if any(page.are_some_restricted for page in pages):
        pages = pages.public()
    found = [(page.title, page.get_url(request)) for page in pages]
    return [
        MenuItem(
            title=title,
            url=url,
            is_current=request.path.startswith(url),
            is_exact=request.path == url,
        )
        for title, url in found
        if url
    ]


def language_links(request: HttpRequest, page: Page | None) -> list[LanguageLink]:
    """Return a link to each language of the portal, to the same content where it exists there."""
    active = get_language()
    own = page.get_url(request) if page is not None and page.pk else None
    if own is None or not request.path.startswith(own):
        # A view that only speaks of a page (the receipt) is not that page.
        page = None
    translated = _translations(request, page) if page is not None else {}
    return [
        LanguageLink(
            code=code,
            name=str(name),
            url=_address(request, page, translated.get(code), code),
            is_current=code == active,
        )
        for code, name in settings.LANGUAGES
    ]


def alternates(request: HttpRequest, page: Page) -> list[LanguageLink]:
    """Return the full address of a page in each language in which it is published."""
    names = dict(settings.LANGUAGES)
    return [
        LanguageLink(code, str(names.get(code, code)), address, is_current=other.pk == page.pk)
        for code, other in _translations(request, page).items()
        if (address := other.get_full_url(request))
    ]


def _translations(request: HttpRequest, page: Page) -> dict[str, Page]:
    """Return the live versions of a page by language, read once a request."""
    known: dict[UUID, dict[str, Page]] = request.__dict__.setdefault("_page_translations", {})
    if not page.pk:
        return {}
    if page.translation_key not in known:
        found = page.get_translations(inclusive=True).live().select_related("locale")
        known[page.translation_key] = {other.locale.language_code: other for other in found}
    return known[page.translation_key]


def _address(request: HttpRequest, page: Page | None, other: Page | None, code: str) -> str:
    """Return where the page at hand is in another language."""
    if page is not None:
        there = other.get_url(request) if other is not None else None
        if there:
            # What stands below a page (a contribution) is at the same place in every language.
            return there + request.path.removeprefix(page.get_url(request) or "")
    elif get_language() == code:
        return request.get_full_path()
    else:
        here = request.get_full_path()
        moved = translate_url(here, code)
        if moved != here:
            return moved
    with override(code):
        home = home_of(request)
        return (home.get_url(request) if home is not None else None) or "/"


def trail_of(request: HttpRequest, page: Page) -> list[Step]:
    """Return the pages above a page, from the home page (called so) down; nothing for itself."""
    home = home_of(request)
    if home is None or not page.depth or page.depth <= home.depth:
        return []
    is_below_home = page.depth == home.depth + 1 and page.path.startswith(home.path)
    above = [home] if is_below_home else page.get_ancestors().live().filter(depth__gte=home.depth)
    found = [
        (gettext("Home") if step.depth == home.depth else step.title, step.get_url(request)) for step in above
    ]
    return [Step(title, url) for title, url in found if url]
