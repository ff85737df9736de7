"""The command that brings a file of contributions into a page."""

import time
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from forms.enums import Channel
from forms.imports.columns import match_columns, parse_map
from forms.imports.errors import ImportRefused, Problem
from forms.imports.pages import find_form_page
from forms.imports.services import Importer, Tally
from forms.imports.table import Table, open_table

PROGRESS_SECONDS = 1.0
# What the exit code tells, beside 0 for "all rows are there now".
SOME_REFUSED = 1
NOTHING_TAKEN = 2
INTERRUPTED = 130


class Command(BaseCommand):
    """Import a CSV file: every row is a submission, validated by the page's own form."""

    help = (
        "Bring contributions from a CSV file into the form of a page. Run again, it takes only what "
        "is not there yet. Exit code: 0 all rows are there, 1 some were refused, 2 nothing was taken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare file, page, columns and channel."""
        parser.add_argument(
            "file", type=Path, help="UTF-8 or Windows-1252; separated by comma, semicolon or tab"
        )
        parser.add_argument("--page", required=True, help="slug (or path) of the page with the form")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="TARGET=COLUMN,…",
            help=(
                "which column gives what. Targets: external_id, received, language, title, text, "
                "theme, territory, or a question's label or id. Columns named alike need no mapping."
            ),
        )
        parser.add_argument("--channel", choices=Channel.values, default=Channel.IMPORT)
        parser.add_argument(
            "--create-labels", action="store_true", help="make themes and territories that are missing"
        )
        parser.add_argument("--dry-run", action="store_true", help="check everything, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, report each refused row, and end with the numbers."""
        try:
            page = find_form_page(options["page"])
            wanted = parse_map(options["map"])
            with open_table(options["file"]) as table:
                columns = match_columns(page.form, table.header, wanted)
                if columns.unused:
                    self.stdout.write(_("Columns left out: %s.") % ", ".join(columns.unused))
                importer = Importer(
                    page,
                    columns,
                    channel=Channel(options["channel"]),
                    create_labels=options["create_labels"],
                    report=self._report,
                )
                with transaction.atomic() if options["dry_run"] else nullcontext():
                    self._run(importer, table)
                    if options["dry_run"]:
                        transaction.set_rollback(True)
        except ImportRefused as error:
            raise CommandError(str(error), returncode=NOTHING_TAKEN) from error
        except KeyboardInterrupt:
            raise CommandError(
                _("Interrupted. What was imported stays; run it again to go on."), returncode=INTERRUPTED
            ) from None
        self._summarise(importer.tally, dry_run=options["dry_run"])
        if importer.tally.refused:
            raise CommandError(_("Some rows were refused: see above."), returncode=SOME_REFUSED)

    def _run(self, importer: Importer, table: Table) -> None:
        """Run it and tell now and then how far it is."""
        told = time.monotonic()
        for tally in importer.run(table):
            if time.monotonic() - told >= PROGRESS_SECONDS:
                told = time.monotonic()
                self.stderr.write(
                    _("%(percent)d %%: %(rows)d rows read, %(imported)d imported…")
                    % {"percent": 100 * table.progress, "rows": tally.rows, "imported": tally.imported}
                )

    def _report(self, problem: Problem) -> None:
        if problem.first_line == problem.last_line:
            where = _("Line %(line)d") % {"line": problem.first_line}
        else:
            where = _("Lines %(first)d to %(last)d") % {
                "first": problem.first_line,
                "last": problem.last_line,
            }
        self.stderr.write(_("%(where)s: %(reason)s") % {"where": where, "reason": problem.reason})

    def _summarise(self, tally: Tally, *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write(_("Dry run: nothing was written."))
        if tally.created_labels:
            self.stdout.write(
                _("Themes and territories made: %(names)s.") % {"names": ", ".join(tally.created_labels)}
            )
        self.stdout.write(
            _("Imported: %(imported)d. Already there: %(present)d. Refused: %(refused)d.")
            % {"imported": tally.imported, "present": tally.present, "refused": tally.refused}
        )
