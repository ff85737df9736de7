"""Give the options of a page's questions their places."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from forms.limits.places import buckets_of, rows_of
from forms.models import FormVersion, HeldPlace, Quota

CHUNK = 2_000


@transaction.atomic
def set_places(page: Any, wanted: Mapping[tuple[str, str], int | None]) -> None:
    """Set the places of each option; one that is limited for the first time is counted from the answers."""
    key = page.translation_key
    known = {(row.question_id, row.option): row for row in Quota.objects.filter(page_key=key)}
    begun = []
    for (question_id, option), places in wanted.items():
        row = known.get((question_id, option))
        if row is not None:
            Quota.objects.filter(pk=row.pk).update(places=places)
        elif places is not None:
            begun.append(Quota(page_key=key, question_id=question_id, option=option, places=places))
    if begun:
        _count(page, Quota.objects.bulk_create(begun))


def _count(page: Any, quotas: list[Quota]) -> None:
    """Give the answers that are there already their places."""
    by_key = {(quota.question_id, quota.option): quota for quota in quotas}
    versions: dict[int, Any] = {}
    held = []
    for row in rows_of(page.translation_key).only("version_id", "answers", "anonymous").iterator(CHUNK):
        if row.version_id not in versions:
            versions[row.version_id] = FormVersion.objects.get(pk=row.version_id).stream
        for question_id, options in buckets_of(versions[row.version_id], row.answers).items():
            for option in options:
                if quota := by_key.get((question_id, option)):
                    quota.taken += 1
                    if row.anonymous:
                        continue
                    held.append(HeldPlace(quota=quota, submission_id=row.pk))
    Quota.objects.bulk_update(quotas, ["taken"])
    HeldPlace.objects.bulk_create(held, batch_size=CHUNK)
