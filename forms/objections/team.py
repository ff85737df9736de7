"""Who else could answer an objection."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Q
from wagtail.models import Page

from forms.models import ModerationRight, Submission


def others_who_may_answer(submission: Submission, user: User) -> list[User]:
    """Return the moderators of a contribution's section and the superusers, without one of them.

    A right on a page is one on all that is below it in every language (``forms.sections``), so the
    sections of a contribution are the pages above it in any of its languages, by translation key.
    """
    above = {
        key
        for page in Page.objects.filter(translation_key=submission.page_key)
        for key in page.get_ancestors(inclusive=True).values_list("translation_key", flat=True)
    }
    groups = ModerationRight.objects.filter(page__translation_key__in=above).values("group_id")
    users = get_user_model()._default_manager.filter(is_active=True).exclude(pk=user.pk)
    return list(users.filter(Q(is_superuser=True) | Q(groups__in=groups)).distinct())
