"""Stored answers as people read them."""

from collections.abc import Iterable
from typing import Any

from wagtail.blocks import StreamValue

from forms.fields.base import Answer, Question


def questions_of(stream: Iterable[StreamValue.StreamChild]) -> list[StreamValue.StreamChild]:
    """Return the children of a form that ask something, in order."""
    return [child for child in stream if isinstance(child.block, Question)]


def read_answers(
    stream: StreamValue, answers: dict[str, Any], *, published_only: bool = False
) -> list[Answer]:
    """Return every question of a form, or the published ones, each with its answer in words, in their order.

    A hidden field that no link filled is left out: nobody was asked.
    """
    return [
        Answer(
            question_id=child.id,
            kind=child.block_type,
            label=child.value.get("label") or "",
            lines=child.block.show(child.value, answers.get(child.id)),
            published=bool(child.value.get("published")),
            point=child.block.point(answers.get(child.id)),
            files=child.block.files(answers.get(child.id)),
            searched=child.block.searched,
        )
        for child in questions_of(stream)
        if (child.value.get("published") or not published_only)
        and (child.block.is_seen or child.id in answers)
    ]


def public_title(answers: list[Answer]) -> str:
    """Return the first published short text, else the start of the first published long one."""
    given = [answer for answer in answers if answer.published and answer.is_given]
    for answer in given:
        if answer.kind == "short_text":
            return answer.text
    for answer in given:
        if answer.kind == "long_text":
            first = answer.text.splitlines()[0]
            return first if len(first) <= 80 else first[:79].rsplit(" ", 1)[0] + "…"
    return ""


def public_text(answers: list[Answer]) -> str:
    """Return all that the form says is published, in one text."""
    return "\n".join(answer.text for answer in answers if answer.published and answer.is_given)
