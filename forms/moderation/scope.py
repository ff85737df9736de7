"""Which submissions a moderator may see and decide on."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, OuterRef, QuerySet, Subquery
from wagtail.models import Page

from forms.models import Submission
from forms.sections import ROOT_DEPTH, below_paths

CACHE = "_moderation_scope"


@dataclass(frozen=True)
class Scope:
    """The sections of one user.

    ``page_keys`` are the translation keys of the pages below the sections that somebody has
    answered: one page is the same in every language. They say nothing when ``everything`` is true.
    """

    is_moderator: bool
    everything: bool = False
    page_keys: frozenset[uuid.UUID] = frozenset()

    def submissions(self) -> "QuerySet[Submission]":
        """Return the submissions of the sections, in any state."""
        if self.everything:
            return Submission.objects.all()
        if not self.page_keys:
            return Submission.objects.none()
        return Submission.objects.filter(page_key__in=self.page_keys)

    def oldest(self, state: str) -> datetime.datetime | None:
        """Return when the oldest submission in a state was received: one row of each page is read."""
        rows = Submission.objects.filter(state=state).order_by("received_at", "id")
        if self.everything:
            return rows.values_list("received_at", flat=True).first()
        of_page = rows.filter(page_key=OuterRef("translation_key")).values("received_at")[:1]
        pages = Page.objects.filter(translation_key__in=self.page_keys)
        found: datetime.datetime | None = pages.aggregate(oldest=Min(Subquery(of_page)))["oldest"]
        return found

    def holds(self, submission: Submission) -> bool:
        """Whether a submission belongs to the sections."""
        return self.everything or submission.page_key in self.page_keys


NOBODY = Scope(is_moderator=False)


def scope_of(user: Any) -> Scope:
    """Return the sections of a user, read once for each user object (each request has its own)."""
    if not getattr(user, "is_active", False):
        return NOBODY
    if not hasattr(user, CACHE):
        setattr(user, CACHE, _read(user))
    scope: Scope = getattr(user, CACHE)
    return scope


def _read(user: Any) -> Scope:
    """Read the rights of the user's groups; a right on the root page is a right on everything."""
    if user.is_superuser:
        return Scope(is_moderator=True, everything=True)
    sections = Page.objects.filter(moderation_rights__group__user=user)
    in_each_language = Page.objects.filter(translation_key__in=sections.values("translation_key"))
    given = list(in_each_language.values_list("depth", "path"))
    if not given:
        return NOBODY
    if any(depth == ROOT_DEPTH for depth, _path in given):
        return Scope(is_moderator=True, everything=True)
    answered = below_paths(path for _depth, path in given).filter(form_versions__isnull=False)
    return Scope(
        is_moderator=True,
        page_keys=frozenset(answered.order_by().values_list("translation_key", flat=True).distinct()),
    )
