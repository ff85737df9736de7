"""Exports that take long: made by the worker, begun anew where a worker died, deleted when they expire."""

import logging
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F
from django.utils import timezone, translation

from forms.exports import files
from forms.exports.formats import make_format
from forms.exports.offer import chosen, offered
from forms.exports.rights import may_export_contacts, may_have
from forms.exports.writing import pieces
from forms.models import Export
from forms.moderation.filters import QueueFilters
from forms.moderation.scope import scope_of
from forms.moderation.text import matching

logger = logging.getLogger(__name__)

INTERVAL = timedelta(minutes=1)
# An export that has not moved for so long has lost its worker.
STALLED_AFTER = timedelta(minutes=2)
# One that ended its worker so often will do it again.
MOST_ATTEMPTS = 3
# A file that no row knows, and nobody has written to for so long, was left by a worker that died.
FORGOTTEN_AFTER = timedelta(hours=1)
TOUCH_SECONDS = 1.0
# So long it can be told who took what; then nobody asks any more.
KEPT_FOR = timedelta(days=365)


class TakenOver(Exception):
    """Another worker, which took this export for stalled, is at it."""


def enqueue(export: Export) -> None:
    """Have the worker make the file of a saved export."""
    from forms.tasks import run_export

    run_export.enqueue(export.pk)


def run(export_id: int) -> None:
    """Make a file from its beginning to its end; one that is finished is left alone."""
    claim = uuid.uuid4().hex
    taken = Export.objects.filter(pk=export_id, finished_at=None).update(
        claim=claim, attempts=F("attempts") + 1, touched_at=timezone.now(), done=0
    )
    if not taken:
        return
    export = Export.objects.select_related("by").get(pk=export_id)
    try:
        with translation.override(export.language):
            name, size = _make(export, claim)
    except TakenOver:
        return
    except files.DiskFull:
        _finish(export, claim, problem=Export.Problem.DISK_FULL)
        logger.error("Export %d: no room left on the disk", export.pk)
    except Refused as refusal:
        _finish(export, claim, problem=refusal.problem)
    else:
        expires = timezone.now() + timedelta(hours=settings.EXPORT_HOURS)
        if not _finish(export, claim, file=name, size=size, expires_at=expires):
            files.delete(name)


class Refused(Exception):
    """The file may not or cannot be made."""

    def __init__(self, problem: Export.Problem) -> None:
        """Keep why."""
        self.problem = problem
        super().__init__(problem)


def _make(export: Export, claim: str) -> tuple[str, int]:
    """Write the file with the rights that its author has now."""
    user = export.by
    if user is None or not may_have(user, export):
        raise Refused(Export.Problem.NO_RIGHT)
    scope = scope_of(user)
    filters = QueueFilters.from_json(export.filters)
    found = matching(filters, scope)
    if found.is_cut:
        raise Refused(Export.Problem.TOO_MANY)
    groups = offered(filters, scope, with_contacts=may_export_contacts(user))
    columns = chosen(groups, export.columns)
    total = found.rows.filter(pk__lte=export.up_to).order_by().count()
    _touch(export, claim, total=total)
    progress = Progress(export, claim)
    into = make_format(export.format)
    made = pieces(found.rows, columns, into, up_to=export.up_to, after_batch=progress.add)
    return files.keep(made, into.extension)


class Progress:
    """Says how far an export is, once a second at most."""

    def __init__(self, export: Export, claim: str) -> None:
        """Begin at nothing."""
        self._export, self._claim = export, claim
        self._done = 0
        self._said_at = time.monotonic()

    def add(self, number: int) -> None:
        """Count rows that are written; ``TakenOver`` if somebody else is at it."""
        self._done += number
        if time.monotonic() - self._said_at >= TOUCH_SECONDS:
            _touch(self._export, self._claim, done=self._done)
            self._said_at = time.monotonic()


def _touch(export: Export, claim: str, **values: Any) -> None:
    mine = Export.objects.filter(pk=export.pk, claim=claim, finished_at=None)
    if not mine.update(touched_at=timezone.now(), **values):
        raise TakenOver


def _finish(export: Export, claim: str, **values: Any) -> bool:
    """End it, unless somebody else is at it; return whether it was ours."""
    if "file" in values:
        values["done"] = F("total")
    mine = Export.objects.filter(pk=export.pk, claim=claim, finished_at=None)
    return bool(mine.update(finished_at=timezone.now(), **values))


def keep_up() -> None:
    """Take up what lost its worker, delete what has expired and files that nobody knows."""
    _resume_stalled()
    _expire()
    _sweep()
    Export.objects.filter(created_at__lt=timezone.now() - KEPT_FOR, file="").delete()


def _resume_stalled() -> None:
    now = timezone.now()
    stalled = Export.objects.filter(in_worker=True, finished_at=None, touched_at__lt=now - STALLED_AFTER)
    stalled.filter(attempts__gte=MOST_ATTEMPTS).update(finished_at=now, problem=Export.Problem.FAILED)
    for export in list(stalled.only("pk")):
        Export.objects.filter(pk=export.pk).update(touched_at=now)
        enqueue(export)


def _expire() -> None:
    gone = Export.objects.exclude(file="").filter(expires_at__lte=timezone.now())
    for export in list(gone.only("pk", "file")):
        files.delete(export.file)
        Export.objects.filter(pk=export.pk).update(file="")


def _sweep() -> None:
    """Delete files that were left half made, or whole and unknown, by a worker that died."""
    before = timezone.now() - FORGOTTEN_AFTER
    known = set(Export.objects.exclude(file="").values_list("file", flat=True))
    for path in files.folder().iterdir():
        try:
            written_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except FileNotFoundError:
            continue
        if path.name not in known and written_at < before:
            path.unlink(missing_ok=True)
