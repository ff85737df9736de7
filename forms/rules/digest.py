"""Tell moderators each morning what waits for them, if they want to be told."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from forms.models import OutgoingMail
from forms.moderation.scope import scope_of
from forms.rules.overview import waiting_by_page

INTERVAL = timedelta(minutes=15)
# Hour of the day, in the portal's time zone, from which the summary of the day may go.
MORNING = 7


def queue_digests() -> int:
    """Queue the summary of the day for whoever wants one and has something waiting.

    Returns how many. Each is queued once a day; one of an earlier day that could not be sent so far
    would say the same and is dropped.
    """
    now = timezone.localtime()
    if now.hour < MORNING:
        return 0
    readers = User.objects.filter(is_active=True, moderator_preference__digest=True).exclude(email="")
    by_event = {f"digest:{user.pk}:{now.date()}": user for user in readers}
    told = set(OutgoingMail.objects.filter(event__in=by_event).values_list("event", flat=True))
    rows = [
        OutgoingMail(kind=OutgoingMail.Kind.DIGEST, user=user, event=event)
        for event, user in by_event.items()
        if event not in told and waiting_by_page(scope_of(user))
    ]
    for row in rows:
        OutgoingMail.objects.filter(kind=OutgoingMail.Kind.DIGEST, user=row.user_id, sent_at=None).delete()
    OutgoingMail.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
