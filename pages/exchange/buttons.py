"""From a page in the admin to its questionnaire as a file, and to the report of its import."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button
from wagtail.models import PageLogEntry

from forms.page import FormPage
from pages.exchange.services import IMPORTED

# After the export of contributions.
PRIORITY = 81


def header_buttons(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the buttons in the menu of a page's header."""
    yield from listing_buttons(page, user, next_url)
    was_imported = page.pk and PageLogEntry.objects.filter(page=page.pk, action=IMPORTED).exists()
    if was_imported and _is_mine(page, user):
        address = reverse("questionnaire_report", args=[page.pk])
        yield Button(_("Report of the import"), address, icon_name="doc-full", priority=PRIORITY + 1)


def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button in the menu of a page in a list, for those who edit it."""
    if page.pk and _is_mine(page, user):
        address = reverse("questionnaire_xlsform", args=[page.pk])
        yield Button(_("Download the form as XLSForm"), address, icon_name="download", priority=PRIORITY)


def _is_mine(page: Any, user: Any) -> bool:
    model = page.specific_class or type(page)
    return issubclass(model, FormPage) and bool(page.permissions_for_user(user).can_edit())
