"""The nearest word for one that finds nothing.

The server proposes words from the dictionaries of the public index and words that sound the same; what
counts is whether public texts have them now, and how near they are.
"""

from collections.abc import Sequence
from typing import Any

from portal.search import engine, indices, vocabulary
from portal.search.registry import Index
from portal.search.sounds import sound

# Shorter words have too many neighbours.
SHORTEST = 5
# From this length on a word may be written wrong in two places.
LONG = 7
CANDIDATES = 20
FIELDS = ("title", "text")
MOST_DISTANT = 99


def nearest(misspelt: Sequence[str], team: Sequence[str] = ()) -> dict[str, str]:
    """Return for each of the folded words the nearest one of public texts, as it is written there.

    ``team``: words of the team's synonyms, which are taken where no text has one so near; by their
    synonyms they may find something. A word that has none near enough is left out. Raises
    ``SearchUnavailable``.
    """
    misspelt = [word for word in misspelt if len(word) >= SHORTEST]
    near = _candidates(misspelt)
    written = vocabulary.present(sorted({each for some in near.values() for each in some}))
    heard = vocabulary.sounding_like(sorted({key for word in misspelt if (key := sound(word))}))
    written |= {folded: way for folded, way in heard.items() if folded not in written}
    found = {}
    for word in misspelt:
        # The order of ``written`` is that of frequency: it decides among words equally near.
        distances = {each: _distance(word, each) for each in [*written, *team]}
        best = min(distances, key=lambda each: distances[each], default="")
        if best and distances[best] <= _most_edits(word):
            found[word] = written.get(best, best)
    return found


def _distance(word: str, other: str) -> float:
    """Return how far a word is from another: what sounds the same is hardly one letter away."""
    if word[0] == other[0] and (edits := distance(word, other)) <= 1:
        return edits
    heard = sound(word)
    if heard and heard == sound(other):
        return 1
    return distance(word, other) if word[0] == other[0] else MOST_DISTANT


def _most_edits(word: str) -> int:
    """Return in how many places a word may be written wrong."""
    return 2 if len(word) >= LONG else 1


def _candidates(misspelt: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return words near each of these, with their distance."""
    if not misspelt:
        return {}
    suggest: dict[str, Any] = {
        f"{number} {field}": {
            "text": word,
            "term": {
                "field": field,
                "analyzer": "whitespace",
                "size": CANDIDATES,
                # Whether a word is "missing" must not hang on what was deleted a moment ago.
                "suggest_mode": "always",
                "max_term_freq": 1_000_000_000,
                "max_edits": _most_edits(word),
                "prefix_length": 1,
                "min_word_length": SHORTEST,
            },
        }
        for number, word in enumerate(misspelt)
        for field in FIELDS
    }
    answer = engine.ask(index=indices.alias_of(Index.PUBLIC), suggest=suggest, size=0)
    found: dict[str, dict[str, int]] = {word: {} for word in misspelt}
    for name, entries in answer["suggest"].items():
        word = misspelt[int(name.split()[0])]
        for option in (option for entry in entries for option in entry["options"]):
            found[word][option["text"]] = distance(word, option["text"])
    return found


def distance(one: str, other: str) -> int:
    """Return how many letters were added, left out, changed or swapped with their neighbour.

    The restricted distance of Damerau and Levenshtein, as the server's own suggester counts it.
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
