"""The public search as the database answers it: on the embedded default and during an outage.

It finds whole words, their plurals and the team's synonyms for them in titles and texts, the newest
first, and looks at a bounded number of rows (each source sees to that). It counts nothing and marks
nothing.
"""

from collections.abc import Iterator
from itertools import islice

from django.http import HttpRequest
from wagtail.models import Page

from portal.search import registry, results
from portal.search.folding import search_words, without_plural
from portal.search.state import PAGE_SIZE, SearchState
from portal.search.synonyms import thesaurus
from portal.search.words import telling

# Words beyond these narrow nothing that the first did not.
MOST_WORDS = 8
# Each is compared with the text of thousands of rows.
MOST_SYNONYMS = 8


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


def _names(text: str) -> list[list[str]]:
    """Return for each word of a query the word itself and the team's synonyms for it."""
    asked = search_words(text)
    asked = (telling(asked) or asked)[:MOST_WORDS]
    known = thesaurus()
    return [
        [word, *(without_plural(" ".join(term)) for term in (known.beside([word]) or ())[:MOST_SYNONYMS])]
        for word in asked
    ]


def _matches(state: SearchState) -> Iterator[results.Found]:
    """Yield what the sources find: the few pages first, then what residents wrote."""
    query = registry.FallbackQuery(_names(state.query), state.filters)
    sources = registry.sources(registry.Index.PUBLIC)
    for source in sorted(sources, key=lambda s: not issubclass(s.model, Page)):
        if source.fallback:
            yield from (results.Found(source.name, pk) for pk in source.fallback(query))
