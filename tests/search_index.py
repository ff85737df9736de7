"""Real indices for tests that search: made once a run, emptied for each test, removed at the end."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from elasticsearch import Elasticsearch

from portal.search import engine, indices
from portal.search.drain import Drained, drain
from portal.search.models import IndexTarget
from portal.search.registry import Index


def remove_indices(client: Elasticsearch) -> None:
    """Remove every index of this run."""
    for index in Index:
        for name in indices.names(client, index):
            indices.remove(client, name)


@pytest.fixture(scope="session")
def index_names() -> Iterator[dict[Index, str]]:
    """Two empty indices behind their aliases."""
    client = Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=30)
    remove_indices(client)
    names = {index: indices.new_name(index) for index in Index}
    for index, name in names.items():
        indices.create(client, name)
        indices.switch(client, index, name)
    yield names
    remove_indices(client)
    client.close()


@dataclass
class SearchIndex:
    """What a test does with the indices."""

    client: Elasticsearch

    def drain(self) -> Drained:
        """Bring all that is queued into the indices, and make it visible to searches."""
        drained = drain()
        self.refresh()
        return drained

    def refresh(self) -> None:
        """Make what was written visible to searches."""
        self.client.indices.refresh(index=[indices.alias_of(index) for index in Index])

    def alias(self, index: Index) -> str:
        """Return the name under which an index is read."""
        return indices.alias_of(index)

    def keys(self, index: Index = Index.PUBLIC) -> set[str]:
        """Return the ids of all documents."""
        self.refresh()
        answer = self.client.search(index=indices.alias_of(index), size=1000, source=False)
        return {hit["_id"] for hit in answer["hits"]["hits"]}


@pytest.fixture
def search_index(db: None, index_names: dict[Index, str]) -> SearchIndex:
    """Empty indices that the queue of this test is drained into."""
    client = engine.worker_client()
    for index, name in index_names.items():
        client.delete_by_query(
            index=name, query={"match_all": {}}, refresh=True, conflicts="proceed", slices=1
        )
        # A test that rebuilds leaves the alias on an index of its own.
        if indices.live_name(client, index) != name:
            indices.switch(client, index, name)
        IndexTarget.objects.update_or_create(index=index, live=True, defaults={"name": name})
    engine.breaker.succeeded()
    return SearchIndex(client)
