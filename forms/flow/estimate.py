"""How long a form takes to answer: an estimate from its questions, said as one.

It adds up reading at 200 words a minute, a little below the 238 that adults read silently on average
(Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109, 2019), and
a fixed time for each kind of answer, which is our own guess: to choose takes seconds, to write a
minute. Whoever is not asked some questions needs less, so there are a shortest and a longest time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

from forms.fields.base import Question
from forms.logic.asking import conditions_of

WORDS_A_SECOND = 200 / 60
# Seconds to answer, once the question is read; what is not named here is chosen or typed in a moment.
SECONDS = {
    "consent": 3,
    "yes_no": 3,
    "single_choice": 5,
    "scale": 5,
    "nps": 5,
    "image_choice": 6,
    "multiple_choice": 8,
    "short_text": 15,
    "long_text": 60,
    "place": 30,
    "point": 30,
    "files": 45,
    "ranking": 25,
    "budget": 40,
}
OTHERWISE = 10
# Each row of a table is a question of its own.
ROW = 5
# From so many minutes on, a precise number would pretend to a precision that there is not.
ROUGH = 10
STEP = 5


@dataclass(frozen=True)
class Estimate:
    """Minutes for whoever is asked the least, and for whoever is asked all."""

    shortest: int
    longest: int
    questions: int

    @property
    def is_range(self) -> bool:
        """Whether the two differ."""
        return self.shortest != self.longest


def estimate(stream: Iterable[StreamValue.StreamChild]) -> Estimate:
    """Return how long a form takes."""
    shortest = longest = 0.0
    questions = 0
    page_is_sure = section_is_sure = True
    for child in stream:
        is_sure = not conditions_of(child)
        if child.block_type == "page":
            page_is_sure, section_is_sure = is_sure, True
        elif child.block_type == "section":
            section_is_sure = is_sure
        seconds = _seconds(child)
        questions += isinstance(child.block, Question) and child.block.is_seen
        longest += seconds
        if page_is_sure and section_is_sure and is_sure:
            shortest += seconds
    return Estimate(_minutes(shortest), _minutes(longest), questions)


def _seconds(child: StreamValue.StreamChild) -> float:
    if not getattr(child.block, "is_seen", True):
        return 0.0
    seconds = _words(child.value) / WORDS_A_SECOND
    if isinstance(child.block, Question):
        rows = child.value.get("rows") or ()
        seconds += ROW * len(rows) if rows else SECONDS.get(child.block_type, OTHERWISE)
    return seconds


def _words(value: Any) -> int:
    """Return how many words there are to read in a question: its own, its help, its options and rows."""
    words = sum(
        len(strip_tags(str(value.get(name) or "")).split())
        for name in ("heading", "intro", "text", "label", "help_text")
    )
    for name in ("options", "rows", "columns"):
        for item in value.get(name) or ():
            text = item if isinstance(item, str) else getattr(item, "get", lambda _name: "")("label")
            words += len(str(text or "").split())
    return words


def _minutes(seconds: float) -> int:
    minutes = max(1, ceil(seconds / 60))
    return minutes if minutes <= ROUGH else STEP * ceil(minutes / STEP)
