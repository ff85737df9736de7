"""Files become part of what was sent, and are erased with it."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.blocks import StreamValue

from forms.fields.reading import questions_of
from forms.files.checking import tell
from forms.files.storage import vault
from forms.models.attachment import Attachment
from forms.models.submission import Submission


class FilesAlreadySent(Exception):
    """A file of these answers is part of another submission."""


def keys_in(stream: StreamValue, answers: dict[str, Any]) -> list[str]:
    """Return the keys of all files in stored answers."""
    return [
        key
        for child in questions_of(stream)
        if child.id in answers
        for key in child.block.files(answers[child.id])
    ]


def attach(submission: Submission, stream: StreamValue, answers: dict[str, Any]) -> None:
    """Make the files of stored answers part of a saved submission; call it in its transaction.

    Costs nothing for answers without files. ``FilesAlreadySent`` if one of them was sent with another
    submission, or has been erased since the form was checked.
    """
    keys = keys_in(stream, answers)
    if not keys:
        return
    rows = Attachment.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    mine = [row for row in rows if row.submission_id in (None, submission.pk)]
    if len(mine) != len(set(keys)):
        raise FilesAlreadySent
    new = [row for row in mine if row.submission_id is None]
    Attachment.objects.filter(pk__in=[row.pk for row in new]).update(submission=submission, held_until=None)
    for row in new:
        if row.is_infected:
            # The antivirus was faster than its sender.
            tell(row, submission.pk)


def erase_unanswered(submissions: Iterable[Submission]) -> None:
    """Erase the files that answers no longer name; call it in the transaction that changed them."""
    by_key = {row.pk: row for row in submissions}
    if not by_key:
        return
    gone = [
        attachment
        for attachment in Attachment.objects.filter(submission__in=by_key)
        if str(attachment.pk) not in _named(by_key[attachment.submission_id].answers)  # type: ignore[index]
    ]
    if gone:
        erase(gone)


def erase_replaced(submission: Submission, before: dict[str, Any]) -> None:
    """Erase the files that answers no longer name, if those before them named any."""
    if _named(before) - _named(submission.answers):
        erase_unanswered([submission])


def _named(answers: dict[str, Any]) -> set[str]:
    """Return all texts in lists among the answers: the keys of files are among them."""
    lists = [stored for stored in answers.values() if isinstance(stored, list)]
    return {each for stored in lists for each in stored if isinstance(each, str)}


def erase(rows: Iterable[Attachment]) -> int:
    """Erase rows and, once that is committed, their files; return how many there were."""
    rows = list(rows)
    names = [row.file for row in rows if row.file]
    erased, _by_model = Attachment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(partial(_delete_files, names))
    return erased


def _delete_files(names: Iterable[str]) -> None:
    for name in names:
        vault.delete(name)
