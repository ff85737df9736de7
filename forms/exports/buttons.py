"""From a page in Wagtail's admin to the export of what it received."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from forms.moderation.scope import scope_of
from forms.page import FormPage

ICON = "download"
# After Wagtail's own buttons.
PRIORITY = 80


def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button in the menu of a page's header."""
    yield from listing_buttons(page, user, next_url)


def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button in the menu of a page in a list, for those who moderate what it receives."""
    scope = scope_of(user)
    is_mine = scope.is_moderator and (scope.everything or page.translation_key in scope.page_keys)
    if is_mine and page.pk and issubclass(page.specific_class or type(page), FormPage):
        address = reverse("wagtailsnippets_forms_submission:export_page", args=[page.pk])
        yield Button(_("Export contributions"), address, icon_name=ICON, priority=PRIORITY)
