"""What most requests read alike and editors change seldom, kept in the cache for a few seconds.

The site, its identity, the way from an address to its page, the header and the footer: read from the
database for every request, they would cost more than taking in a contribution does. Whatever changes
one of them here is seen at once by this process; others see it when the seconds are over, as visitors
do whose browser keeps a page for a minute (``portal.middleware.PublicCacheMiddleware``).
"""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import post_page_move

SECONDS = 5
STAMP = "remembered"

Value = TypeVar("Value")


def remember(name: str, read: Callable[[], Value]) -> Value:
    """Return what ``read`` returned a few seconds ago under this name, or what it returns now.

    What is kept is a copy: who gets it may change it. ``None`` is never kept.
    """
    found: Value | None = recall(name)
    if found is None:
        found = read()
        keep(name, found)
    return found


def recall(name: str) -> Any:
    """Return what was kept under this name in the last seconds, None if nothing was."""
    return cache.get(_key(name)) if settings.REMEMBERS else None


def keep(name: str, value: object) -> None:
    """Keep a value for a few seconds."""
    if settings.REMEMBERS and value is not None:
        cache.set(_key(name), value, SECONDS)


def _key(name: str) -> str:
    return f"{STAMP}:{stamp()}:{name}"


def stamp() -> str:
    """Return a word that is another one after each change: a part of every name."""
    found: str | None = cache.get(STAMP)
    if found is None:
        found = uuid.uuid4().hex
        cache.set(STAMP, found, None)
    return found


def forget() -> None:
    """Have everything read anew."""
    cache.delete(STAMP)


def site_of(request: HttpRequest) -> Site | None:
    """Return the site that a request is for, as Wagtail finds it, and let Wagtail know."""
    if not hasattr(request, "_wagtail_site"):
        host = f"site:{request._get_raw_host()}:{request.get_port()}"  # type: ignore[attr-defined]
        request._wagtail_site = remember(host, lambda: Site._find_for_request(request))  # type: ignore[attr-defined]
    site: Site | None = request._wagtail_site  # type: ignore[attr-defined]
    return site


def connect() -> None:
    """Forget when something that is kept changes."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, dispatch_uid=f"remembered {id(signal)}")
    post_page_move.connect(_moved, dispatch_uid="remembered moves")


def _changed(sender: type[Model], instance: Any, **kwargs: object) -> None:
    if isinstance(instance, (Page, Site, BaseSiteSetting, Locale, PageViewRestriction)):
        _forget_now_and_then()


def _moved(**kwargs: object) -> None:
    _forget_now_and_then()


def _forget_now_and_then() -> None:
    """Forget at once, for whoever reads in this transaction, and once others can read what it wrote."""
    forget()
    if transaction.get_connection().in_atomic_block:
        transaction.on_commit(forget, robust=True)
