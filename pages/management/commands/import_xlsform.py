"""The command that makes a questionnaire of an XLSForm."""

from pathlib import Path

from forms.exchange.draft import Draft
from forms.exchange.xlsform.reading import read_xlsform
from pages.exchange.command import ImportCommand


class Command(ImportCommand):
    """Import an XLSForm as a draft page."""

    help = (
        "Make a draft questionnaire of an XLSForm (.xlsx). Exit code: 0 all questions were taken, some "
        "approximated perhaps, 1 some were refused, 2 nothing was made."
    )
    file_help = "a file in the XLSForm format, .xlsx"

    def read(self, path: Path) -> Draft:
        """Return what the file says."""
        return read_xlsform(path, path.name)
