"""What moderators and residents do goes on whatever is broken, and nothing of it is lost."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from elasticsearch import Elasticsearch
from pytest_django.fixtures import Settings

from forms.exports import jobs as export_jobs
from forms.mail import send_waiting
from forms.models import Decision, Export, OutgoingMail, Submission
from forms.moderation import bulk
from forms.moderation.services import hide, publish
from forms.record.verify import problems
from forms.rules.reminders import queue_reminders
from pages.models import CallForIdeas
from portal.search import engine, indices
from portal.search.drain import drain
from portal.search.models import IndexEntry
from portal.search.registry import Index
from portal.work.jobs import run_due
from portal.work.models import JobRun
from portal.work.registry import register_job
from tests.factories import moderation
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.faults.desk import assert_decided_once, assert_mailed_once, many, publish_all
from tests.faults.figures import Figures
from tests.forms.browser import answer
from tests.forms.exports.test_export_jobs import files_of_at_most
from tests.forms.moderation.conftest import decide, idea, signed_in
from tests.forms.post_office import post_office, silent_post_office
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db

ADDRESS = "ana@example.org"
# For one decision on a machine that is busy with other tests; a mail server's silence is longer.
AT_ONCE = 8.0


@pytest.fixture
def call(search_index: SearchIndex) -> CallForIdeas:
    page = call_for_ideas("Appel")
    search_index.drain()
    return page


def mail_server(settings: Settings, port: int) -> None:
    """Have mail go to a server on this machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 1


@pytest.mark.parametrize("fault", ["refuses", "hangs"])
def test_with_the_mail_server_down_everybody_goes_on_and_mail_goes_once_afterwards(
    client: Client, call: CallForIdeas, settings: Settings, figures: Figures, fault: str
) -> None:
    moderator = moderation.moderator(call)
    desk = signed_in(Client(), moderator)
    rows = many(call, 20)
    with post_office() as shut:
        pass
    with silent_post_office() as silent:
        mail_server(settings, silent if fault == "hangs" else shut.port)
        took = []
        for row in rows[:3]:
            began = time.perf_counter()
            assert decide(desk, row, "publish").status_code == 303
            took.append(time.perf_counter() - began)
        began = time.perf_counter()
        sent = answer(client, call, {"title": "Pendant la panne", "contact_email": ADDRESS})
        took.append(time.perf_counter() - began)
        assert sent.status_code == 303
        assert max(took) < AT_ONCE
        bulk.run(publish_all(call, rows, moderator).pk)
        assert send_waiting() == 0
    assert_decided_once(rows)
    waited = OutgoingMail.objects.filter(sent_at=None, failed_at=None).count()
    assert waited == len(rows) + 1
    OutgoingMail.objects.update(not_before=timezone.now())
    with post_office() as office:
        settings.EMAIL_PORT = office.port
        assert send_waiting() == waited
        assert send_waiting() == 0
    assert assert_mailed_once(rows, office.received) == 0
    figures(decided=len(rows), queued=waited, delivered=len(office.received), slowest_s=f"{max(took):.2f}")


@pytest.fixture
def full_index(search_index: SearchIndex) -> Iterator[Elasticsearch]:
    """The indices, which take nothing more: as Elasticsearch does when its disk is nearly full."""
    names = [name for index in Index for name in indices.names(search_index.client, index)]

    def block(value: bool | None) -> None:
        search_index.client.indices.put_settings(
            index=names, settings={"index.blocks.read_only_allow_delete": value}
        )

    block(True)
    yield search_index.client
    block(None)


def test_with_elasticsearch_full_nothing_is_lost_and_all_is_indexed_afterwards(
    client: Client,
    call: CallForIdeas,
    search_index: SearchIndex,
    figures: Figures,
    request: pytest.FixtureRequest,
) -> None:
    before, hidden = send(call, {"title": "Avant"}), send(call, {"title": "À cacher"})
    publish(before, by=None)
    publish(hidden, by=None)
    search_index.drain()
    server = request.getfixturevalue("full_index")
    for number in range(5):
        assert answer(client, call, {"title": f"Pendant {number}"}).status_code == 303
    during = list(Submission.objects.filter(title__startswith="Pendant"))
    for row in during:
        publish(row, by=None)
    hide(hidden, by=None, reason="off_topic")
    drained = drain()
    assert drained.kept or drained.server_down
    kept = IndexEntry.objects.count()
    assert kept
    # A reader is shown nothing that is not public, though the index still has it.
    found = client.get("/recherche/", {"q": "cacher", "format": "json"}).json()
    assert found["results"] == []
    names = [name for index in Index for name in indices.names(server, index)]
    server.indices.put_settings(index=names, settings={"index.blocks.read_only_allow_delete": None})
    engine.breaker.succeeded()
    IndexEntry.objects.update(not_before=None)
    search_index.drain()
    assert not IndexEntry.objects.exists()
    indexed = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert indexed == {f"contribution-{row.pk}" for row in (before, *during)}
    assert list(problems()) == []
    figures(acknowledged=5, stored=len(during), kept_in_queue=kept, indexed=len(indexed))


def test_with_the_disk_full_an_export_leaves_nothing_and_works_afterwards(
    call: CallForIdeas, settings: Settings, tmp_path: Path, figures: Figures
) -> None:
    settings.EXPORT_ROOT = tmp_path
    rows = many(call, 50)
    moderator = moderation.moderator(call)

    def asked_for() -> Export:
        return Export.objects.create(
            by=moderator,
            format="csv",
            filters={"state": "all"},
            columns=["number", "title"],
            sections=[str(call.translation_key)],
            up_to=max(row.pk for row in rows),
            in_worker=True,
        )

    full = asked_for()
    with files_of_at_most(200):
        export_jobs.run(full.pk)
    full.refresh_from_db()
    assert (full.problem, full.file) == (Export.Problem.DISK_FULL, "")
    assert list(tmp_path.iterdir()) == []
    again = asked_for()
    export_jobs.run(again.pk)
    again.refresh_from_db()
    assert again.problem == ""
    lines = (tmp_path / again.file).read_text("utf-8-sig").splitlines()
    assert len(lines) == len(rows) + 1
    figures(rows=len(rows), files_after_the_fault=0, lines_afterwards=len(lines) - 1)


def test_when_the_clock_goes_back_work_goes_on_in_order_and_nothing_is_told_twice(
    call: CallForIdeas,
    search_index: SearchIndex,
    monkeypatch: pytest.MonkeyPatch,
    figures: Figures,
) -> None:
    moderator = moderation.moderator(call)
    old = idea(call, "Ancienne", received_at=timezone.now() - timedelta(days=30))
    ran: list[datetime] = []
    register_job("test of the clock", timedelta(days=1), lambda: ran.append(timezone.now()))
    first = send(call, {"title": "Avant"}, contact_email=ADDRESS)
    publish(first, by=moderator)
    assert queue_reminders() == 1
    run_due()
    send_waiting()

    class EarlierClock(datetime):
        """The clock, three days ago."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - timedelta(days=3)

    monkeypatch.setattr(timezone, "datetime", EarlierClock)
    second = send(call, {"title": "Après"}, contact_email=ADDRESS)
    publish(second, by=moderator)
    hide(first, by=moderator, reason="off_topic")
    # The reminder of before the step holds.
    assert queue_reminders() == 0
    # A job that would wait for three days more runs at once.
    run_due()
    assert len(ran) == 2
    assert JobRun.objects.get(name="test of the clock").due_at <= timezone.now() + timedelta(days=1)
    # What is new goes at once, and what has gone does not go again.
    send_waiting()
    assert OutgoingMail.objects.filter(sent_at=None).count() == 0
    assert len(mail.outbox) == OutgoingMail.objects.count()
    numbers = list(Decision.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == sorted(numbers)
    assert list(problems()) == []
    search_index.drain()
    indexed = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert indexed == {f"contribution-{second.pk}"}
    assert Submission.objects.get(pk=old.pk).state == "pending"
    figures(decisions=len(numbers), messages=len(mail.outbox), indexed=len(indexed))
