"""What the commands that import questionnaires share."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.exchange.draft import Draft
from forms.exchange.errors import FileRefused
from forms.exchange.limesurvey.types import type_label
from forms.exchange.report import Line, Outcome, Report
from pages.exchange.kinds import kind_label
from pages.exchange.parents import find_parent
from pages.exchange.services import make_page

# What the exit code tells, beside 0 for "all questions were taken".
SOME_REFUSED = 1
NOTHING_MADE = 2


class ImportCommand(BaseCommand):
    """Read a file, make a page of it, and say what became of each question."""

    file_help: ClassVar[str]

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare file and page."""
        parser.add_argument("file", type=Path, help=self.file_help)
        parser.add_argument(
            "--parent", required=True, help="slug (or path) of the page below which the questionnaire is made"
        )
        parser.add_argument("--dry-run", action="store_true", help="report on everything, make nothing")

    def read(self, path: Path) -> Draft:
        """Return what the file says; ``FileRefused`` if nothing can be taken."""
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and report question by question."""
        try:
            parent = find_parent(options["parent"])
            draft = self.read(options["file"])
        except FileRefused as error:
            raise CommandError(str(error), returncode=NOTHING_MADE) from error
        with transaction.atomic():
            page = make_page(draft, parent)
            if options["dry_run"]:
                transaction.set_rollback(True)
        self._tell(draft.report)
        if options["dry_run"]:
            self.stdout.write(_("Dry run: nothing was written."))
        else:
            self.stdout.write(
                _("Draft page: “%(title)s”, number %(number)d, below “%(parent)s”.")
                % {"title": page.title, "number": page.pk, "parent": parent.title}
            )
        if refused := draft.report.count(Outcome.REFUSED):
            raise CommandError(
                ngettext("%(number)d question was refused.", "%(number)d questions were refused.", refused)
                % {"number": refused},
                returncode=SOME_REFUSED,
            )

    def _tell(self, report: Report) -> None:
        for line in report.lines:
            self._tell_line(line)
        for remark in report.remarks:
            self.stdout.write(str(remark))
        for outcome, number in report.totals:
            self.stdout.write(_("%(outcome)s: %(number)d") % {"outcome": outcome.label, "number": number})

    def _tell_line(self, line: Line) -> None:
        became = ", ".join(str(kind_label(kind)) for kind in dict.fromkeys(line.became))
        self.stdout.write(
            _("%(place)s %(name)s [%(type)s] %(label)s")
            % {"place": line.place, "name": line.name, "type": type_label(line.type), "label": line.label}
        )
        self.stdout.write(f"    {line.outcome_label}{' → ' + became if became else ''}")
        for remark in line.remarks:
            self.stdout.write(f"    – {remark}")
