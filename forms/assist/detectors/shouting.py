"""Sentences in capitals. Names of places, abbreviations and a word that is stressed are none."""

import re
from collections.abc import Iterator

from forms.assist.kinds import Kind, Span

# A run of words in capitals with what stands between them. Figures belong to it, but do not count.
WORD = r"[^\W\d_a-zà-öø-ÿœ]+(?:['’][^\W\d_a-zà-öø-ÿœ]+)*"
RUN = re.compile(rf"(?<![^\W_]){WORD}(?:[^\w\n]+(?:{WORD}|\d+)(?![^\W\d_]))*(?![^\W\d_])[!?]*")
SINGLE = re.compile(r"[^\W\d_]+")
# At least so many words of at least so many letters: abbreviations ("RER", "PMR") are shorter.
FEWEST_WORDS, LONG_WORD, FEWEST_LONG = 4, 4, 3
FEWEST_LETTERS = 18


def find(text: str) -> Iterator[Span]:
    """Yield the runs of capitals that are long enough for a sentence."""
    for match in RUN.finditer(text):
        words = SINGLE.findall(match[0])
        long = [word for word in words if len(word) >= LONG_WORD]
        is_long = sum(map(len, words)) >= FEWEST_LETTERS
        if is_long and len(words) >= FEWEST_WORDS and len(long) >= FEWEST_LONG:
            yield Span(match.start(), match.end(), Kind.SHOUTING)
