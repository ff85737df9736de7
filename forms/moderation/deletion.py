"""A page under which somebody has sent something is not deleted."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from forms.models import Submission
from forms.moderation.listing import COUNT_LIMIT, bounded_count

DELETE = "delete"


def refuse_deletion(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Answer the page's deletion, or its confirmation, with why it cannot be done."""
    return _refuse(request, [page], back_to=page.get_parent())


def refuse_bulk_deletion(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Answer the deletion of several pages; any other bulk action passes."""
    pages = [item for item in objects if isinstance(item, Page)]
    if action_type != DELETE or not pages:
        return None
    return _refuse(request, pages, back_to=pages[0].get_parent())


def _refuse(request: HttpRequest, pages: list[Page], back_to: Page | None) -> HttpResponse | None:
    """Send back with the reason if a page, or what would go with it, has submissions."""
    below = Q()
    for page in {*pages, *_cascaded(pages)}:
        below |= Q(page__path__startswith=page.path)
    received = Submission.objects.filter(below)
    first = received.select_related("page").first()
    if first is None:
        return None
    messages.error(request, _reason(first.page, bounded_count(received)))
    return redirect("wagtailadmin_explore", back_to.pk) if back_to else redirect("wagtailadmin_home")


def _cascaded(pages: list[Page]) -> set[Page]:
    """Return the translations and aliases that Wagtail would delete along."""
    found: set[Page] = set()
    if getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        for hook in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
            for additional in (hook(pages, DELETE) or {}).values():
                found.update(additional)
    return found


def _reason(example: Page, number: str) -> str:
    """Say what stands in the way, and what can be done instead."""
    count = COUNT_LIMIT if number.endswith("+") else int(number)
    kept = ngettext(
        "%(number)s contribution was received under “%(page)s”.",
        "%(number)s contributions were received under “%(page)s” and the pages deleted with it.",
        count,
    ) % {"number": number, "page": example.title}
    advice = _(
        "What residents sent is never deleted with a page: unpublish the page instead. Nothing was deleted."
    )
    return f"{kept} {advice}"
