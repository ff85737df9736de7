"""People who moderate."""

import itertools
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import Page

from forms.models import ModerationRight

_numbers = itertools.count(1)


def moderator(*sections: Page, **values: Any) -> Any:
    """Return somebody who may enter the admin and moderates these sections (and nothing else)."""
    number = next(_numbers)
    values.setdefault("username", f"moderator-{number}")
    user = get_user_model().objects.create_user(email=f"m{number}@example.org", password="x", **values)
    group = Group.objects.create(name=f"Moderators of {values['username']}")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for section in sections:
        ModerationRight.objects.create(group=group, page=section)
    user.groups.add(group)
    return user


def superuser() -> Any:
    """Return somebody who may do everything that can be done."""
    number = next(_numbers)
    return get_user_model().objects.create_superuser(f"super-{number}", f"s{number}@example.org", "x")
