"""Wagtail's own search backends, as they come and as their documentation lets one set them."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management import call_command
from wagtail.search.backends import get_search_backend
from wagtail.search.query import Fuzzy

from benchmarks.relevance.data import Contribution
from benchmarks.relevance.measures import Answer
from benchmarks.relevance.models import Idea

DEPTH = 50
Search = Callable[[str], Answer]

FRENCH = {"settings": {"analysis": {"analyzer": {"default": {"type": "french"}}}}}


def index(contributions: list[Contribution]) -> tuple[dict[str, Search], Callable[[], None]]:
    """Fill the peers' indices; return the peers by name, and what removes the indices again."""
    Idea.objects.bulk_create(
        Idea(slug=c.id, title=c.title, text=c.text, theme=c.theme, place=c.place) for c in contributions
    )
    stock = _elasticsearch("stock")
    french = _elasticsearch("french", INDEX_SETTINGS=FRENCH)
    for command in ("enable_unaccent", "enable_trigram"):
        call_command(command, verbosity=0, stdout=_Silence())
    postgres = get_search_backend("wagtail.search.backends.database", SEARCH_CONFIG="french")
    for backend in (stock, french, postgres):
        _fill(backend)
    peers = {
        "elasticsearch9, as it comes (OR)": _plain(stock, "or"),
        "elasticsearch9, AND": _plain(stock, "and"),
        "elasticsearch9, Fuzzy": _fuzzy(stock),
        "elasticsearch9, french analyzer, OR": _plain(french, "or"),
        "elasticsearch9, french analyzer, AND": _plain(french, "and"),
        "elasticsearch9, french analyzer, Fuzzy": _fuzzy(french),
        "PostgreSQL, french, OR": _plain(postgres, "or"),
        "PostgreSQL, french, AND": _plain(postgres, "and"),
        "PostgreSQL, french, Fuzzy(unaccent)": _fuzzy(postgres, unaccent=True),
    }

    def remove() -> None:
        for backend in (stock, french):
            backend.get_index_for_model(Idea).delete()

    return peers, remove


def _elasticsearch(name: str, **options: Any) -> Any:
    return get_search_backend(
        "wagtail.search.backends.elasticsearch9",
        URLS=[settings.ELASTICSEARCH_URL],
        INDEX_PREFIX=f"{settings.SEARCH_INDEX_PREFIX}_peer_{name}_",
        ATOMIC_REBUILD=False,
        **options,
    )


def _fill(backend: Any) -> None:
    """Index everything, as ``rebuild_modelsearch_index`` does."""
    index = backend.get_index_for_model(Idea)
    rebuilder = backend.rebuilder_class(index)
    target = rebuilder.start()
    target.add_model(Idea)
    target.add_items(Idea, list(Idea.objects.all()))
    rebuilder.finish()
    target.refresh()


def _plain(backend: Any, operator: str) -> Search:
    return lambda words: _answer(backend.search(words, Idea, operator=operator))


def _fuzzy(backend: Any, **options: Any) -> Search:
    return lambda words: _answer(backend.search(Fuzzy(words, **options), Idea))


def _answer(results: Any) -> Answer:
    ids = [idea.slug for idea in results[:DEPTH]]
    return Answer(ids, len(ids))


class _Silence:
    """Takes what a command says."""

    def write(self, text: str) -> None:
        """Say nothing."""
