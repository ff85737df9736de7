"""One decision for many submissions: each in its own transaction, resumed where it was cut off."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from forms.enums import Action
from forms.models import BulkJob, BulkProblem, Submission
from forms.moderation.filters import QueueFilters
from forms.moderation.scope import Scope, scope_of
from forms.moderation.services import TransitionRefused, act

CHUNK = 200
# A job that has not moved for so long has lost its worker.
STALLED_AFTER = timedelta(minutes=2)
RESUME_INTERVAL = timedelta(minutes=1)

Item = tuple[int, int]


def start(job: BulkJob) -> None:
    """Begin a saved job: here if it is small, else in the worker."""
    from forms.tasks import run_bulk_job

    if job.total <= settings.BULK_INLINE_LIMIT:
        run(job.pk)
    else:
        run_bulk_job.enqueue(job.pk)


def resume_stalled() -> int:
    """Hand jobs that no longer move to the worker again, and return how many there were."""
    from forms.tasks import run_bulk_job

    before = timezone.now() - STALLED_AFTER
    stalled = BulkJob.objects.filter(finished_at=None, touched_at__lt=before)
    keys = list(stalled.values_list("pk", flat=True))
    for pk in keys:
        BulkJob.objects.filter(pk=pk).update(touched_at=timezone.now())
        run_bulk_job.enqueue(pk)
    return len(keys)


def run(job_id: int) -> None:
    """Decide on what is left of a job. Two that run the same one share its rows between them."""
    job = BulkJob.objects.select_related("by").get(pk=job_id)
    if job.finished_at is not None:
        return
    scope = scope_of(job.by)
    profile = UserProfile.objects.filter(user=job.by).first()
    with translation.override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        while items := list(_next_items(job, scope)):
            rows = scope.submissions().in_bulk([pk for pk, _revision in items])
            for pk, revision in items:
                _decide(job, pk, revision, rows.get(pk))
            job.refresh_from_db(fields=["position"])
    BulkJob.objects.filter(pk=job_id, finished_at=None).update(finished_at=timezone.now())


def _next_items(job: BulkJob, scope: Scope) -> Iterator[Item]:
    """Yield the next rows after the job's position, in the order of their ids."""
    if job.items is not None:
        left = ((pk, revision) for pk, revision in job.items if pk > job.position)
        yield from (item for item, _n in zip(left, range(CHUNK), strict=False))
        return
    rows = filtered(QueueFilters.from_json(job.filters), scope, job.up_to)
    yield from rows.filter(pk__gt=job.position).order_by("pk").values_list("pk", "revision")[:CHUNK]


def filtered(filters: QueueFilters, scope: Scope, up_to: int) -> "QuerySet[Submission]":
    """Return the rows of a choice without words, as far as they were there when it was counted."""
    return filters.apply(scope.submissions()).filter(pk__lte=up_to)


def _decide(job: BulkJob, pk: int, revision: int, submission: Submission | None) -> None:
    """Decide on one row and move the job past it, in one transaction."""
    with transaction.atomic():
        current = BulkJob.objects.select_for_update().get(pk=job.pk)
        if current.finished_at is not None or current.position >= pk:
            # Another worker, which took the job for stalled, has done this one.
            return
        problem = _try(current, revision, submission)
        if problem:
            BulkProblem.objects.create(job=current, submission_id=pk, text=problem[:255])
        else:
            current.done += 1
        current.position = pk
        current.touched_at = timezone.now()
        current.save(update_fields=["done", "position", "touched_at"])


def _try(job: BulkJob, revision: int, submission: Submission | None) -> str:
    """Decide, and return what is in the way if it could not be done."""
    if submission is None:
        return _("It is no longer in your sections.")
    try:
        with transaction.atomic():
            act(
                submission,
                Action(job.action),
                by=job.by,
                reason=job.reason,
                message=job.message,
                expected_revision=revision,
            )
    except TransitionRefused as refusal:
        return str(refusal)
    return ""
