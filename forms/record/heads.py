"""The last link of each day: once it is published, nobody can write the chain anew unnoticed."""

from datetime import timedelta

from django.utils import timezone

from forms.models import ChainHead, DailyHead

INTERVAL = timedelta(minutes=10)


def close_day() -> DailyHead | None:
    """Keep the end of the chain for yesterday, if it has moved since it was last kept.

    Run for the first time a few minutes after midnight: what was decided in these minutes counts
    to the day that ended.
    """
    head = ChainHead.objects.first()
    last = DailyHead.objects.first()
    yesterday = timezone.localdate() - timedelta(days=1)
    if head is None or (last and (last.day >= yesterday or last.number >= head.number)):
        return None
    values = {"number": head.number, "hash": head.hash}
    return DailyHead.objects.get_or_create(day=yesterday, defaults=values)[0]
