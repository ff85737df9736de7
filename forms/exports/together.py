"""All answers of a contribution in one cell, for files about forms that ask different things."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from forms.exports.answers import CONTACT_QUESTIONS
from forms.exports.cells import cell_of
from forms.exports.columns import Column
from forms.exports.reading import Batch
from forms.exports.table import Head
from forms.fields.reading import questions_of
from forms.models import FormVersion

# What reads the stored answers of one version.
ReadAll = Callable[[dict[str, Any]], str | None]


class Together:
    """Reads any version's answers; a version is made out when the first of its rows comes."""

    def __init__(self, *, with_contacts: bool) -> None:
        """Know no version yet; without the right to contacts these answers are left out."""
        self._with_contacts = with_contacts
        self._readers: dict[int, ReadAll] = {}

    def __call__(self, batch: Batch) -> Sequence[Any]:
        """Return one text for each row."""
        versions = batch["version_id"]
        new = set(versions) - self._readers.keys()
        for version in FormVersion.objects.filter(pk__in=new):
            self._readers[version.pk] = self._reader(version)
        return [self._readers[pk](answers) for pk, answers in zip(versions, batch["answers"], strict=True)]

    def _reader(self, version: FormVersion) -> ReadAll:
        """Return what reads the answers of one version: a line for each question that was answered."""
        questions = [
            (child.id, child.value.get("label") or "", cell_of(child.block, [child.value]).read)
            for child in questions_of(version.stream)
            if self._with_contacts or not isinstance(child.block, CONTACT_QUESTIONS)
        ]

        def read(answers: dict[str, Any]) -> str | None:
            lines = [
                f"{label} – {value}"
                for question_id, label, cell in questions
                if (value := cell(answers.get(question_id))) is not None
            ]
            return "\n".join(lines) or None

        return read


def together_column(*, with_contacts: bool, is_usual: bool) -> Column:
    """Return the column."""
    read = Together(with_contacts=with_contacts)
    return Column(
        head=Head("answers_together", _("All answers in one column")),
        fields=("answers", "version_id"),
        read=read,
        read_raw=read,
        is_usual=is_usual,
    )
