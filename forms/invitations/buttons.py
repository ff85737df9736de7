"""From a page in Wagtail's admin to its places and invitations."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from forms.page import FormPage

# After the export.
PRIORITY = 85


def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button in the menu of a page's header."""
    yield from listing_buttons(page, user, next_url)


def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button in the menu of a page in a list, for those who may edit it."""
    if not page.pk or not issubclass(page.specific_class or type(page), FormPage):
        return
    if page.permissions_for_user(user).can_edit():
        address = reverse("invitations", args=[page.pk])
        yield Button(_("Places and invitations"), address, icon_name="group", priority=PRIORITY)
