"""What every test stands on: PostgreSQL, Elasticsearch, and a database as the migrations leave it."""

import urllib.request
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from portal import remembered
from portal.ratelimit import memory
from tests.baseline import keep_baseline, restore_baseline
from tests.faults.figures import figures, report  # noqa: F401 - a fixture
from tests.search_index import index_server, search_index, trusted_server  # noqa: F401 - fixtures
from tests.servers import Server, own_server


def pytest_sessionstart(session: pytest.Session) -> None:
    """End the run with one clear line where a server is missing: nothing is skipped for want of one."""
    if session.config.option.collectonly:
        return
    if settings.EMBEDDED or not settings.ELASTICSEARCH_URL:
        pytest.exit("the tests need DATABASE_URL (PostgreSQL) and ELASTICSEARCH_URL: run make test", 1)
    try:
        urllib.request.urlopen(settings.ELASTICSEARCH_URL, timeout=10).close()
    except OSError as error:
        pytest.exit(f"no Elasticsearch at ELASTICSEARCH_URL ({error}): run make test", 1)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests of faults counted."""
    report(terminalreporter)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The test database, and what tests that commit are cleaned up to."""
    with django_db_blocker.unblock():
        keep_baseline()
        connection.close()
    emptied = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda case: restore_baseline()
    yield
    TransactionTestCase._fixture_teardown = emptied


@pytest.fixture(autouse=True)
def first_language() -> None:
    """No test speaks the language that the request of another one left behind."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds what another one left in the cache, or loses what it put there on a slow machine."""
    monkeypatch.setattr(remembered, "SECONDS", 3_600)
    cache.clear()


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    """No test finds what another one did counted in memory."""
    memory.forget_all()


@pytest.fixture(scope="module")
def own_elasticsearch() -> Iterator[Server]:
    """An Elasticsearch that the tests of one module may stop and hang."""
    with own_server("elasticsearch") as server:
        yield server


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[Server]:
    """A PostgreSQL that the tests of one module may stop and let crash."""
    with own_server("postgres") as server:
        yield server
