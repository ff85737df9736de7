"""The public search as the database answers it: on the embedded default and during an outage.

It finds whole words and their plurals in titles and texts, the newest first, and looks at a bounded
number of rows (each source sees to that). It counts nothing and marks nothing.
"""

from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest
from wagtail.models import Page

from portal.search import registry, results
from portal.search.folding import search_words
from portal.search.state import PAGE_SIZE, SearchState

# Words beyond these narrow nothing that the first did not.
MOST_WORDS = 8


def search(state: SearchState, request: HttpRequest | None) -> results.SearchResults:
    """Return one page of results, without a total."""
    start = (state.page - 1) * PAGE_SIZE
    found = list(islice(_matches(state), start, start + PAGE_SIZE + 1))
    return results.SearchResults(
        results=results.read(found[:PAGE_SIZE], request),
        facets=results.views(state, None),
        total=None,
        has_next=len(found) > PAGE_SIZE,
        reduced=True,
    )


def _matches(state: SearchState) -> Iterator[results.Found]:
    """Yield what the sources find: the few pages first, then what residents wrote."""
    query = registry.FallbackQuery(search_words(state.query)[:MOST_WORDS], state.filters)
    sources = registry.sources(registry.Index.PUBLIC)
    for source in sorted(sources, key=lambda s: not issubclass(s.model, Page)):
        if source.fallback:
            yield from (results.Found(source.name, pk) for pk in source.fallback(query))
