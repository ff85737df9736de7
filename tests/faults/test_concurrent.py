"""Several processes at the queue at once, on connections of their own."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connections, transaction

from forms.models import Submission
from forms.moderation.services import hide, publish, restore
from pages.models import CallForIdeas
from portal.search import rebuild, registry, send
from portal.search.drain import drain
from portal.search.models import IndexEntry
from portal.search.queue import enqueue
from portal.search.registry import Index
from tests.factories.forms import send as send_form
from tests.factories.pages import call_for_ideas
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db(transaction=True)

DEADLINE = 60.0


@pytest.fixture
def call(search_index: SearchIndex) -> CallForIdeas:
    page = call_for_ideas("Appel")
    # The home page comes with the migrations: an emptied index is not told of it.
    enqueue(page.get_parent())
    drain()
    return page


Start = Callable[[Callable[[], object]], "Future[object]"]


@pytest.fixture
def beside() -> Iterator[Start]:
    """Run something in a thread with a database connection of its own."""
    with ThreadPoolExecutor(4) as pool:

        def start(work: Callable[[], object]) -> "Future[object]":
            def run() -> object:
                try:
                    return work()
                finally:
                    connections.close_all()

            return pool.submit(run)

        yield start


def no_difference() -> None:
    out = StringIO()
    call_command("search_check", stdout=out)
    assert out.getvalue() == "public: no difference\ndesk: no difference\nWaiting in the queue: 0\n"


def test_two_drains_at_once_share_the_queue_and_the_last_state_wins(
    call: CallForIdeas, search_index: SearchIndex, beside: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send, "BATCH", 7)
    submissions = [send_form(call, {"title": f"Idée {number}"}) for number in range(30)]

    def moderate() -> None:
        for submission in submissions:
            publish(submission, by=None)
        for submission in submissions[::2]:
            hide(submission, by=None, reason="off_topic")
        for submission in submissions[::4]:
            restore(submission, by=None)

    moderating = beside(moderate)

    def work() -> None:
        while not moderating.done():
            drain()
        drain()

    for working in (beside(work), beside(work)):
        working.result(DEADLINE)
    moderating.result(DEADLINE)
    drain()
    no_difference()
    public = {s.pk for s in Submission.objects.filter(state="published")}
    contributions = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert contributions == {f"contribution-{pk}" for pk in public}
    assert len(public) == 23


def test_entries_that_one_process_holds_are_left_to_it(
    call: CallForIdeas, search_index: SearchIndex, beside: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, go_on = threading.Event(), threading.Event()
    real = registry.source("submission")
    first = send_form(call, {"title": "Une fontaine"})

    def slowly(rows):  # type: ignore[no-untyped-def]
        held.set()
        assert go_on.wait(DEADLINE)
        return real.load(rows)

    from dataclasses import replace

    monkeypatch.setitem(registry._sources, "submission", replace(real, load=slowly))
    one = beside(drain)
    assert held.wait(DEADLINE)
    monkeypatch.setitem(registry._sources, "submission", real)
    second = send_form(call, {"title": "Une autre"})
    assert beside(drain).result(DEADLINE).done == 1  # type: ignore[attr-defined]
    assert search_index.indexed(Index.DESK) == {f"submission-{second.pk}"}
    go_on.set()
    one.result(DEADLINE)
    assert search_index.indexed(Index.DESK) == {f"submission-{s.pk}" for s in (first, second)}
    assert not IndexEntry.objects.exists()


def test_a_change_committed_late_is_not_overtaken_by_an_entry_written_after_it(
    call: CallForIdeas, search_index: SearchIndex, beside: Start
) -> None:
    submission = send_form(call, {"title": "Une fontaine"})
    drain()
    written, commit = threading.Event(), threading.Event()

    def change_slowly() -> None:
        with transaction.atomic():
            publish(submission, by=None)
            written.set()
            assert commit.wait(DEADLINE)

    changing = beside(change_slowly)
    assert written.wait(DEADLINE)
    # An entry with a higher key, drained while the change is not visible yet.
    enqueue(submission)
    search_index.drain()
    assert f"contribution-{submission.pk}" not in search_index.indexed()
    commit.set()
    changing.result(DEADLINE)
    search_index.drain()
    assert f"contribution-{submission.pk}" in search_index.indexed()
    no_difference()


def test_a_worker_that_read_long_ago_does_not_bring_back_what_was_hidden(
    call: CallForIdeas, search_index: SearchIndex, beside: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = send_form(call, {"title": "Une fontaine"})
    publish(submission, by=None)
    read, go_on = threading.Event(), threading.Event()
    real = registry.source("contribution")

    def document(row: Submission) -> registry.Document:
        """Stop between reading the row and sending its document."""
        read.set()
        assert go_on.wait(DEADLINE)
        return real.document(row)

    from dataclasses import replace

    monkeypatch.setitem(registry._sources, "contribution", replace(real, document=document))
    slow = beside(drain)
    assert read.wait(DEADLINE)
    monkeypatch.setitem(registry._sources, "contribution", real)
    hide(submission, by=None, reason="personal_data")
    drain()
    go_on.set()
    slow.result(DEADLINE)
    drain()
    assert f"contribution-{submission.pk}" not in search_index.indexed()
    no_difference()


def test_a_rebuild_with_writes_and_drains_beside_it_loses_nothing(
    call: CallForIdeas, search_index: SearchIndex, beside: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "CHUNK", 3)
    submissions = [send_form(call, {"title": f"Idée {number}"}) for number in range(20)]
    for submission in submissions:
        publish(submission, by=None)
    drain()
    rebuilding = threading.Event()

    def moderate() -> None:
        for round_ in range(3):
            for submission in submissions[round_::3]:
                hide(submission, by=None, reason="off_topic")
                drain()
        rebuilding.wait(DEADLINE)
        publish(send_form(call, {"title": "La dernière"}), by=None)
        drain()

    moderating = beside(moderate)
    for index in Index:
        rebuild.rebuild(index)
    rebuilding.set()
    moderating.result(DEADLINE)
    drain()
    no_difference()
    contributions = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert len(contributions) == 1


def test_a_second_rebuild_of_the_same_index_is_refused(
    call: CallForIdeas, search_index: SearchIndex, beside: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def fill(*args: object) -> int:
        begun.set()
        assert go_on.wait(DEADLINE)
        return 0

    monkeypatch.setattr(rebuild, "_fill", fill)
    first = beside(lambda: rebuild.rebuild(Index.PUBLIC))
    assert begun.wait(DEADLINE)
    with pytest.raises(rebuild.RebuildRefused):
        rebuild.rebuild(Index.PUBLIC)
    go_on.set()
    assert first.result(DEADLINE) == 0
