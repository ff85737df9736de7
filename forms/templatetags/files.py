"""Files beside the answers that name them."""

import uuid
from collections.abc import Iterable

from django import template

from forms.fields.base import Answer
from forms.models import Attachment

register = template.Library()


@register.simple_tag
def attached(answers: Iterable[Answer]) -> dict[str, Attachment]:
    """Return the files of answers by key: one query for all of them, none where there are none."""
    keys = [key for answer in answers for key in answer.files]
    return {str(row.pk): row for row in Attachment.objects.filter(pk__in=_valid(keys))} if keys else {}


@register.filter
def of_answer(files: dict[str, Attachment], answer: Answer) -> list[Attachment]:
    """Return the files of one answer, in the order in which they were sent."""
    return [files[key] for key in answer.files if key in files]


def _valid(keys: Iterable[str]) -> list[uuid.UUID]:
    """Return keys that can be looked up; a foreign answer may hold other texts."""
    found = []
    for key in keys:
        try:
            found.append(uuid.UUID(key))
        except ValueError:
            continue
    return found
