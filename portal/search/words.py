"""The words of a query, cut and folded as the indices cut and fold texts, and which of them tell a topic."""

import re
from collections.abc import Mapping

from portal.search.analysis import (
    ELIDED,
    ENGLISH_STOP_WORDS,
    FRENCH_STOP_WORDS,
    QUESTION_WORDS_EN,
    QUESTION_WORDS_FR,
)
from portal.search.folding import fold

# More words than these tell no more about what is looked for, and each costs.
MOST_WORDS = 12

APOSTROPHES = re.compile("[’ʼ‘]")
# Longest first: "qu" before "q" would be.
_ARTICLES = rf"(?:{'|'.join(sorted(ELIDED, key=len, reverse=True))})['’ʼ‘]"
ELISION = re.compile(rf"\b{_ARTICLES}", re.IGNORECASE)
ELIDED_START = re.compile(_ARTICLES, re.IGNORECASE)
# As the standard tokenizer: an apostrophe within a word is a part of it ("prud'hommes").
_WORD = r"[^\W_]+(?:['’ʼ‘][^\W_]+)*"
WORD = re.compile(_WORD)
LAST = re.compile(rf"{_WORD}$")

SILENT = frozenset([*FRENCH_STOP_WORDS, *ENGLISH_STOP_WORDS, *QUESTION_WORDS_FR, *QUESTION_WORDS_EN])


def split(text: str) -> list[str]:
    """Return all words, folded, without the articles that lost their vowel: "l’École" gives "ecole"."""
    plain = APOSTROPHES.sub("'", ELISION.sub("", text))
    words = ("'".join(fold(part) for part in word.split("'")) for word in WORD.findall(plain))
    # Some signs (a superscript) fold into nothing or into several words.
    return [part for word in words for part in word.split() if part.strip("'")][:MOST_WORDS]


def last_of(text: str) -> tuple[str, str]:
    """Return the text before its last word, and the word folded; no word if the text ends behind one."""
    end = LAST.search(text)
    if end is None:
        return text, ""
    start = end.start() + (elided.end() if (elided := ELIDED_START.match(end.group())) else 0)
    return text[:start], "".join(split(text[start:]))


def replaced(text: str, by: Mapping[str, str]) -> str:
    """Return the text with other words in the place of some, which are given folded."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        elided = ELIDED_START.match(word)
        head, word = (elided.group(), word[elided.end() :]) if elided else ("", word)
        return head + by.get("".join(split(word)), word)

    return WORD.sub(other, text)


def telling(words: list[str]) -> list[str]:
    """Return the words that may tell a topic: no question words, no stop words, no single letters."""
    return [word for word in words if word not in SILENT and (len(word) > 1 or word.isdigit())]


def key(word: str) -> str:
    """Return what singular and plural, masculine and feminine of a folded word have in common.

    It compares words of queries with the team's synonyms; the indices have their own stemmers.
    """
    if word.endswith("aux") and len(word) > 5:
        word = word[:-3] + "al"
    elif word[-1] in "sx" and len(word) > 3:
        word = word[:-1]
    if word[-1] == "e" and len(word) > 4:
        word = word[:-1]
    if word[-1] == "y":
        word = f"{word[:-1]}i"
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word
