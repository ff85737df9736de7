"""Files that the worker makes."""

import datetime
import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from forms.exports import jobs
from forms.models import Export, ModerationRight, Submission
from pages.models import CallForIdeas
from tests.factories import moderation
from tests.factories.forms import send
from tests.forms.exports.test_export_screen import ALL, body, export_url
from tests.forms.moderation.conftest import signed_in


def address(name: str, export: Export) -> str:
    """Return the address of a screen about an export."""
    return reverse(f"wagtailsnippets_forms_submission:{name}", args=[export.pk])


@pytest.fixture
def export(desk: Client, page: CallForIdeas, received: Submission, settings: Settings) -> Export:
    """An export that is too long to be sent at once, which no worker has begun."""
    settings.EXPORT_INLINE_LIMIT = 1
    send(page, {"title": "Une autre"})
    answer = desk.post(export_url(ALL), {"columns": ["number", "title"], "format": "csv"})
    made = Export.objects.get()
    assert (answer.status_code, answer.url) == (303, address("export_job", made))
    return made


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let this process write no longer file, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_long_export_is_followed_and_then_fetched(desk: Client, export: Export) -> None:
    waiting = desk.get(address("export_job", export)).content.decode()
    assert "Under way." in waiting
    assert "<progress" in waiting
    assert "Refresh" in waiting

    jobs.run(export.pk)

    assert "Ready." in desk.get(address("export_job", export)).content.decode()
    file = desk.get(address("export_file", export))
    assert body(file).decode("utf-8-sig").splitlines()[0] == "Number;Title"
    assert "no-store" in file["Cache-Control"]
    assert file["Content-Disposition"].startswith("attachment")


def test_the_file_lies_where_its_owner_alone_reads_it(export: Export, empty_folder: Path) -> None:
    jobs.run(export.pk)

    (file,) = empty_folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert empty_folder.stat().st_mode & 0o077 == 0


def test_the_file_is_for_its_author_alone(client: Client, export: Export) -> None:
    jobs.run(export.pk)
    other = signed_in(client, moderation.superuser())

    assert other.get(address("export_file", export)).status_code == 404
    assert other.get(address("export_job", export)).status_code == 404


def test_who_lost_the_section_loses_the_file(desk: Client, export: Export, page: CallForIdeas) -> None:
    jobs.run(export.pk)
    right = ModerationRight.objects.get(page=page)
    right.page = page.get_parent()
    right.save()
    assert desk.get(address("export_file", export)).status_code == 200

    right.delete()

    assert desk.get(address("export_file", export)).status_code == 403


def test_who_lost_the_section_before_it_was_made_gets_no_file(export: Export, empty_folder: Path) -> None:
    ModerationRight.objects.all().delete()

    jobs.run(export.pk)

    export.refresh_from_db()
    assert export.problem == Export.Problem.NO_RIGHT
    assert not list(empty_folder.iterdir())


def test_the_file_expires_and_is_deleted(
    desk: Client, export: Export, empty_folder: Path, settings: Settings
) -> None:
    settings.EXPORT_HOURS = 24
    jobs.run(export.pk)
    export.refresh_from_db()
    assert export.expires_at
    assert datetime.timedelta(hours=23) < export.expires_at - timezone.now() <= datetime.timedelta(hours=24)
    jobs.keep_up()
    assert list(empty_folder.iterdir())

    Export.objects.update(expires_at=timezone.now())

    # Already before the worker comes by.
    assert desk.get(address("export_file", export)).status_code == 302
    jobs.keep_up()
    assert not list(empty_folder.iterdir())
    assert "The file has been deleted." in desk.get(address("export_job", export)).content.decode()


def test_a_full_disk_leaves_a_clear_word_and_no_half_file(
    desk: Client, export: Export, empty_folder: Path
) -> None:
    with files_of_at_most(20):
        jobs.run(export.pk)

    assert not list(empty_folder.iterdir())
    html = desk.get(address("export_job", export)).content.decode()
    assert "There is no file." in html
    assert "no room left" in html
    assert desk.get(address("export_file", export)).status_code == 302


def test_an_export_whose_worker_died_is_begun_anew(export: Export, empty_folder: Path) -> None:
    Export.objects.update(
        claim="gone", done=1, attempts=1, touched_at=timezone.now() - 2 * jobs.STALLED_AFTER
    )

    jobs.keep_up()
    export.refresh_from_db()
    assert timezone.now() - export.touched_at < jobs.STALLED_AFTER
    jobs.run(export.pk)

    export.refresh_from_db()
    assert (export.done, export.total, export.problem) == (2, 2, "")


def test_an_export_that_ends_its_worker_again_and_again_is_given_up(export: Export) -> None:
    Export.objects.update(attempts=jobs.MOST_ATTEMPTS, touched_at=timezone.now() - 2 * jobs.STALLED_AFTER)

    jobs.keep_up()

    export.refresh_from_db()
    assert export.problem == Export.Problem.FAILED


def test_of_two_workers_the_one_that_took_over_ends_the_file(
    export: Export, empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "TOUCH_SECONDS", 0.0)
    add = jobs.Progress.add
    begun: list[Any] = []

    def taken_over(self: jobs.Progress, number: int) -> None:
        if not begun:
            begun.append(self)
            jobs.run(export.pk)
        add(self, number)

    monkeypatch.setattr(jobs.Progress, "add", taken_over)
    jobs.run(export.pk)

    export.refresh_from_db()
    assert [file.name for file in empty_folder.iterdir()] == [export.file]
    assert export.attempts == 2


def test_what_a_dead_worker_left_on_the_disk_is_swept_away(export: Export, empty_folder: Path) -> None:
    jobs.run(export.pk)
    for name, age in (("old.csv.part", 7_200), ("new.csv.part", 5)):
        path = empty_folder / name
        path.write_bytes(b"half")
        os.utime(path, (time.time() - age,) * 2)

    jobs.keep_up()

    export.refresh_from_db()
    assert {file.name for file in empty_folder.iterdir()} == {export.file, "new.csv.part"}


def test_who_took_what_is_forgotten_after_a_year(export: Export) -> None:
    jobs.run(export.pk)
    Export.objects.update(expires_at=timezone.now())
    jobs.keep_up()
    assert Export.objects.exists()

    Export.objects.update(created_at=timezone.now() - jobs.KEPT_FOR - datetime.timedelta(days=1))
    jobs.keep_up()

    assert not Export.objects.exists()
