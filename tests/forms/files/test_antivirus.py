"""Files wait for the antivirus: a real clamd with a signature of its own."""

import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from forms.files import clamd
from forms.files.checking import check_files
from forms.files.checks import antivirus as deploy_check
from forms.files.storage import vault
from forms.models import Attachment, Note, Submission
from forms.models.attachment import Check
from tests.factories.moderation import superuser
from tests.forms.browser import fill_in, held, text_of
from tests.forms.files.antivirus import NAME, VIRUS, Antivirus, running_antivirus
from tests.forms.files.making import PDF, asking_for_files, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def daemon() -> Iterator[Antivirus]:
    """Start clamd once for all tests of this module."""
    with running_antivirus() as started:
        yield started


@pytest.fixture(autouse=True)
def configured(daemon: Antivirus, settings: Any) -> None:
    """Have the portal know it."""
    settings.CLAMD_SOCKET = daemon.socket


@pytest.fixture
def desk(client: Client) -> Client:
    """Sign in somebody who may read everything."""
    client.force_login(superuser())
    return client


def sent_file(content: bytes, name: str = "plan.pdf") -> Attachment:
    """Send a form with one file and return it."""
    client = Client()
    page = asking_for_files()
    data = {**fill_in(client, page, {"title": "Un banc"}), "q-files": [upload(content, name)]}
    assert client.post(page.get_url(), data).status_code == 303
    return Attachment.objects.exclude(submission=None).latest("submission_id")


def address(file: Attachment) -> str:
    return reverse("attachment", args=[file.pk])


def test_the_daemon_tells_a_clean_file_from_one_with_a_virus() -> None:
    assert clamd.answers()
    assert clamd.scan(io.BytesIO(PDF)) == ""
    assert clamd.scan(io.BytesIO(b"")) == ""
    assert clamd.scan(io.BytesIO(b"x" * 200_000 + VIRUS)) == NAME


def test_a_file_that_it_does_not_take_is_neither_clean_nor_infected() -> None:
    with pytest.raises(clamd.NotScanned):
        clamd.scan(io.BytesIO(b"x" * 1_100_000))


def test_nobody_reads_a_file_before_it_is_checked(desk: Client) -> None:
    file = sent_file(PDF)
    assert desk.get(address(file)).status_code == 404
    inspect = desk.get(file.submission.admin_url)  # type: ignore[union-attr]
    assert address(file) not in inspect.content.decode()
    assert "plan.pdf" in text_of(inspect)
    assert check_files() == 1
    file.refresh_from_db()
    assert (file.check_state, file.retry_at) == (Check.CLEAN, None)
    response = desk.get(address(file))
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
    assert address(file) in desk.get(file.submission.admin_url).content.decode()  # type: ignore[union-attr]
    # It is asked once.
    assert check_files() == 0


def test_an_infected_file_is_deleted_and_the_moderators_are_told(desk: Client) -> None:
    file = sent_file(PDF + VIRUS)
    stored = vault.path_of(file.file)
    assert stored.exists()
    assert check_files() == 1
    file.refresh_from_db()
    assert (file.check_state, file.finding, file.file) == (Check.INFECTED, NAME, "")
    note = Note.objects.get(submission=file.submission)
    assert "plan.pdf" in note.text
    assert NAME in note.text
    assert desk.get(address(file)).status_code == 404


def test_nothing_of_it_stays_on_the_disk(django_capture_on_commit_callbacks: Any) -> None:
    stored = vault.path_of(sent_file(PDF + VIRUS).file)
    with django_capture_on_commit_callbacks(execute=True):
        check_files()
    assert not stored.exists()


def test_one_that_was_deleted_while_it_was_held_cannot_be_sent(client: Client) -> None:
    page = asking_for_files()
    data = {**fill_in(client, page, {"title": ""}), "q-files": [upload(PDF + VIRUS, "plan.pdf")]}
    response = client.post(page.get_url(), data)
    assert response.status_code == 422
    assert check_files() == 1
    back = client.post(page.get_url(), {**held(response), "q-title": "Un banc"})
    assert back.status_code == 422
    assert "“plan.pdf”" in text_of(back)
    # It is no longer in the form: sent again, the answer goes without it.
    assert client.post(page.get_url(), held(back)).status_code == 303
    assert "files" not in Submission.objects.get().answers


def test_while_the_daemon_is_down_files_wait_and_are_checked_later(daemon: Antivirus, desk: Client) -> None:
    file = sent_file(PDF)
    daemon.stop()
    try:
        assert not clamd.answers()
        assert [message.id for message in deploy_check(None)] == ["forms.W001"]
        assert check_files() == 0
        assert desk.get(address(file)).status_code == 404
    finally:
        daemon.start()
    assert deploy_check(None) == []
    assert check_files() == 1
    assert desk.get(address(file)).status_code == 200


def test_a_file_that_could_not_be_checked_lets_the_others_go_first() -> None:
    heavy = sent_file(PDF + b"x" * 1_100_000, "lourd.pdf")
    light = sent_file(PDF)
    assert check_files() == 1
    heavy.refresh_from_db()
    light.refresh_from_db()
    assert (heavy.check_state, light.check_state) == (Check.UNCHECKED, Check.CLEAN)
    assert heavy.retry_at is not None
    assert heavy.retry_at > timezone.now() + timedelta(minutes=5)
    assert not heavy.is_readable


def test_a_daemon_that_hangs_up_or_talks_nonsense_changes_nothing(settings: Any, tmp_path: Any) -> None:
    file = sent_file(PDF)
    for wrong in ("tcp://127.0.0.1:1", f"unix:{tmp_path}/nobody.ctl"):
        settings.CLAMD_SOCKET = wrong
        assert check_files() == 0
    file.refresh_from_db()
    assert file.check_state == Check.UNCHECKED
    assert not file.is_readable


def test_without_an_antivirus_files_are_read_at_once_and_the_check_says_so(
    settings: Any, desk: Client
) -> None:
    settings.CLAMD_SOCKET = ""
    file = sent_file(PDF)
    assert desk.get(address(file)).status_code == 200
    assert check_files() == 0
    (message,) = deploy_check(None)
    assert message.id == "forms.I001"
    assert "CLAMD_SOCKET" in message.msg
    # Not a warning: a portal without uploads needs none.
    call_command("check", deploy=True, tags=["security"], fail_level="ERROR")
