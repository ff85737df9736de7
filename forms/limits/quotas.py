"""Give the options of a page's questions their places, and count anew what was not counted.

A counter moves only while its limit is set: when a limit is set (again), it is counted from the answers.
"""

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from forms.enums import COUNTED_STATES
from forms.limits.places import WHOLE, buckets_of
from forms.models import FormVersion, HeldPlace, Quota, Submission

CHUNK = 2_000


@transaction.atomic
def set_places(page: Any, wanted: Mapping[tuple[str, str], int | None]) -> None:
    """Set the places of each option; one that had no limit until now is counted from the answers."""
    key = page.translation_key
    known = {(row.question_id, row.option): row for row in Quota.objects.filter(page_key=key)}
    begun = []
    for (question_id, option), places in wanted.items():
        row = known.get((question_id, option))
        if row is None and places is not None:
            row = Quota(page_key=key, question_id=question_id, option=option, places=places)
            row.save(force_insert=True)
            begun.append(row.pk)
        elif row is not None:
            if row.places is None and places is not None:
                begun.append(row.pk)
            Quota.objects.filter(pk=row.pk).update(places=places)
    recount(key, Quota.objects.filter(pk__in=begun))


def follow_page(before: Any, page: Any) -> None:
    """Count anew what a page limits from now on; ``before`` is the page as it was saved until now."""
    key = page.translation_key
    quotas = Quota.objects.filter(page_key=key)
    if page.category_limits and not before.category_limits:
        recount(key, quotas.filter(places__isnull=False).exclude(question_id=WHOLE))
    if page.answer_limit and not before.answer_limit:
        Quota.objects.get_or_create(page_key=key, question_id=WHOLE, option="")
        recount(key, quotas.filter(question_id=WHOLE))


@transaction.atomic
def recount(page_key: uuid.UUID, quotas: QuerySet[Quota]) -> None:
    """Count the answers of a page anew into these counters, which nobody moves meanwhile.

    An answer that does not count gets its place noted as well, so that it takes it when it is restored.
    Who has raised a counter is waited for, and is counted; who is about to waits, and is not.
    """
    locked = list(quotas.order_by("pk").select_for_update())
    if not locked:
        return
    by_key = {(quota.question_id, quota.option): quota.pk for quota in locked}
    taken: Counter[int] = Counter()
    wanted: set[tuple[int, int]] = set()
    for row, pks in _places_of(page_key, by_key):
        if row.state in COUNTED_STATES:
            taken.update(pks)
        # The rows of anonymous answers would tell the order in which they came.
        if not row.anonymous:
            wanted.update((pk, row.pk) for pk in pks)
    for quota in locked:
        quota.taken = taken[quota.pk]
    Quota.objects.bulk_update(locked, ["taken"])
    _hold(locked, wanted)


def _places_of(page_key: uuid.UUID, by_key: Mapping[tuple[str, str], int]) -> Any:
    """Give each answer of a page with the counters that it belongs to, by their keys."""
    groups = {pk for key, pk in by_key.items() if key[0] != WHOLE}
    whole = set(by_key.values()) - groups
    fields = ["version_id", "answers"] if groups else []
    versions: dict[int, Any] = {}
    rows = Submission.objects.filter(page_key=page_key).order_by("pk")
    for row in rows.only("state", "anonymous", *fields).iterator(CHUNK):
        found = set(whole)
        if groups:
            if row.version_id not in versions:
                versions[row.version_id] = FormVersion.objects.get(pk=row.version_id).stream
            for question_id, options in buckets_of(versions[row.version_id], row.answers).items():
                found |= {by_key[question_id, each] for each in options if (question_id, each) in by_key}
        yield row, found


def _hold(quotas: list[Quota], wanted: set[tuple[int, int]]) -> None:
    """Have these answers hold a place in these counters, and no others."""
    held = {
        (quota_id, submission_id): pk
        for pk, quota_id, submission_id in HeldPlace.objects.filter(quota__in=quotas).values_list(
            "pk", "quota_id", "submission_id"
        )
    }
    gone = [pk for place, pk in held.items() if place not in wanted]
    for start in range(0, len(gone), CHUNK):
        HeldPlace.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    new = sorted(wanted - held.keys())
    HeldPlace.objects.bulk_create(
        (HeldPlace(quota_id=quota_id, submission_id=pk) for quota_id, pk in new), batch_size=CHUNK
    )
