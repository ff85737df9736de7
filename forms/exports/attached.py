"""The column of a question that is answered with files: their names and where each is read.

An export holds no file: whoever opens an address needs the right to read what it was sent with.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from forms.exports.columns import Column
from forms.exports.reading import Batch
from forms.exports.table import Head
from forms.fields.files import FileQuestion
from forms.models import Attachment

Attached = dict[str, str]


def file_column(question_id: str, head: Head, block: FileQuestion) -> Column:
    """Return the column; each batch of rows reads the names of its files in one query."""

    def column(read: Callable[[list[Attached]], Any]) -> Callable[[Batch], Sequence[Any]]:
        def values(batch: Batch) -> Sequence[Any]:
            keys = [block.files(answers.get(question_id)) for answers in batch["answers"]]
            names = _names([key for some in keys for key in some])
            return [read([_attached(key, names) for key in some]) if some else None for some in keys]

        return values

    return Column(head=head, fields=("answers",), read=column(_lines), read_raw=column(list))


def _names(keys: list[str]) -> dict[str, str]:
    rows = Attachment.objects.filter(pk__in=keys).values_list("pk", "name") if keys else ()
    return {str(key): name for key, name in rows}


def _attached(key: str, names: dict[str, str]) -> Attached:
    address = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("attachment", args=[key])
    return {"name": names.get(key, ""), "address": address}


def _lines(files: list[Attached]) -> str:
    return "\n".join(f"{file['name']} ({file['address']})" for file in files)
