"""The index queue: what enters it, when, and what leaves it."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from forms.enums import State
from forms.models import Submission
from forms.moderation.services import hide, publish
from pages.models import CallForIdeas
from portal.search import registry
from portal.search.drain import drain
from portal.search.models import IndexEntry
from portal.search.queue import enqueue, enqueue_all, enqueue_tree
from portal.search.registry import Index
from tests.factories.forms import send
from tests.factories.pages import call_for_ideas
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(search_index: SearchIndex) -> CallForIdeas:
    page = call_for_ideas("Appel")
    search_index.drain()
    return page


@pytest.fixture
def consumed(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """What a consumer of the queue was told."""
    told: list[set[str]] = []
    monkeypatch.setattr(registry, "_consumers", [told.append])
    return told


def test_a_submission_enters_the_desk_index_and_when_published_the_public_one(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    submission = send(call, {"title": "Une fontaine"})
    search_index.drain()
    assert f"submission-{submission.pk}" in search_index.indexed(Index.DESK)
    assert f"contribution-{submission.pk}" not in search_index.indexed()
    publish(submission, by=None)
    search_index.drain()
    assert f"contribution-{submission.pk}" in search_index.indexed()
    hide(submission, by=None, reason="off_topic")
    search_index.drain()
    assert f"contribution-{submission.pk}" not in search_index.indexed()
    assert f"submission-{submission.pk}" in search_index.indexed(Index.DESK)
    assert not IndexEntry.objects.exists()


def test_what_is_rolled_back_leaves_no_entry_and_no_ghost(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    def change_our_mind() -> None:
        with transaction.atomic():
            publish(send(call, {"title": "Une fontaine"}), by=None)
            assert IndexEntry.objects.exists()
            raise InterruptedError

    with pytest.raises(InterruptedError):
        change_our_mind()
    assert not IndexEntry.objects.exists()
    search_index.drain()
    assert search_index.indexed(Index.DESK) == set()


def test_a_deleted_submission_leaves_both_indices(call: CallForIdeas, search_index: SearchIndex) -> None:
    submission = send(call, {"title": "Une fontaine"})
    # Whatever was decided on stays for good: this one was published without a decision.
    Submission.objects.filter(pk=submission.pk).update(state=State.PUBLISHED, published_at=timezone.now())
    search_index.drain()
    assert f"contribution-{submission.pk}" in search_index.indexed()
    with transaction.atomic():
        enqueue(submission)
        Submission.objects.filter(pk=submission.pk).delete()
    search_index.drain()
    assert search_index.indexed(Index.DESK) == set()
    assert not any(key.startswith("contribution") for key in search_index.indexed())


def test_many_changes_of_one_row_are_one_document_of_its_last_state(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    submission = send(call, {"title": "Une fontaine"})
    for _ in range(5):
        enqueue(submission)
    Submission.objects.filter(pk=submission.pk).update(title="Deux fontaines")
    assert search_index.drain().done == 6
    found = search_index.client.get(index=search_index.alias(Index.DESK), id=f"submission-{submission.pk}")
    assert found["_source"]["title"] == "Deux fontaines"


def test_an_older_write_never_replaces_a_newer_one(call: CallForIdeas, search_index: SearchIndex) -> None:
    submission = send(call, {"title": "Une fontaine"})
    search_index.drain()
    key = f"submission-{submission.pk}"
    alias = search_index.alias(Index.DESK)
    newest = search_index.client.get(index=alias, id=key)
    from portal.search import bulk
    from portal.search.models import IndexTarget

    target = IndexTarget.objects.get(index=Index.DESK).name
    old = bulk.Write(target, key, newest["_version"] - 1, {**newest["_source"], "title": "Ancien"}, owner=key)
    gone = bulk.Write(target, key, newest["_version"] - 1, None, owner=key)
    assert [error for _, error in bulk.send(search_index.client, [old, gone])] == ["", ""]
    assert search_index.client.get(index=alias, id=key)["_source"]["title"] == "Une fontaine"


def test_writing_many_entries_is_one_statement(call: CallForIdeas) -> None:
    submissions = [send(call, {"title": f"Idée {number}"}) for number in range(3)]
    with CaptureQueriesContext(connection) as queries:
        enqueue_all(submissions)
    assert len(queries) == 1


def test_a_page_with_all_below_it_is_queued_by_one_statement_a_model(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    submissions = [send(call, {"title": f"Idée {number}"}) for number in range(3)]
    below = call_for_ideas("Appel en dessous", parent=call)
    beside = call_for_ideas("Appel à côté")
    submissions.append(send(below, {"title": "En dessous"}))
    other = send(beside, {"title": "À côté"})
    search_index.drain()
    from portal.search.tree import expand_batch

    enqueue_tree(call)
    assert expand_batch()
    queued = set(IndexEntry.objects.values_list("model", "object_id"))
    assert queued == {
        ("wagtailcore.page", call.pk),
        ("wagtailcore.page", below.pk),
        *(("forms.submission", submission.pk) for submission in submissions),
    }
    assert ("forms.submission", other.pk) not in queued
    assert not expand_batch()


def test_a_draft_queues_the_page_alone(call: CallForIdeas) -> None:
    send(call, {"title": "Une fontaine"})
    drain()
    call.title = "Appel renommé"
    call.save_revision()
    assert not IndexEntry.objects.filter(kind=IndexEntry.Kind.TREE).exists()


def test_consumers_are_told_once_of_each_page_whose_submissions_changed(
    call: CallForIdeas, consumed: list[set[str]]
) -> None:
    other = call_for_ideas("Autre appel")
    for page in (call, call, other):
        send(page, {"title": "Une fontaine"})
    drain()
    assert consumed == [{str(call.translation_key), str(other.translation_key)}]
    drain()
    assert len(consumed) == 1


def test_a_consumer_that_fails_is_told_again_and_holds_up_neither_index_nor_others(
    call: CallForIdeas, search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = call_for_ideas("Autre appel")
    told: list[str] = []
    failing = {str(call.translation_key)}

    def consumer(groups: set[str]) -> None:
        if failing & groups:
            raise ValueError("cannot count this one")
        told.extend(groups)

    monkeypatch.setattr(registry, "_consumers", [consumer])
    submissions = [send(page, {"title": "Une fontaine"}) for page in (call, other)]
    search_index.drain()
    assert told == [str(other.translation_key)]
    assert {f"submission-{s.pk}" for s in submissions} == search_index.indexed(Index.DESK)
    (entry,) = IndexEntry.objects.all()
    assert (entry.kind, entry.attempts, entry.error) == ("group", 1, "consumer")
    # It has a time before which it is not tried again; then it is.
    search_index.drain()
    assert IndexEntry.objects.count() == 1
    failing.clear()
    IndexEntry.objects.update(not_before=None)
    search_index.drain()
    assert told == [str(other.translation_key), str(call.translation_key)]
    assert not IndexEntry.objects.exists()


def test_a_row_of_which_no_document_can_be_made_waits_while_the_others_go_on(
    call: CallForIdeas,
    search_index: SearchIndex,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    bad, good = (send(call, {"title": title, "private": "à ne pas écrire"}) for title in ("Mal", "Bien"))
    real = registry.source("submission")

    def document(row: Submission) -> registry.Document:
        if row.pk == bad.pk:
            raise TypeError("broken")
        return real.document(row)

    from dataclasses import replace

    monkeypatch.setitem(registry._sources, "submission", replace(real, document=document))
    drained = search_index.drain()
    assert drained.kept == 1
    assert search_index.indexed(Index.DESK) == {f"submission-{good.pk}"}
    (entry,) = IndexEntry.objects.all()
    assert (entry.object_id, entry.attempts, entry.error) == (bad.pk, 1, "TypeError")
    assert entry.not_before is not None
    assert "à ne pas écrire" not in caplog.text
    monkeypatch.setitem(registry._sources, "submission", real)
    IndexEntry.objects.update(not_before=None)
    search_index.drain()
    assert search_index.indexed(Index.DESK) == {f"submission-{good.pk}", f"submission-{bad.pk}"}


def test_an_entry_that_the_server_refuses_is_kept_without_its_text(
    call: CallForIdeas, search_index: SearchIndex, caplog: pytest.LogCaptureFixture
) -> None:
    submission = send(call, {"title": "Une fontaine"})
    name = search_index.client.indices.get_alias(name=search_index.alias(Index.DESK))
    index = next(iter(name))
    search_index.client.indices.put_settings(index=index, settings={"index.blocks.write": True})
    try:
        drained = search_index.drain()
    finally:
        search_index.client.indices.put_settings(index=index, settings={"index.blocks.write": None})
    assert drained.kept == 1
    entry = IndexEntry.objects.get()
    assert entry.error == "cluster_block_exception"
    IndexEntry.objects.update(not_before=None)
    search_index.drain()
    assert f"submission-{submission.pk}" in search_index.indexed(Index.DESK)


def test_without_elasticsearch_the_queue_empties_itself_at_the_commit(
    call: CallForIdeas,
    settings: Settings,
    consumed: list[set[str]],
    django_capture_on_commit_callbacks: object,
) -> None:
    settings.ELASTICSEARCH_URL = ""
    with django_capture_on_commit_callbacks(execute=True) as callbacks:  # type: ignore[operator]
        send(call, {"title": "Une fontaine"})
        send(call, {"title": "Une autre"})
        assert consumed == []
    assert consumed == [{str(call.translation_key)}]
    assert not IndexEntry.objects.exists()
    assert len([c for c in callbacks if c.__name__ == "_drain_inline"]) == 1


def test_a_submission_costs_no_request_to_elasticsearch(call: CallForIdeas, settings: Settings) -> None:
    # Nothing listens there: whoever asked would fail.
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    submission = send(call, {"title": "Une fontaine"})
    publish(submission, by=None)
    call.save_revision().publish()
    call.unpublish()
    assert IndexEntry.objects.filter(model="forms.submission", object_id=submission.pk).count() == 2
