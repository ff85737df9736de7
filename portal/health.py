"""Whether this process lives, and whether the portal is ready."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.search import engine, indices, registry
from portal.search.models import IndexEntry
from portal.work.models import WorkerBeat
from portal.work.worker import BEAT_SECONDS

WORKER_SILENCE = timedelta(seconds=BEAT_SECONDS * 3)
QUEUE_AGE = timedelta(minutes=5)

Check = dict[str, Any]


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer that the process takes requests. It asks nothing of anybody."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say what the portal stands on and how that is.

    503 ("unready") if requests cannot be answered: no database, or one that lacks migrations. With
    200, "degraded" says that residents are served but something needs an operator: the search is
    reduced, no worker lives, or the index queue waits too long.
    """
    checks: dict[str, Check] = {"database": _guarded(_database)}
    vital = checks["database"]["ok"]
    if vital:
        checks["migrations"] = _guarded(_migrations)
        vital = checks["migrations"]["ok"]
    checks["search"] = _guarded(_search)
    if vital:
        checks["worker"] = _guarded(_worker)
        checks["queue"] = _guarded(_queue)
    whole = all(check["ok"] for check in checks.values())
    status = "ready" if whole else "degraded" if vital else "unready"
    return JsonResponse({"status": status, "checks": checks}, status=200 if vital else 503)


def _guarded(check: Callable[[], Check]) -> Check:
    """Run a check; an outage is an answer, too. Its text may name hosts and stays out."""
    start = time.monotonic()
    try:
        result = check()
    except (DatabaseError, *engine.OUTAGE, engine.SearchUnavailable) as error:
        result = {"ok": False, "error": type(error).__name__}
    return {**result, "milliseconds": round((time.monotonic() - start) * 1000)}


def _database() -> Check:
    """Ask the database for anything at all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {"ok": True, "vendor": connection.vendor}


class Migrated:
    """Remembers that the database has every migration: it cannot lose one while we run."""

    complete = False


def _migrations() -> Check:
    """Count the migrations that the database lacks."""
    if Migrated.complete:
        return {"ok": True, "missing": 0}
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    Migrated.complete = not missing
    return {"ok": not missing, "missing": missing}


def _search() -> Check:
    """Ask Elasticsearch for its indices, unless none is configured or it did not answer just now."""
    if not engine.is_configured():
        return {"ok": True, "engine": "database"}
    if not engine.breaker.allows():
        return {"ok": False, "engine": "elasticsearch", "error": "paused"}
    try:
        client = engine.request_client()
        missing = [
            str(index) for index in registry.Index if not indices.exists(client, indices.alias_of(index))
        ]
    except engine.OUTAGE:
        engine.breaker.failed()
        raise
    engine.breaker.succeeded()
    return {"ok": not missing, "engine": "elasticsearch", "missing": missing}


def _worker() -> Check:
    """Tell how long ago a worker was heard of."""
    seen = WorkerBeat.objects.values_list("seen_at", flat=True).first()
    if seen is None:
        return {"ok": not engine.is_configured(), "silent_seconds": None}
    silence = timezone.now() - seen
    return {"ok": silence < WORKER_SILENCE, "silent_seconds": round(silence.total_seconds())}


def _queue() -> Check:
    """Tell how long the oldest entry of the index queue has waited."""
    oldest = IndexEntry.objects.aggregate(oldest=Min("created_at"))["oldest"]
    age = timezone.now() - oldest if oldest else timedelta()
    return {"ok": age < QUEUE_AGE, "oldest_seconds": round(age.total_seconds())}
