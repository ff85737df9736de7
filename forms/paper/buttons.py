"""From a page in Wagtail's admin to its paper forms."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from forms.page import FormPage

ICON = "doc-full"
# After the export.
PRIORITY = 85


def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button in the menu of a page's header."""
    yield from listing_buttons(page, user, next_url)


def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button in the menu of a published page with a form, for its editors.

    Agents who type in, and edit nothing, find it on their own screens.
    """
    if not page.pk or not page.live or not issubclass(page.specific_class or type(page), FormPage):
        return
    if page.permissions_for_user(user).can_edit():
        address = reverse("paper_print", args=[page.pk])
        yield Button(_("Print paper forms"), address, icon_name=ICON, priority=PRIORITY)
