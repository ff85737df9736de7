"""Rebuilding the indices, and comparing them with the database."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from forms.enums import State
from forms.models import Submission
from forms.moderation.services import hide, publish
from pages.models import CallForIdeas
from portal.search import analysis, indices, rebuild, registry
from portal.search.models import IndexEntry, IndexTarget
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


def published(call: CallForIdeas, title: str) -> Submission:
    submission = send(call, {"title": title})
    publish(submission, by=None)
    return submission


def run(command: str, *options: str) -> str:
    out = StringIO()
    call_command(command, *options, stdout=out, stderr=out)
    return out.getvalue()


def test_a_rebuild_makes_a_new_index_of_the_same_rows_and_removes_the_old_one(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    published(call, "Une fontaine")
    search_index.drain()
    before = search_index.indexed()
    old = indices.live_name(search_index.client, Index.PUBLIC)
    assert "public: " in run("search_rebuild", "--index", "public")
    assert search_index.indexed() == before
    new = indices.live_name(search_index.client, Index.PUBLIC)
    assert new != old
    assert indices.names(search_index.client, Index.PUBLIC) == [new]
    assert IndexTarget.objects.get(index=Index.PUBLIC, live=True).name == new


def test_writes_that_land_during_a_rebuild_are_not_lost(
    call: CallForIdeas, search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, hidden = (published(call, title) for title in ("Reste", "Part"))
    # Whatever was decided on stays for good: this one was published without a decision.
    deleted = send(call, {"title": "Disparaît"})
    Submission.objects.filter(pk=deleted.pk).update(state=State.PUBLISHED, published_at=timezone.now())
    search_index.drain()
    late: list[Submission] = []
    real = registry.source("contribution")

    def load(rows):  # type: ignore[no-untyped-def]
        """Read as the rebuild does, then have everything change before it writes what it read."""
        found = list(real.load(rows))
        if not late:
            late.append(published(call, "Arrive"))
            hide(hidden, by=None, reason="off_topic")
            Submission.objects.filter(pk=kept.pk).update(title="Reste, changé", revision=9)
            from portal.search.queue import enqueue

            enqueue(kept)
            enqueue(deleted)
            Submission.objects.filter(pk=deleted.pk).delete()
            search_index.drain()
        return FrozenRows(rows, found)

    monkeypatch.setitem(registry._sources, "contribution", replace(real, load=load))
    rebuild.rebuild(Index.PUBLIC)
    monkeypatch.setitem(registry._sources, "contribution", real)
    search_index.drain()
    assert {key for key in search_index.indexed() if key.startswith("contribution")} == {
        f"contribution-{kept.pk}",
        f"contribution-{late[0].pk}",
    }
    found = search_index.client.get(index=search_index.alias(Index.PUBLIC), id=f"contribution-{kept.pk}")
    assert found["_source"]["title"] == "Reste, changé"
    assert "no difference" in run("search_check")


class FrozenRows:
    """Rows that were read before, behind the few calls that a rebuild makes."""

    def __init__(self, rows, found) -> None:  # type: ignore[no-untyped-def]
        self.rows, self.found = rows, found

    def filter(self, **conditions):  # type: ignore[no-untyped-def]
        pks = set(self.rows.filter(**conditions).values_list("pk", flat=True))
        if "pk__gt" in conditions:
            return FrozenRows(self.rows, [r for r in self.found if r.pk > conditions["pk__gt"]])
        return [row for row in self.found if row.pk in pks]

    def order_by(self, *names: str):  # type: ignore[no-untyped-def]
        return self

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        return self.found[key]


def test_a_rebuild_that_fails_leaves_the_old_index_in_place(
    call: CallForIdeas, search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = published(call, "Une fontaine")
    search_index.drain()
    before = indices.names(search_index.client, Index.PUBLIC)
    monkeypatch.setattr(indices, "switch", lambda *args: (_ for _ in ()).throw(RuntimeError("cut off")))
    with pytest.raises(RuntimeError):
        rebuild.rebuild(Index.PUBLIC)
    assert indices.names(search_index.client, Index.PUBLIC) == before
    assert IndexTarget.objects.filter(index=Index.PUBLIC).count() == 1
    assert f"contribution-{submission.pk}" in search_index.indexed()


def test_a_rebuild_in_which_too_much_fails_is_given_up(
    call: CallForIdeas, search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        published(call, f"Idée {number}")
    search_index.drain()
    real = registry.source("contribution")

    def broken(row: Submission) -> registry.Document:
        raise TypeError("no document")

    monkeypatch.setattr(rebuild, "TOLERATED_FAILURES", 1)
    monkeypatch.setitem(registry._sources, "contribution", replace(real, document=broken))
    before = search_index.indexed()
    with pytest.raises(CommandError):
        run("search_rebuild", "--index", "public")
    assert search_index.indexed() == before


def test_what_an_interrupted_rebuild_left_goes_with_the_next(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    left = indices.new_name(Index.PUBLIC)
    indices.create(search_index.client, left)
    IndexTarget.objects.create(index=Index.PUBLIC, name=left)
    rebuild.rebuild(Index.PUBLIC)
    assert left not in indices.names(search_index.client, Index.PUBLIC)
    assert IndexTarget.objects.filter(index=Index.PUBLIC).count() == 1


def test_a_rebuild_that_ended_just_after_the_switch_is_completed_not_undone(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    new = indices.new_name(Index.PUBLIC)
    indices.create(search_index.client, new)
    IndexTarget.objects.create(index=Index.PUBLIC, name=new)
    indices.switch(search_index.client, Index.PUBLIC, new)
    rebuild.ensure()
    # Readers see it, so it stays until a whole one takes its place.
    assert indices.live_name(search_index.client, Index.PUBLIC) is not None
    targets = IndexTarget.objects.filter(index=Index.PUBLIC)
    assert [target.name for target in targets] == [indices.live_name(search_index.client, Index.PUBLIC)]


def test_a_server_that_lost_its_data_is_filled_again(call: CallForIdeas, search_index: SearchIndex) -> None:
    submission = published(call, "Une fontaine")
    search_index.drain()
    for index in Index:
        for name in indices.names(search_index.client, index):
            indices.remove(search_index.client, name)
    other = published(call, "Une autre")
    # The queue makes no index without a mapping; what it could not write waits.
    assert search_index.client.indices.exists(index=search_index.alias(Index.PUBLIC)).body is False
    from portal.search.drain import drain

    assert drain().kept
    assert indices.names(search_index.client, Index.PUBLIC) == []
    assert rebuild.ensure() == ["public", "desk"]
    assert rebuild.ensure() == []
    assert {f"contribution-{submission.pk}", f"contribution-{other.pk}"} <= search_index.indexed()
    IndexEntry.objects.update(not_before=None)
    search_index.drain()
    assert not IndexEntry.objects.exists()


def test_an_index_of_an_older_shape_is_built_anew_and_a_newer_one_is_left_alone(
    call: CallForIdeas, search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rebuild.ensure() == []
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    assert rebuild.ensure() == ["public", "desk"]
    monkeypatch.undo()
    assert rebuild.ensure() == []


def test_the_check_finds_nothing_where_nothing_differs(call: CallForIdeas, search_index: SearchIndex) -> None:
    published(call, "Une fontaine")
    send(call, {"title": "En attente"})
    search_index.drain()
    assert run("search_check") == "public: no difference\ndesk: no difference\nWaiting in the queue: 0\n"


def test_the_check_tells_missing_stale_and_ghost_apart_and_repairs_only_these(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    fine, missing, stale, ghost = (published(call, f"Idée {number}") for number in range(4))
    search_index.drain()
    alias = search_index.alias(Index.PUBLIC)
    search_index.client.delete(index=alias, id=f"contribution-{missing.pk}")
    # Changes that no queue heard of.
    Submission.objects.filter(pk=stale.pk).update(revision=stale.revision + 1)
    Submission.objects.filter(pk=ghost.pk).update(state="hidden")
    with pytest.raises(CommandError, match="differ"):
        run("search_check")
    assert not IndexEntry.objects.exists()
    told = run("search_check", "--repair")
    assert f"missing: contribution {missing.pk}" in told
    assert f"stale: contribution {stale.pk}" in told
    assert f"ghost: contribution {ghost.pk}" in told
    assert set(IndexEntry.objects.values_list("object_id", flat=True)) == {missing.pk, stale.pk, ghost.pk}
    # What waits in the queue is no difference.
    assert "public: no difference" in run("search_check")
    search_index.drain()
    assert "public: no difference" in run("search_check")
    contributions = {key for key in search_index.indexed() if key.startswith("contribution")}
    assert contributions == {f"contribution-{s.pk}" for s in (fine, missing, stale)}


def test_the_check_says_when_the_index_is_ahead_of_a_restored_database(
    call: CallForIdeas, search_index: SearchIndex
) -> None:
    submission = published(call, "Une fontaine")
    search_index.drain()
    key = f"contribution-{submission.pk}"
    search_index.client.index(
        index=search_index.alias(Index.PUBLIC),
        id=key,
        version=10**12,
        version_type="external",
        document={"key": key, "source": "contribution", "pk": submission.pk, "stamp": "published:99"},
    )
    with pytest.raises(CommandError, match="search_rebuild"):
        run("search_check", "--repair")
    rebuild.rebuild(Index.PUBLIC)
    assert "public: no difference" in run("search_check")


@pytest.mark.parametrize("command", ["search_check", "search_rebuild"])
def test_without_elasticsearch_the_commands_say_so(settings: Settings, command: str) -> None:
    settings.ELASTICSEARCH_URL = ""
    assert "No Elasticsearch is configured" in run(command)


@pytest.mark.parametrize("command", ["search_check", "search_rebuild"])
def test_a_server_that_does_not_answer_is_a_clear_error(db: None, settings: Settings, command: str) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    with pytest.raises(CommandError, match="Elasticsearch does not answer"):
        run(command)
