"""The command that makes a questionnaire of a survey of LimeSurvey."""

from pathlib import Path

from forms.exchange.draft import Draft
from forms.exchange.limesurvey.reading import read_limesurvey
from pages.exchange.command import ImportCommand


class Command(ImportCommand):
    """Import a survey structure as a draft page."""

    help = (
        "Make a draft questionnaire of a survey of LimeSurvey (.lss). Exit code: 0 all questions were taken, "
        "some approximated perhaps, 1 some were refused, 2 nothing was made."
    )
    file_help = "a survey structure exported from LimeSurvey, .lss"

    def read(self, path: Path) -> Draft:
        """Return what the file says."""
        return read_limesurvey(path, path.name)
