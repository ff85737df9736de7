"""What the portal says of its own health."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from portal import health
from portal.search.models import IndexEntry
from portal.work.models import WorkerBeat
from tests.search_index import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> WorkerBeat:
    now = timezone.now()
    return WorkerBeat.objects.create(name="host:1", started_at=now, seen_at=now)


def ready(client: Client, status: int = 200) -> dict:  # type: ignore[type-arg]
    answer = client.get("/readyz")
    assert answer.status_code == status
    assert "no-store" in answer["Cache-Control"]
    return answer.json()


def test_the_process_lives_without_asking_anybody(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_all_is_ready(client: Client, search_index: SearchIndex, worker: WorkerBeat) -> None:
    found = ready(client)
    assert found["status"] == "ready"
    assert set(found["checks"]) == {"database", "migrations", "search", "worker", "queue"}


def test_a_search_server_that_is_down_degrades_but_does_not_stop_the_portal(
    client: Client, worker: WorkerBeat, settings: Settings
) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    found = ready(client)
    assert found["status"] == "degraded"
    assert found["checks"]["search"]["error"] == "ConnectionError"
    # The next probe does not wait for it.
    assert ready(client)["checks"]["search"]["error"] == "paused"
    assert "127.0.0.1" not in str(found)


def test_without_elasticsearch_the_portal_is_ready_with_its_database(
    client: Client, settings: Settings
) -> None:
    settings.ELASTICSEARCH_URL = ""
    found = ready(client)
    assert (found["status"], found["checks"]["search"]["engine"]) == ("ready", "database")


def test_missing_indices_are_named(client: Client, worker: WorkerBeat, settings: Settings) -> None:
    settings.SEARCH_INDEX_PREFIX = "test-nothing-of-that-name"
    found = ready(client)
    assert (found["status"], found["checks"]["search"]["missing"]) == ("degraded", ["public", "desk"])


@pytest.mark.parametrize("silence", [None, timedelta(minutes=2)])
def test_a_worker_that_is_silent_degrades(
    client: Client, search_index: SearchIndex, silence: timedelta | None
) -> None:
    if silence:
        at = timezone.now() - silence
        WorkerBeat.objects.create(name="host:1", started_at=at, seen_at=at)
    found = ready(client)
    assert found["status"] == "degraded"
    assert not found["checks"]["worker"]["ok"]


def test_a_queue_that_waits_too_long_degrades(
    client: Client, search_index: SearchIndex, worker: WorkerBeat
) -> None:
    IndexEntry.objects.create(
        model="forms.submission", object_id=1, created_at=timezone.now() - timedelta(minutes=10)
    )
    found = ready(client)
    assert found["status"] == "degraded"
    assert found["checks"]["queue"]["oldest_seconds"] >= 600


def test_without_its_database_the_portal_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> health.Check:
        raise OperationalError("could not connect to secret-host as secret-user")

    monkeypatch.setattr(health, "_database", refuse)
    found = ready(client, status=503)
    assert found["status"] == "unready"
    assert "secret" not in str(found)
    assert "worker" not in found["checks"]


def test_a_database_that_lacks_migrations_is_not_ready(
    client: Client, search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health.Migrated, "complete", False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'portal' AND name >= '0002'")
    found = ready(client, status=503)
    assert found["checks"]["migrations"]["missing"] >= 1
