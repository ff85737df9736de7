"""Who may take contributions out as files."""

from typing import Any

from django.contrib.auth.models import Permission

from forms.models import Export
from forms.moderation.scope import Scope, scope_of

CONTACTS = "forms.export_contacts"
# The sections of somebody who moderates the whole site.
EVERYTHING = "all"


def may_export_contacts(user: Any) -> bool:
    """Whether somebody may take the contact data of authors along."""
    return bool(user.has_perm(CONTACTS))


def sections_of(scope: Scope, page_key: str) -> list[str]:
    """Return the sections that an export is taken from: the chosen page, or all that somebody moderates."""
    if page_key:
        return [page_key]
    return [EVERYTHING] if scope.everything else sorted(str(key) for key in scope.page_keys)


def may_have(user: Any, export: Export) -> bool:
    """Whether somebody may have the file of an export: its author, with the rights that it took."""
    if export.by_id != user.pk:
        return False
    scope = scope_of(user)
    if not scope.is_moderator or (export.has_contacts and not may_export_contacts(user)):
        return False
    return scope.everything or set(export.sections) <= {str(key) for key in scope.page_keys}


def contact_permissions() -> Any:
    """Return the right to contact data, which Wagtail's form of a group then offers."""
    return Permission.objects.filter(content_type__app_label="forms", codename="export_contacts")
