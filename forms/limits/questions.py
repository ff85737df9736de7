"""Which questions an anonymous page may not ask."""

from collections.abc import Mapping
from typing import Any

from forms.fields.contact import Phone
from forms.fields.files import FileQuestion
from forms.fields.hidden import Hidden
from forms.fields.reading import questions_of
from forms.fields.text import Email


def identifying(stream: Any) -> list[str]:
    """Return the labels of questions whose answers say who somebody is, or by which link they came.

    A file does, too: it carries the name of its author and, on the disk, the minute it came in.
    """
    return [
        str(child.value.get("label") or child.block.label)
        for child in questions_of(stream)
        if isinstance(child.block, (Email, Phone, FileQuestion))
        or (isinstance(child.block, Hidden) and child.block.holds_text(child.value))
    ]


def without_free_hidden(stream: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers without what links say that their editor did not list: it may name somebody.

    A link with a value of its own for each letter tells who answers as well as a code does.
    """
    listed = {
        child.id: set(child.value.get("values") or ())
        for child in questions_of(stream)
        if isinstance(child.block, Hidden)
    }
    return {pk: stored for pk, stored in answers.items() if pk not in listed or stored in listed[pk]}


def label_of_option(stream: Any, question_id: str, option: str) -> str:
    """Return the words of an option as results count it, its key if the form no longer offers it."""
    for child in questions_of(stream):
        if child.id == question_id:
            return str(child.block.bucket_labels(child.value).get(option, option))
    return option


def divisible(stream: Any) -> list[Any]:
    """Return the questions by whose options a page's places can be divided."""
    return [
        child
        for child in questions_of(stream)
        if child.block.is_countable and child.block.bucket_labels(child.value)
    ]
