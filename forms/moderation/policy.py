"""Who may do what with submissions, in the words of Wagtail."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy

from forms.models import Submission
from forms.moderation.scope import scope_of

VIEW = "view"
MODERATE = "moderate"
# Nobody, superusers included, adds, edits, copies or deletes what a resident sent.
ALLOWED = frozenset({VIEW, MODERATE})


class SubmissionPolicy(BasePermissionPolicy):
    """Moderators see and decide on the submissions of their own sections, and nothing else."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Whether the user may do this with some submission."""
        return action in ALLOWED and scope_of(user).is_moderator

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Submission) -> bool:
        """Whether the user may do this with this submission."""
        return action in ALLOWED and scope_of(user).holds(instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Collection[str]
    ) -> "QuerySet[Submission]":
        """Return the submissions with which the user may do one of these things."""
        if ALLOWED.isdisjoint(actions):
            return Submission.objects.none()
        return scope_of(user).submissions()

    def users_with_any_permission(self, actions: Collection[str]) -> "QuerySet[Any]":
        """Return the users who may do one of these things with some submission."""
        users = get_user_model()._default_manager.filter(is_active=True)
        if ALLOWED.isdisjoint(actions):
            return users.none()
        return users.filter(Q(is_superuser=True) | Q(groups__moderation_rights__isnull=False)).distinct()
