"""Words and expressions that the team watches, found whatever their case, accents and endings."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from forms.assist.kinds import Kind, Span
from portal.search.analysis import FAMILY_ENDINGS, FAMILY_LENGTH
from portal.search.folding import fold

WORD = re.compile(r"[^\W_]+")
# What the search takes for one word family (portal.search.analysis).
FAMILY = re.compile(rf"^(.{{{FAMILY_LENGTH},}}?)(?:{'|'.join(FAMILY_ENDINGS)})+$")
# Plural and feminine. Short words lose the plural alone: "con" is not "cône".
INFLECTED = re.compile(rf"^(?:(.{{{FAMILY_LENGTH},}}?)(?:es|[esx])|(.{{2,}}?)[sx])$")


@dataclass(frozen=True, slots=True)
class Watched:
    """One entry of the list: the folded words of an expression, and whether their endings may differ."""

    words: tuple[str, ...]
    with_family: bool = True

    @classmethod
    def of(cls, expression: str, *, with_family: bool = True) -> "Watched":
        """Read an expression as the team wrote it."""
        return cls(tuple(fold(expression).split()), with_family)

    @property
    def key(self) -> str:
        """The first word, as texts are looked through for it."""
        return stem(self.words[0]) if self.with_family else self.words[0]

    def matches(self, words: Sequence[str]) -> bool:
        """Whether these folded words, as many as the expression has, are it."""
        if self.with_family:
            return [stem(word) for word in words] == [stem(word) for word in self.words]
        return tuple(words) == self.words


def stem(word: str) -> str:
    """Return what the words of a family have in common; short words only lose plural and feminine."""
    if match := INFLECTED.match(word):
        word = match[1] or match[2]
    match = FAMILY.match(word)
    return match[1] if match else word


class WatchedWords:
    """The team's list, ready to look through texts: the cost grows with the text, not with the list."""

    def __init__(self, entries: Iterable[Watched]) -> None:
        """Sort the entries by their first word."""
        self._by_key: dict[str, list[Watched]] = defaultdict(list)
        for entry in entries:
            if entry.words:
                self._by_key[entry.key].append(entry)

    def find(self, text: str) -> Iterator[Span]:
        """Yield where a watched word or expression stands."""
        if not self._by_key:
            return
        # A ligature or a special letter may fold to several words, or to none: each keeps its place.
        tokens = [(fold(match[0]), match) for match in WORD.finditer(text)]
        folded = [token for token, _match in tokens]
        for at, word in enumerate(folded):
            for entry in [*self._by_key.get(word, ()), *self._by_key.get(stem(word), ())]:
                last = at + len(entry.words)
                if entry.matches(folded[at:last]):
                    yield Span(tokens[at][1].start(), tokens[last - 1][1].end(), Kind.WORD)
                    break
