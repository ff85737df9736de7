"""For which pages an agent may type in contributions."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page, get_page_models

from forms.page import FormPage
from forms.sections import ROOT_DEPTH, pages_below

CACHE = "_typing_sections"


def may_type(user: Any) -> bool:
    """Whether somebody may type in contributions to some section."""
    return getattr(user, "is_active", False) and (user.is_superuser or bool(_sections(user)))


def form_pages(user: Any) -> list[Any]:
    """Return the published pages with a form of an agent's sections, those that have begun, by title."""
    now = timezone.now()
    pages = [page for page in _pages(user).specific() if page.form]
    begun = [page for page in pages if page.opens_at is None or page.opens_at <= now]
    return sorted(begun, key=lambda page: (page.title.casefold(), page.pk))


def form_page(user: Any, pk: int) -> Any | None:
    """Return one page of an agent's sections, None if there is no such page with a form."""
    page = _pages(user).filter(pk=pk).first()
    specific = page.specific if page else None
    return specific if specific is not None and specific.form else None


def printable_page(user: Any, pk: int) -> Any | None:
    """Return a published page with a form whose sheets somebody may print: typists and its editors may."""
    if page := form_page(user, pk):
        return page
    page = _with_form(Page.objects.filter(pk=pk)).first()
    specific = page.specific if page and page.permissions_for_user(user).can_edit() else None
    return specific if specific is not None and specific.form else None


def _pages(user: Any) -> Any:
    """Return the published pages that carry a form in the sections of an agent, in every language."""
    sections = [] if user.is_superuser else _sections(user)
    if user.is_superuser or any(depth == ROOT_DEPTH for depth, _key in sections):
        below = Page.objects.all()
    else:
        below = pages_below([key for _depth, key in sections])
    return _with_form(below)


def _with_form(pages: Any) -> Any:
    """Return the published ones among pages that are of a type with a form."""
    models = [model for model in get_page_models() if issubclass(model, FormPage)]
    return pages.live().type(*models).select_related("locale")


def _sections(user: Any) -> list[tuple[int, Any]]:
    """Return depth and key of the sections, read once for each user object (each request has its own)."""
    if not hasattr(user, CACHE):
        found = Page.objects.filter(typing_rights__group__user=user).values_list("depth", "translation_key")
        setattr(user, CACHE, list(found))
    sections: list[tuple[int, Any]] = getattr(user, CACHE)
    return sections
