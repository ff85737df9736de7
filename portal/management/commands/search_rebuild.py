"""Make the indices anew, without a pause for readers."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.search import engine, rebuild, registry


class Command(BaseCommand):
    """Build each index beside the old one, then put it in its place."""

    help = "Rebuilds the search indices. Readers see the old ones until the new ones are whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the index to rebuild."""
        names = [str(index) for index in registry.Index]
        parser.add_argument("--index", choices=names, help="only this one (default: both)")

    def handle(self, *args: Any, index: str | None, **options: Any) -> None:
        """Rebuild; a failure leaves the old index in place and ends with an error."""
        if not engine.is_configured():
            self.stdout.write("No Elasticsearch is configured (ELASTICSEARCH_URL): nothing to do.")
            return
        for each in [registry.Index(index)] if index else registry.Index:
            try:
                count = rebuild.rebuild(each, self._progress)
            except (rebuild.RebuildRefused, rebuild.RebuildFailed) as error:
                raise CommandError(str(error)) from error
            except engine.OUTAGE as error:
                raise CommandError(f"Elasticsearch does not answer: {type(error).__name__}") from error
            self.stdout.write(f"{each}: {count} documents")

    def _progress(self, count: int) -> None:
        """Say how many documents were written."""
        self.stdout.write(f"  {count} documents…")
