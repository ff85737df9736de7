"""Real indices for tests that search: made once a run, emptied for each test, removed at the end."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from elasticsearch import Elasticsearch
from wagtail.models import Site

from portal.search import engine, indices
from portal.search.drain import Drained, drain
from portal.search.models import IndexTarget
from portal.search.queue import enqueue
from portal.search.registry import Index


def remove_indices(client: Elasticsearch) -> None:
    """Remove every index of this run."""
    for index in Index:
        for name in indices.names(client, index):
            indices.remove(client, name)


@pytest.fixture(scope="session")
def index_server() -> Iterator[Elasticsearch]:
    """The server, without any index of this run before and after it."""
    client = Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=30)
    remove_indices(client)
    yield client
    remove_indices(client)
    client.close()


@pytest.fixture(autouse=True)
def trusted_server() -> None:
    """No test pays for a server that another one took away."""
    engine.breaker.succeeded()


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

    def indexed(self, index: Index = Index.PUBLIC) -> set[str]:
        """Return the ids of all documents."""
        self.refresh()
        answer = self.client.search(index=indices.alias_of(index), size=1000, source=False)
        return {hit["_id"] for hit in answer["hits"]["hits"]}


@pytest.fixture
def search_index(db: None, index_server: Elasticsearch) -> SearchIndex:
    """Empty indices that the queue of this test is drained into."""
    for index in Index:
        name = emptied(index_server, index)
        IndexTarget.objects.update_or_create(index=index, live=True, defaults={"name": name})
    # The one page that is there before each test; whatever a test makes enters the queue by itself.
    enqueue(Site.objects.get(is_default_site=True).root_page.specific)
    return SearchIndex(index_server)


def emptied(client: Elasticsearch, index: Index) -> str:
    """Return the name of the index that readers see, empty; made if there is none.

    One index serves all tests: making one takes longer than emptying it.
    """
    name = indices.live_name(client, index)
    if name is None:
        name = indices.new_name(index)
        indices.create(client, name)
        indices.switch(client, index, name)
    client.indices.refresh(index=name)
    client.delete_by_query(index=name, query={"match_all": {}}, refresh=True, conflicts="proceed")
    return name
