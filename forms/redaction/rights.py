"""Who may read what was masked."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet

VIEW_ORIGINAL = "forms.view_original"


def may_view_original(user: Any) -> bool:
    """Whether somebody may read the originals of masked texts (of the sections that they moderate)."""
    return bool(user.has_perm(VIEW_ORIGINAL))


def original_permissions() -> "QuerySet[Permission]":
    """Return the right, which Wagtail's form of a group then offers."""
    return Permission.objects.filter(content_type__app_label="forms", codename="view_original")
