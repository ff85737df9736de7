"""Who moderates a page: the right stays on groups, this only reads it."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, User
from django.db.models import Prefetch, Q
from wagtail.models import Page

from forms.sections import ROOT_DEPTH


@dataclass(frozen=True)
class Moderators:
    """A group that moderates a page, and its active members."""

    group: Group
    members: list[User]


def moderators_of(page: Page) -> list[Moderators]:
    """Return the groups whose right covers a page (itself or a page above it, in any language)."""
    translations = Page.objects.filter(translation_key=page.translation_key).values_list("path", flat=True)
    above = {path[:end] for path in {page.path, *translations} for end in _ends(path)}
    keys = Page.objects.filter(path__in=above).values("translation_key")
    covers = Q(moderation_rights__page__translation_key__in=keys) | Q(
        moderation_rights__page__depth=ROOT_DEPTH
    )
    active = User.objects.filter(is_active=True).order_by("last_name", "first_name", "username")
    groups = Group.objects.filter(covers).distinct().order_by("name")
    return [
        Moderators(group, list(group.user_set.all()))
        for group in groups.prefetch_related(Prefetch("user_set", queryset=active))
    ]


def people_of(page: Page) -> list[User]:
    """Return everybody who is to hear of what waits on a page, each once.

    Where no group moderates it, those who may do everything.
    """
    found = {user.pk: user for each in moderators_of(page) for user in each.members}
    if not found:
        found = {user.pk: user for user in User.objects.filter(is_active=True, is_superuser=True)}
    return list(found.values())


def _ends(path: str) -> range:
    """Return where the path of each page on the way down to this one ends."""
    return range(Page.steplen, len(path) + 1, Page.steplen)
