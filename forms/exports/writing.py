"""Rows of the table as pieces of a file."""

from collections.abc import Callable, Iterator, Sequence

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from forms.exports.columns import Column
from forms.exports.reading import batches
from forms.exports.table import Format
from forms.models import Submission


def pieces(
    rows: "QuerySet[Submission]",
    columns: Sequence[Column],
    into: Format,
    *,
    up_to: int,
    after_batch: Callable[[int], None] = lambda number: None,
) -> Iterator[bytes]:
    """Yield a file of these rows, up to this id, while it is made: the first piece needs no row.

    ``after_batch`` is called with the number of rows of each batch once they are written; what it
    raises ends the file. Words are in the language in which this was called.
    """
    # Found now: when the first piece is asked for, the request may be over.
    language = translation.get_language() or settings.LANGUAGE_CODE
    return _pieces(rows, columns, into, up_to, after_batch, language)


def _pieces(
    rows: "QuerySet[Submission]",
    columns: Sequence[Column],
    into: Format,
    up_to: int,
    after_batch: Callable[[int], None],
    language: str,
) -> Iterator[bytes]:
    annotations = {name: expression for column in columns for name, expression in column.annotations.items()}
    fields = list(dict.fromkeys(field for column in columns for field in column.fields))
    reads = [column.read_raw if into.is_raw else column.read for column in columns]
    yield into.begin([column.head for column in columns])
    for batch in batches(rows.annotate(**annotations), fields, up_to=up_to):
        # Between two pieces other work may have the thread.
        with translation.override(language):
            data = into.rows([read(batch) for read in reads])
        if data:
            yield data
        after_batch(batch.size)
    yield into.end()
