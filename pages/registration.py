"""What this room tells the rest of the portal at start-up."""

from pages import search
from portal.search import registry


def register() -> None:
    """Register the documents of the search."""
    for source in search.sources():
        registry.register(source)
    for facet in search.facets():
        registry.register_facet(facet)
