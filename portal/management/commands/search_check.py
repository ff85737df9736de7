"""Compare the database with the indices."""

from argparse import ArgumentParser
from collections import Counter
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.search import check, engine, registry
from portal.search.models import IndexEntry
from portal.search.versions import draw_version

AT_A_TIME = 1_000


class Command(BaseCommand):
    """Say what is missing, stale or a ghost in the indices; queue it with ``--repair``.

    Ends with status 1 if something differed and was not repaired.
    """

    help = "Compares database and search indices by state and version."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--repair``."""
        parser.add_argument("--repair", action="store_true", help="queue exactly what differs")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        """Compare, tell, and repair if asked."""
        if not engine.is_configured():
            self.stdout.write("No Elasticsearch is configured (ELASTICSEARCH_URL): nothing to do.")
            return
        try:
            found = sum(self._check(index, repair=repair) for index in registry.Index)
        except engine.OUTAGE as error:
            raise CommandError(
                f"The index is not there or Elasticsearch does not answer ({type(error).__name__}): "
                "manage.py search_rebuild makes it."
            ) from error
        waiting = IndexEntry.objects.count()
        self.stdout.write(f"Waiting in the queue: {waiting}")
        if found and repair:
            self.stdout.write("The worker repairs what was queued.")
        elif found:
            raise CommandError(f"{found} documents differ: --repair queues them.", returncode=1)

    def _check(self, index: registry.Index, *, repair: bool) -> int:
        """Check one index; return how many documents differ."""
        counts: Counter[str] = Counter()
        differences = check.differences(index)
        highest = draw_version()
        while some := list(islice(differences, AT_A_TIME)):
            for difference in some:
                counts[difference.drift] += 1
                self.stdout.write(f"  {difference.drift}: {difference.source.name} {difference.pk}")
            if any(d.version > highest for d in some):
                raise CommandError(
                    f"The {index} index is ahead of the database, as after a backup was restored: "
                    "run manage.py search_rebuild."
                )
            if repair:
                check.repair(some)
        told = ", ".join(f"{number} {drift}" for drift, number in sorted(counts.items()))
        self.stdout.write(f"{index}: {told or 'no difference'}")
        return counts.total()
