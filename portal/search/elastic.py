"""The public search as Elasticsearch answers it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from portal.search import engine, indices, registry, results
from portal.search.query import search_request
from portal.search.reading import read
from portal.search.state import LAST_PAGE, PAGE_SIZE, SearchState


def search(state: SearchState, request: HttpRequest | None) -> results.SearchResults:
    """Return one page of results; raises ``SearchUnavailable`` if the server gives none in time."""
    alias = indices.alias_of(registry.Index.PUBLIC)
    reading = read(state.query) if state.query else None
    answer = engine.ask(index=alias, **search_request(state, reading))
    hits = answer["hits"]
    found = results.keep_known(_found(hit) for hit in hits["hits"])
    shown = results.read(found, request)
    # What left the public since it was indexed is neither shown nor counted.
    total = hits["total"]["value"] - (len(hits["hits"]) - len(shown))
    last = min(LAST_PAGE, -(-hits["total"]["value"] // PAGE_SIZE))
    return results.SearchResults(
        results=shown,
        facets=results.views(state, _counts(answer["aggregations"])),
        total=total,
        has_next=state.page < last,
        reduced=False,
        corrections=reading.corrections if reading else (),
    )


def _found(hit: Mapping[str, Any]) -> results.Found:
    """Return what a hit says, with the excerpt of the form in which the words were found."""
    marked = hit.get("highlight", {})
    fragments = marked.get("text_fr") or marked.get("text_en") or marked.get("text") or []
    source = hit["_source"]
    # A fragment may begin with the end of the sentence before it.
    excerpt = " … ".join(fragment.lstrip(" \n.,;—") for fragment in fragments)
    return results.Found(source["source"], source["pk"], source["stamp"], excerpt)


def _counts(aggregations: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return how many results have each value, by facet."""
    return {
        name: {bucket["key"]: bucket["doc_count"] for bucket in facet["values"]["buckets"]}
        for name, facet in aggregations.items()
    }
