"""The places of an answer that is corrected or changed: they follow the options that are chosen now."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page

from forms.limits.places import WHOLE, PlacesGone, buckets_of
from forms.limits.questions import label_of_option
from forms.models import HeldPlace, Quota, Submission


def move(
    page: Page, submission: Submission, stream: StreamValue, before: dict[str, Any], answers: dict[str, Any]
) -> None:
    """Give back the places of what is no longer chosen and take those of what is, in its transaction.

    ``before`` and ``answers`` are answers to the same form, of a submission that counts, and of no
    anonymous one. What was chosen already is asked for no place, however few there are now; nor does the
    place in the whole page change. ``PlacesGone`` says which option is full: the transaction must end.
    """
    groups = Quota.objects.filter(page_key=submission.page_key).exclude(question_id=WHOLE).order_by("pk")
    quotas = list(groups)
    if not quotas:
        return
    earlier, chosen = buckets_of(stream, before), buckets_of(stream, answers)
    places = HeldPlace.objects.filter(submission=submission)
    held = set(places.values_list("quota_id", flat=True))
    limits: bool = page.specific.category_limits
    # In the order of their keys, as everybody takes and gives back places: nobody waits for one another.
    for quota in quotas:
        was_chosen = quota.option in earlier.get(quota.question_id, ())
        is_chosen = quota.option in chosen.get(quota.question_id, ())
        row = Quota.objects.filter(pk=quota.pk)
        if quota.pk in held and not is_chosen:
            row.filter(taken__gt=0).update(taken=F("taken") - 1)
            places.filter(quota=quota).delete()
        elif limits and is_chosen and not was_chosen and quota.places is not None:
            if not row.filter(taken__lt=F("places")).update(taken=F("taken") + 1):
                raise PlacesGone(quota.question_id, quota.option)
            HeldPlace.objects.create(quota=quota, submission=submission)


def full_text(gone: PlacesGone, stream: StreamValue) -> str:
    """Return what is said beside the question whose option is full."""
    group = label_of_option(stream, gone.question_id, gone.option)
    return _("There is no place left for “%(group)s”. Choose something else, or leave it as it was.") % {
        "group": group
    }
