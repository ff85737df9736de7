"""Search from the command line, for operators."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from portal.search import desk, engine, registry
from portal.search.state import LAST_PAGE, PAGE_SIZE, SearchState
from portal.search.views import find


class Command(BaseCommand):
    """Print what a search finds, in order: source, id, external id and title."""

    help = "Prints ids, external ids and titles of what a search finds, in order."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the words, the number, the index and the form."""
        parser.add_argument("words")
        parser.add_argument("--limit", type=int, default=20, help="how many (default: %(default)s)")
        index = parser.add_mutually_exclusive_group()
        index.add_argument(
            "--public",
            dest="everything",
            action="store_false",
            help="as anybody searches (the default)",
        )
        index.add_argument(
            "--all",
            dest="everything",
            action="store_true",
            help="all that was received, in any state, private answers included",
        )
        parser.set_defaults(everything=False)
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON array")

    def handle(
        self, *args: Any, words: str, limit: int, everything: bool, as_json: bool, **options: Any
    ) -> None:
        """Search and print."""
        if limit < 1:
            raise CommandError("--limit must be 1 or more")
        with translation.override(translation.get_language() or "fr"):
            found = list(self._all(words, limit) if everything else self._public(words, limit))
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for row in found:
            self.stdout.write(f"{row['source']}\t{row['id']}\t{row['external_id']}\t{row['title']}")

    def _public(self, words: str, limit: int) -> Iterator[dict[str, Any]]:
        """Yield what the public page shows, page after page."""
        for page in range(1, min(-(-limit // PAGE_SIZE), LAST_PAGE) + 1):
            found = find(SearchState(query=words, page=page), None)
            if found.reduced and page == 1:
                self.stderr.write("Elasticsearch does not answer: the database searches newest rows only.")
            left = limit - (page - 1) * PAGE_SIZE
            for result in found.results[:left]:
                yield _row(result.source, result.pk, result.card)
            if not found.has_next:
                return

    def _all(self, words: str, limit: int) -> Iterator[dict[str, Any]]:
        """Yield what the moderators' index finds."""
        for source in registry.sources(registry.Index.DESK):
            try:
                pks = desk.find(words, source=source.name, limit=limit).pks
            except engine.SearchUnavailable as error:
                raise CommandError("Elasticsearch does not answer; --all needs it.") from error
            cards = source.cards(pks, None)
            yield from (_row(source.name, pk, cards[pk]) for pk in pks if pk in cards)


def _row(source: str, pk: int, card: registry.Card) -> dict[str, Any]:
    """Return what is printed of one result."""
    return {"source": source, "id": pk, "external_id": card.external_id, "title": card.title}
