"""Places: taken with the answer, in its transaction, and given back when it no longer counts.

A counter goes up by one statement that also checks its limit, so that any number of people who send at
once never take one place more. The limits of several groups are taken in the order of their keys, so
that two transactions never wait for one another.
"""

import uuid
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import F

from forms.enums import COUNTED_STATES, State
from forms.fields.reading import questions_of
from forms.models import HeldPlace, Quota, Submission

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

CHUNK = 2_000
# The row that counts the page as a whole.
WHOLE = ""


class PlacesGone(Exception):
    """No place is left. ``question_id`` and ``option`` say of which group; both empty for the page."""

    def __init__(self, question_id: str = WHOLE, option: str = "") -> None:
        """Keep which."""
        super().__init__(question_id)
        self.question_id, self.option = question_id, option


def take(page: Any, submission: Submission, stream: "StreamValue") -> None:
    """Take the places of one submission inside its transaction; ``PlacesGone`` takes none."""
    taken = []
    if page.category_limits:
        for quota in _wanted(page, submission, stream):
            if not _raise_below(Quota.objects.filter(pk=quota.pk), F("places")):
                raise PlacesGone(quota.question_id, quota.option)
            taken.append(quota.pk)
    if page.answer_limit:
        whole = counter(page, but=[submission.pk])
        if not _raise_below(Quota.objects.filter(pk=whole.pk), page.answer_limit):
            raise PlacesGone
        taken.append(whole.pk)
    # The rows of anonymous answers would tell the order in which they came.
    if not submission.anonymous:
        HeldPlace.objects.bulk_create(HeldPlace(quota_id=pk, submission=submission) for pk in taken)


def take_all(page: Any, submissions: list[Submission], stream: "StreamValue") -> None:
    """Take the places of answers that come from a file, in their transaction: beyond a limit if need be."""
    holders: dict[int, list[int]] = {}
    if page.category_limits:
        chosen = {each.pk: buckets_of(stream, each.answers) for each in submissions}
        for quota in _groups(page):
            holders[quota.pk] = [pk for pk, found in chosen.items() if _is_in(quota, found)]
    if page.answer_limit:
        keys = [each.pk for each in submissions]
        holders[counter(page, but=keys).pk] = keys
    for quota_id, keys in holders.items():
        Quota.objects.filter(pk=quota_id).update(taken=F("taken") + len(keys))
        HeldPlace.objects.bulk_create(HeldPlace(quota_id=quota_id, submission_id=pk) for pk in keys)


def _raise_below(quotas: Any, limit: Any) -> bool:
    """Raise a counter by one if it is below its limit, in one statement; tell whether it was."""
    return bool(quotas.filter(taken__lt=limit).update(taken=F("taken") + 1))


def _wanted(page: Any, submission: Submission, stream: "StreamValue") -> list[Quota]:
    """Return the limited groups that a submission's answers belong to, in the order of their keys."""
    chosen = buckets_of(stream, submission.answers)
    return [quota for quota in _groups(page) if _is_in(quota, chosen)]


def _groups(page: Any) -> Any:
    """Return the limited groups of a page, in the order of their keys."""
    return Quota.objects.filter(page_key=page.translation_key, places__isnull=False).order_by("pk")


def _is_in(quota: Quota, chosen: Mapping[str, set[str]]) -> bool:
    """Whether what was chosen belongs to a limited group."""
    return quota.option in chosen.get(quota.question_id, ())


def _held(submission: Submission) -> Any:
    """Return the counters in which a submission has a place."""
    if not submission.anonymous:
        return Quota.objects.filter(pk__in=HeldPlace.objects.filter(submission=submission).values("quota_id"))
    chosen = buckets_of(submission.version.stream, submission.answers)
    quotas = Quota.objects.filter(page_key=submission.page_key)
    held = [q.pk for q in quotas if q.question_id == WHOLE or q.option in chosen.get(q.question_id, ())]
    return Quota.objects.filter(pk__in=held)


def buckets_of(stream: "StreamValue", answers: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return the keys under which each countable question's answer is counted."""
    return {
        child.id: set(child.block.buckets(child.value, answers[child.id]))
        for child in questions_of(stream)
        if child.block.is_countable and child.id in answers
    }


def counter(page: Any, *, but: Collection[int]) -> Quota:
    """Return the counter of a whole page, begun with the answers that it has already but these."""
    key: uuid.UUID = page.translation_key
    found = Quota.objects.filter(page_key=key, question_id=WHOLE).first()
    if found is not None:
        return found
    before = rows_of(key).exclude(pk__in=but)
    row, is_new = Quota.objects.get_or_create(
        page_key=key, question_id=WHOLE, option="", defaults={"taken": before.count()}
    )
    if is_new:
        earlier = before.filter(anonymous=False).values_list("pk", flat=True)
        HeldPlace.objects.bulk_create(
            (HeldPlace(quota=row, submission_id=pk) for pk in earlier), batch_size=CHUNK
        )
    return row


def rows_of(page_key: uuid.UUID) -> Any:
    """Return the submissions of a page that count."""
    return Submission.objects.filter(page_key=page_key, state__in=COUNTED_STATES)


def is_full(page: Any) -> bool:
    """Whether the page has taken all the answers that its limit allows."""
    if not page.answer_limit:
        return False
    rows = Quota.objects.filter(page_key=page.translation_key, question_id=WHOLE)
    return rows.filter(taken__gte=page.answer_limit).exists()


def full_groups(page: Any) -> list[tuple[str, str]]:
    """Return question and option of the groups that have no place left."""
    if not page.category_limits:
        return []
    rows = Quota.objects.filter(page_key=page.translation_key, places__isnull=False, taken__gte=F("places"))
    return list(rows.exclude(question_id=WHOLE).order_by("pk").values_list("question_id", "option"))


def moved(submission: Submission, from_state: State, to_state: State) -> None:
    """Give the places of a submission back when a decision has it count no more; take them again if it does.

    What is restored may go beyond the limit: a moderator's decision is not refused for want of a place.
    """
    counted, counts = from_state in COUNTED_STATES, to_state in COUNTED_STATES
    if counted == counts:
        return
    held = _held(submission).values_list("question_id", "pk")
    # In the order in which they are taken, the whole page last.
    for _question, pk in sorted(held, key=lambda row: (row[0] == WHOLE, row[1])):
        row = Quota.objects.filter(pk=pk)
        if counts:
            row.update(taken=F("taken") + 1)
        else:
            row.filter(taken__gt=0).update(taken=F("taken") - 1)
