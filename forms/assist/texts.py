"""What residents wrote in their own words: where warnings are looked for, and words can be masked."""

from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from forms.fields.other import OTHER
from forms.fields.place import Place
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
            asks_place=isinstance(child.block, Place),
            text=text,
        )
        for child in questions_of(stream)
        if child.block.holds_text(child.value) and "published" in child.block.child_blocks
        if (text := child.block.written(answers.get(child.id)))
    ]


def text_of(stored: Any) -> str:
    """Return the words of a stored answer that has any: a text, an address, “other”."""
    if isinstance(stored, list):
        return next((text for each in stored if isinstance(each, dict) and (text := text_of(each))), "")
    if isinstance(stored, dict):
        stored = stored.get(ADDRESS) or stored.get(OTHER)
    return stored if isinstance(stored, str) else ""


def with_text(stored: Any, text: str) -> Any:
    """Return a stored answer with other words."""
    if isinstance(stored, list):
        return [with_text(each, text) if isinstance(each, dict) else each for each in stored]
    if isinstance(stored, dict):
        return {**stored, OTHER if OTHER in stored else ADDRESS: text}
    return text


def said(submission: Submission) -> str:
    """Return what its author wants published, in their own words alone, folded.

    The names of themes, territories and places are left out: everybody of a district shares them.
    """
    written = written_answers(submission.version.stream, submission.answers)
    return fold("\n".join(each.text for each in written if each.published and not each.asks_place))
