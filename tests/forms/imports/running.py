"""Running the import as an operator does."""

import io
from dataclasses import dataclass
from pathlib import Path

from django.core.management import CommandError, call_command
from django.utils import translation

from forms.models import Submission


@dataclass(frozen=True)
class Run:
    """How a run ended: its exit code and what it said."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """The lines that tell of refused rows, progress aside."""
        return [line for line in self.err.splitlines() if line.startswith("Line")]


def run_import(path: Path, *options: str, page: str = "idees") -> Run:
    """Run the command on a file, its messages in English."""
    out, err = io.StringIO(), io.StringIO()
    code, message = 0, ""
    with translation.override("en"):
        try:
            call_command("import_contributions", str(path), "--page", page, *options, stdout=out, stderr=err)
        except CommandError as error:
            code, message = error.returncode, str(error)
    return Run(code, out.getvalue(), err.getvalue() + message)


def titles() -> list[str]:
    """Return the titles of what is recorded, in the order in which it was."""
    return list(Submission.objects.order_by("pk").values_list("title", flat=True))
