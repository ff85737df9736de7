"""Asking the server."""

import pytest

from portal.search import engine
from portal.search.indices import alias_of
from portal.search.registry import Index
from tests.search_index import SearchIndex


def test_a_search_that_the_server_refuses_keeps_no_other_from_it(search_index: SearchIndex) -> None:
    with pytest.raises(engine.SearchUnavailable):
        engine.ask(index=alias_of(Index.PUBLIC), query={"no such query": {}})
    assert engine.breaker.allows()
    assert engine.ask(index=alias_of(Index.PUBLIC), query={"match_all": {}})["hits"]["hits"] == []
