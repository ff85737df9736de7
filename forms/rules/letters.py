"""The messages to moderators: made when they are sent, from what waits then."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.users.models import UserProfile

from forms.enums import State
from forms.letters import compose, identity_of, site_of
from forms.models import OutgoingMail
from forms.moderation.filters import UNSEEN, QueueFilters
from forms.moderation.scope import scope_of
from forms.rules.overview import Waiting, waiting_by_page


def letter_to_staff(
    row: OutgoingMail, user: User, connection: BaseEmailBackend | None = None
) -> mail.EmailMessage | None:
    """Return the message of a row to a member of staff, in the language of their admin.

    None if it has nothing to say any more: all is decided, or the reader no longer moderates there.
    """
    if not (user.is_active and user.email):
        return None
    waiting = waiting_by_page(scope_of(user))
    if row.kind == OutgoingMail.Kind.REMINDER:
        waiting = [each for each in waiting if row.page and each.page_key == str(row.page.translation_key)]
    if not waiting:
        return None
    profile = UserProfile.objects.filter(user=user).first()
    language = (profile and profile.preferred_language) or settings.LANGUAGE_CODE
    with translation.override(language), timezone.override(_zone(profile)):
        identity = identity_of(site_of(row.page))
        root = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        queue = root + reverse("wagtailsnippets_forms_submission:list")
        context: dict[str, Any] = {
            "waiting": waiting,
            "page": waiting[0],
            "days": _rule_of(row.page),
            "link": queue + _choice(row, waiting).query_string(),
            "account_url": root + reverse("wagtailadmin_account"),
            "name": identity.texts.name,
        }
        return compose(
            to=user.email,
            subject=_subject(row, waiting),
            body=render_to_string(f"forms/mail/{row.kind}.txt", context),
            identity=identity,
            connection=connection,
        )


def _choice(row: OutgoingMail, waiting: list[Waiting]) -> QueueFilters:
    """Return what the message is about, as the queue takes it."""
    state = State.PENDING if any(each.pending for each in waiting) else UNSEEN
    return QueueFilters(state=state, page=str(waiting[0].page_id) if row.page else "")


def _subject(row: OutgoingMail, waiting: list[Waiting]) -> str:
    if row.kind == OutgoingMail.Kind.REMINDER:
        return _("Contributions wait on “%(page)s”") % {"page": waiting[0].title}
    return _("What waits for a moderator today")


def _zone(profile: UserProfile | None) -> str:
    return profile.get_current_time_zone() if profile else settings.TIME_ZONE


def _rule_of(page: Page | None) -> int:
    """Return after how many days the page reminds."""
    return getattr(page.specific_deferred, "reminder_days", 0) if page else 0
