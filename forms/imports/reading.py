"""A row of a file becomes what the intake takes, validated by the page's own form."""

import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from forms.builder import field_name
from forms.fields.labels import LabelQuestion
from forms.fields.plain import visible
from forms.fields.reading import questions_of
from forms.imports.columns import EXTERNAL_ID, LANGUAGE, RECEIVED, Columns
from forms.imports.errors import RowRefused
from forms.imports.labels import Labels
from forms.intake.services import Sending
from forms.models import Submission

if TYPE_CHECKING:
    from forms.page import FormPage

# How spreadsheets set to French write a date, beside ISO 8601.
FRENCH_FORMATS = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y")
ID_LENGTH = Submission._meta.get_field("external_id").max_length or 0


class RowReader:
    """Reads the rows of one file for one page."""

    def __init__(self, page: "FormPage", columns: Columns, labels: Labels) -> None:
        """Make the form once; every row goes through it."""
        self._page = page
        self._columns = columns
        self._labels = labels
        self._form = page.build_form(QueryDict())
        self._questions = [c for c in questions_of(page.form) if columns.answers(c.id)]
        for child in questions_of(page.form):
            if isinstance(child.block, LabelQuestion):
                # A query for each row otherwise; and it takes in what is created on the way.
                field = self._form.fields[field_name(child.id)]
                field.offered = partial(labels.choices, child.block.model)  # type: ignore[attr-defined]

    def read(self, cells: list[str]) -> Sending:
        """Return the row as a sending; ``RowRefused`` says what is wrong with it."""
        external_id = visible(self._fact(cells, EXTERNAL_ID))
        if not external_id:
            raise RowRefused(_("it has no external_id"))
        if len(external_id) > ID_LENGTH:
            raise RowRefused(_("its external_id is longer than %(limit)d characters") % {"limit": ID_LENGTH})
        return Sending(
            answers=self._answers(cells),
            # Not secret itself: what is kept and told of it is keyed (forms.receipts).
            seed=f"import:{self._page.translation_key}:{external_id}",
            language=self._language(self._fact(cells, LANGUAGE)),
            external_id=external_id,
            received_at=moment(self._fact(cells, RECEIVED)),
        )

    def _fact(self, cells: list[str], name: str) -> str:
        number = self._columns.facts.get(name)
        return "" if number is None else cells[number]

    def _answers(self, cells: list[str]) -> dict[str, object]:
        data: MultiValueDict[str, str] = MultiValueDict()
        for child in self._questions:
            text = self._text(child.id, cells)
            if not text:
                continue
            if isinstance(child.block, LabelQuestion):
                given = [self._labels.key(child.block.model, text)]
            else:
                try:
                    given = child.block.from_text(child.value, text)
                except ValidationError as error:
                    raise RowRefused(f"“{child.value.get('label')}”: {error.messages[0]}") from error
            data.setlist(field_name(child.id), given)
        form = self._form
        form.data = data
        # A file writes its numbers as the page's language does.
        with translation.override(self._page.locale.language_code):
            form.full_clean()
        if form.errors:
            raise RowRefused(
                " ".join(
                    f"“{form.fields[name].label}”: {error}" if name in form.fields else str(error)
                    for name, errors in form.errors.items()
                    for error in errors
                )
            )
        return form.answers()

    def _text(self, question_id: str, cells: list[str]) -> str:
        """Return what answers a question, its parts as one text if they stand in columns of their own."""
        number = self._columns.questions.get(question_id)
        if number is not None:
            return visible(cells[number])
        parts = {part: visible(cells[at]) for part, at in self._columns.parts[question_id].items()}
        return "\n".join(f"{part}: {text}" for part, text in parts.items() if text)

    def _language(self, text: str) -> str:
        if not text:
            return self._page.locale.language_code
        code = text.casefold()
        if code not in dict(settings.LANGUAGES):
            raise RowRefused(
                _("“%(code)s” is no language of the portal (%(codes)s)")
                % {"code": text, "codes": ", ".join(dict(settings.LANGUAGES))}
            )
        return code


def moment(text: str) -> datetime.datetime:
    """Return the moment that a date with or without a time names, in the site's time zone.

    Now if there is none. ``RowRefused`` if it cannot be read or lies in the future.
    """
    now = timezone.now()
    if not text:
        return now
    found = _parsed(text)
    if found is None:
        raise RowRefused(
            _("“%(text)s” is no date: write 2026-03-31, 31/03/2026 or 2026-03-31 14:05") % {"text": text}
        )
    if timezone.is_naive(found):
        found = timezone.make_aware(found)
    if found > now:
        raise RowRefused(_("“%(text)s” lies in the future") % {"text": text})
    return found


def _parsed(text: str) -> datetime.datetime | None:
    try:
        if found := parse_datetime(text):
            return found
        if day := parse_date(text):
            return datetime.datetime.combine(day, datetime.time())
    except ValueError:
        return None
    for pattern in FRENCH_FORMATS:
        try:
            return datetime.datetime.strptime(text, pattern)  # noqa: DTZ007 - made aware by the caller
        except ValueError:
            continue
    return None
