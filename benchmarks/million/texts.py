"""A word mixer: contributions of any number out of the sentences of ours, with places of no map."""

import random
from dataclasses import dataclass

from benchmarks.relevance.data import contributions
from portal.search.folding import fold

SYLLABLES = str.split(
    "val mont bel roche clair saint long ville fon taine mar gue ri vo ché no lan do ser pla bre ton "
    "gui lau re cour bos quet ha meau pré neu for tie mou lin bas haut per ron tri gnac lec esse"
)
WAYS = ("rue", "place", "allée", "chemin", "quartier", "impasse", "avenue", "parc")
HINTS = (
    "C’est surtout vrai {place}.",
    "Je pense en particulier à ce qui se passe {place}.",
    "Un essai pourrait commencer {place}.",
    "Les habitants {place} en parlent depuis des années.",
)
PLACES = 20_000
# How many sentences a text has, and how often.
LENGTHS, LENGTH_WEIGHTS = (1, 2, 3, 5, 8, 14), (18, 26, 24, 19, 10, 3)
TITLE_LENGTH = 120


@dataclass(frozen=True)
class Piece:
    """Words with what the search in the database keeps of them."""

    text: str
    folded: str


@dataclass(frozen=True)
class Text:
    """A title and what follows it."""

    title: str
    body: str
    folded: str


class Mixer:
    """Mixes texts by language and theme; the same seed gives the same texts."""

    def __init__(self, seed: int = 1) -> None:
        """Take the sentences apart and invent the places."""
        self.random = random.Random(seed)
        self.themes = sorted({each.theme for each in contributions()})
        self._titles: dict[tuple[str, str], list[Piece]] = {}
        self._sentences: dict[tuple[str, str], list[Piece]] = {}
        for each in contributions():
            key = (each.language, each.theme)
            self._titles.setdefault(key, []).append(_piece(each.title))
            for sentence in each.text.split(". "):
                self._sentences.setdefault(key, []).append(_piece(sentence.rstrip(".") + "."))
        self._fallback = ("fr", self.themes[0])
        self._places = [self._place() for _n in range(PLACES)]
        # Few places are spoken of often, most are seldom.
        weights = [1 / (rank + 10) for rank in range(PLACES)]
        self._drawn = self.random.choices(self._places, weights, k=200_000)

    def mix(self, language: str, theme: str) -> Text:
        """Return one text on a theme."""
        draw = self.random
        key = (language, theme) if (language, theme) in self._sentences else self._fallback
        place = self._drawn[int(draw.random() * len(self._drawn))]
        title = draw.choice(self._titles[key])
        number = draw.choices(LENGTHS, LENGTH_WEIGHTS)[0]
        parts = draw.choices(self._sentences[key], k=number)
        hint = draw.choice(HINTS).replace("{place}", place.text)
        body = " ".join([part.text for part in parts])
        return Text(
            title=f"{title.text}, {place.text}"[:TITLE_LENGTH],
            body=f"{body} {hint}",
            folded=" ".join([title.folded, place.folded, *[part.folded for part in parts], place.folded]),
        )

    def _place(self) -> Piece:
        draw = self.random
        name = "".join(draw.choices(SYLLABLES, k=draw.choice((2, 2, 3, 3, 4)))).capitalize()
        return _piece(f"{draw.choice(WAYS)} {name}")


def _piece(text: str) -> Piece:
    return Piece(text, fold(text))
