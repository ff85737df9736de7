"""Everything that happens in the background, in one command."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from portal.work.worker import Worker, run_once


class Command(BaseCommand):
    """Drain the index queue, run the queued tasks and the periodic jobs.

    Runs until SIGTERM or SIGINT, lives through restarts of PostgreSQL and Elasticsearch, and may
    run several times at once.
    """

    help = "Works in the background: index queue, tasks, mail, scheduled publishing, clean-ups."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--once``."""
        parser.add_argument("--once", action="store_true", help="do all that is due, then exit")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        """Run."""
        if once:
            run_once()
            return
        worker = Worker()

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        worker.run()
