"""Remind the moderators of a page when something has waited there for too long."""

from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Page, get_page_models

from forms.models import ModeratorPreference, OutgoingMail
from forms.rules.moderators import people_of
from forms.rules.overview import figures_of

INTERVAL = timedelta(hours=1)


def queue_reminders() -> int:
    """Have moderators reminded of what is due, once a period and page; return how many messages.

    May run in two workers at once: a message is named by its page, its reader and the day.
    """
    now = timezone.now()
    rules = _rules()
    queued = 0
    for key, (_pending, _unseen, oldest) in figures_of(rules).items():
        page, period = rules[key]
        if oldest <= now - period and not _was_reminded(key, now - period):
            queued += _queue(page, now)
    return queued


def _rules() -> dict[str, tuple[Page, timedelta]]:
    """Return the pages that remind, by key, with how long something may wait there."""
    from forms.page import FormPage

    found: dict[str, tuple[Page, timedelta]] = {}
    for model in get_page_models():
        if issubclass(model, FormPage):
            for page in model.objects.filter(reminder_days__gt=0).defer_streamfields().order_by("-pk"):
                found[str(page.translation_key)] = (page, timedelta(days=page.reminder_days))
    return found


def _was_reminded(page_key: str, since: datetime) -> bool:
    """Whether a reminder about the page, in any of its languages, was queued since then."""
    earlier = OutgoingMail.objects.filter(
        kind=OutgoingMail.Kind.REMINDER, page__translation_key=page_key, created_at__gt=since
    )
    return earlier.exists()


def _queue(page: Page, now: datetime) -> int:
    """Queue one message for each moderator who has an address and wants it."""
    people = [user for user in people_of(page) if user.email]
    unwilling = set(
        ModeratorPreference.objects.filter(user__in=people, reminders=False).values_list("user", flat=True)
    )
    day = timezone.localdate(now)
    rows = [
        OutgoingMail(
            kind=OutgoingMail.Kind.REMINDER,
            user=user,
            page_id=page.pk,
            event=f"reminder:{page.translation_key}:{user.pk}:{day}",
        )
        for user in people
        if user.pk not in unwilling
    ]
    OutgoingMail.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
