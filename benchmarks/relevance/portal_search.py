"""Our search as residents meet it: submissions, the queue, the public index, the public page's answer."""

from collections.abc import Callable

from django.conf import settings
from elasticsearch import Elasticsearch

from benchmarks.relevance.data import Contribution
from benchmarks.relevance.measures import Answer
from benchmarks.relevance.peers import DEPTH, Search
from forms.moderation.services import publish
from portal.search import indices
from portal.search.drain import drain
from portal.search.rebuild import ensure
from portal.search.registry import Index
from portal.search.state import PAGE_SIZE, SearchState
from portal.search.views import find
from tests.factories.forms import idea_form, question, send, territory, theme
from tests.factories.pages import call_for_ideas


def index(contributions: list[Contribution]) -> tuple[Search, Callable[[], None]]:
    """Send, publish and index the contributions; return the search and what removes the indices."""
    client = Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=30)

    def remove() -> None:
        for each in Index:
            for name in indices.names(client, each):
                indices.remove(client, name)

    remove()
    ensure()
    themes = {name: theme(name) for name in sorted({c.theme for c in contributions})}
    places = {name: territory(name) for name in sorted({c.place for c in contributions})}
    form = [
        *idea_form(),
        question("theme", "Thème", id="theme", published=True),
        question("territory", "Lieu", id="territory", published=True),
    ]
    page = call_for_ideas("Appel", form=form)
    ids = {}
    for each in contributions:
        answers = {
            "title": each.title,
            "idea": each.text,
            "theme": str(themes[each.theme].translation_key),
            "territory": str(places[each.place].translation_key),
        }
        submission = send(page, answers, language=each.language)
        publish(submission, by=None)
        ids["contribution", submission.pk] = each.id
    drain()
    client.indices.refresh(index=indices.alias_of(Index.PUBLIC))

    def search(words: str) -> Answer:
        # The pages of the site are there, too, as in life; they are relevant to nothing here.
        found = [find(SearchState(query=words, page=n), None) for n in range(1, -(-DEPTH // PAGE_SIZE) + 1)]
        assert not any(each.reduced for each in found), "Elasticsearch does not answer"
        keys = [(r.source, r.pk) for each in found for r in each.results]
        return Answer([ids.get(key, f"{key[0]}-{key[1]}") for key in keys[:DEPTH]], found[0].total or 0)

    return search, remove
