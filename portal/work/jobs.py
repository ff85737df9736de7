"""Running what is due, once over all workers."""

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError
from django.db.models import Q
from django.utils import timezone

from portal.work.models import JobRun
from portal.work.registry import Job, jobs

logger = logging.getLogger(__name__)


def run_due() -> list[str]:
    """Run each job that is due and that no other worker has claimed; return their names.

    A job that fails is logged and comes again after its interval. Errors of the database's
    connection are raised: whoever calls waits and connects anew.
    """
    now = timezone.now()
    due_at = dict(JobRun.objects.filter(due_at__gt=now).values_list("name", "due_at"))
    return [
        job.name
        for job in jobs()
        if (job.name not in due_at or _is_beyond(due_at[job.name], job, now)) and _claim(job) and _run(job)
    ]


def _is_beyond(due_at: datetime, job: Job, now: datetime) -> bool:
    """Whether a job waits for longer than its interval: the clock has gone back since it last ran."""
    return due_at > now + job.interval


def _claim(job: Job) -> bool:
    """Take the job's turn; False if it is not due (any more) because another worker was faster."""
    now = timezone.now()
    JobRun.objects.get_or_create(name=job.name, defaults={"due_at": now})
    due = JobRun.objects.filter(Q(due_at__lte=now) | Q(due_at__gt=now + job.interval), name=job.name)
    return bool(due.update(due_at=now + job.interval))


def _run(job: Job) -> bool:
    """Run the job and note how it ended."""
    error = ""
    try:
        job.run()
    except (OperationalError, InterfaceError):
        # The connection is gone, nothing was noted: whoever claims next, after the interval.
        raise
    except Exception as failure:
        logger.exception("Job %s failed", job.name)
        error = type(failure).__name__[:100]
    JobRun.objects.filter(name=job.name).update(finished_at=timezone.now(), error=error)
    return True
