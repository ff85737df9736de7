"""Agents who type in what came on paper."""

import itertools
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Page

from forms.models import TypingRight

_numbers = itertools.count(1)


def agent(*sections: Page, **values: Any) -> Any:
    """Return somebody who may enter the admin and types in for these sections (and nothing else)."""
    number = next(_numbers)
    values.setdefault("username", f"agent-{number}")
    user = get_user_model().objects.create_user(email=f"a{number}@example.org", password="x", **values)
    group = Group.objects.create(name=f"Agents of {values['username']}")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for section in sections:
        TypingRight.objects.create(group=group, page=section)
    user.groups.add(group)
    return user
