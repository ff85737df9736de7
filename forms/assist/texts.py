"""What residents wrote in their own words: where warnings are looked for, and words can be masked."""

from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from forms.fields.reading import questions_of
from forms.models import Submission
from portal.search.folding import fold

ADDRESS = "address"


@dataclass(frozen=True)
class Written:
    """One answer in somebody's own words, as it is stored."""

    question_id: str
    label: str
    published: bool
    # Whether the question asks for a place, so that an address in it is no surprise.
    asks_place: bool
    text: str


def written_answers(stream: StreamValue, answers: dict[str, Any]) -> list[Written]:
    """Return the answers in own words, in the form's order.

    Contact data that a form asks for (an address, a telephone number) is none of them: it is never
    published, and everybody knows what it is.
    """
    return [
        Written(
            question_id=child.id,
            label=child.value.get("label") or "",
            published=bool(child.value.get("published")),
            asks_place=child.block_type == "place",
            text=text,
        )
        for child in questions_of(stream)
        if child.block.is_free_text and "published" in child.block.child_blocks
        if (text := text_of(answers.get(child.id)))
    ]


def text_of(stored: Any) -> str:
    """Return the words of a stored answer: a text, or the address of a place."""
    if isinstance(stored, dict):
        stored = stored.get(ADDRESS)
    return stored if isinstance(stored, str) else ""


def with_text(stored: Any, text: str) -> Any:
    """Return a stored answer with other words."""
    return {**stored, ADDRESS: text} if isinstance(stored, dict) else text


def said(submission: Submission) -> str:
    """Return what its author wants published, in their own words alone, folded.

    The names of themes, territories and places are left out: everybody of a district shares them.
    """
    written = written_answers(submission.version.stream, submission.answers)
    return fold("\n".join(each.text for each in written if each.published and not each.asks_place))
