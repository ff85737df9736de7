"""The command that writes the form of a page as an XLSForm."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from forms.imports.errors import ImportRefused
from forms.imports.pages import find_form_page
from pages.exchange.exporting import export_of

NOTHING_WRITTEN = 2


class Command(BaseCommand):
    """Write an XLSForm, with the translations of the page as languages."""

    help = (
        "Write the form of a page, as it was last saved, as an XLSForm. Exit code: 0, or 2 if nothing was "
        "written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare page and file."""
        parser.add_argument("file", type=Path, help="the file to write, .xlsx; one that is there is replaced")
        parser.add_argument("--page", required=True, help="slug (or path) of the page with the form")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        path: Path = options["file"]
        try:
            page = find_form_page(options["page"])
            path.write_bytes(export_of(page))
        except ImportRefused as error:
            raise CommandError(str(error), returncode=NOTHING_WRITTEN) from error
        except OSError as error:
            raise CommandError(
                _("%(path)s cannot be written: %(error)s.")
                % {"path": path, "error": error.strerror or error},
                returncode=NOTHING_WRITTEN,
            ) from error
        self.stdout.write(_("“%(title)s” was written to %(path)s.") % {"title": page.title, "path": path})
