"""The portal's own periodic jobs."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from portal.ratelimit.services import forget_old_windows
from portal.share.services import forget_old_pictures
from portal.work.models import WorkerBeat
from portal.work.registry import register_job

FORGET_WORKERS_AFTER = timedelta(days=1)
KEEP_TASK_RESULTS_DAYS = 7


def register() -> None:
    """Give the worker the jobs of this room."""
    register_job("publish scheduled pages", timedelta(minutes=1), publish_scheduled)
    register_job("clear sessions", timedelta(days=1), clear_sessions)
    register_job("forget rate windows", timedelta(hours=1), forget_old_windows)
    register_job("forget workers", timedelta(days=1), forget_workers)
    register_job("forget pictures of shared pages", timedelta(days=1), forget_old_pictures)
    if runs_tasks_in_database():
        register_job("clear task results", timedelta(days=1), clear_task_results)


def runs_tasks_in_database() -> bool:
    """Whether tasks wait in the database for a process of their own (not so on SQLite)."""
    return settings.TASKS["default"]["BACKEND"] == "django_tasks_db.DatabaseBackend"


def publish_scheduled() -> None:
    """Publish and unpublish the pages whose time has come."""
    call_command("publish_scheduled")


def clear_sessions() -> None:
    """Delete sessions that have expired."""
    call_command("clearsessions")


def forget_workers() -> None:
    """Delete the rows of workers that have been gone for long."""
    WorkerBeat.objects.filter(seen_at__lt=timezone.now() - FORGET_WORKERS_AFTER).delete()


def clear_task_results() -> None:
    """Delete the results of tasks that ended long ago."""
    call_command("prune_db_task_results", min_age_days=KEEP_TASK_RESULTS_DAYS, verbosity=0)
