"""Elasticsearch behind a door, with short patience, for tests that break it."""

from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from portal.search import engine
from tests.faults.proxy import Door, door_to
from tests.search_index import SearchIndex


@pytest.fixture
def door(search_index: SearchIndex, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """The door that the portal goes through to Elasticsearch; the test itself does not."""
    monkeypatch.setattr(engine, "WORKER_SECONDS", 1.0)
    with door_to(settings.ELASTICSEARCH_URL, 9200) as (door, url):
        settings.ELASTICSEARCH_URL = url
        yield door
