"""Who may make invitations to a page and limit its places: whoever may edit it."""

from typing import Any

from wagtail.models import Page

from forms.page import FormPage


def editable_page(user: Any, pk: int) -> Any | None:
    """Return a page with a form that somebody may edit, None for any other."""
    page = Page.objects.filter(pk=pk).first()
    specific = page.specific if page else None
    if not isinstance(specific, FormPage) or not specific.permissions_for_user(user).can_edit():
        return None
    return specific
