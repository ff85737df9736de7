"""Text reduced to what a search compares: lower case, no accents, no punctuation."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
WORD = re.compile(r"[^\W_]+")

# Little words that say nothing about a topic, folded; after the cut at the apostrophe the elided
# articles ("l'école") are among them.
LITTLE_WORDS = frozenset(
    str.split(
        "a ai au aux avec c ce ces cette d dans de des du elle en es est et eu il ils j je l la le "
        "les leur leurs lui m ma mais me mes mon n ne nos notre nous on ou par pas pour plus qu que "
        "qui s sa se ses son sont sur t ta te tes toi ton tu un une vos votre vous y an and are as "
        "at be by for from i in into is it its my no not of or our so than that the their they this "
        "to was we were will with you your"
    )
)
# Below this length a final s or x belongs to the word more often than it marks a plural.
PLURAL_LENGTH = 4


def fold(text: str) -> str:
    """Return the words of the text in lower case, without accents, one space between them.

    "L’École  des Sœurs !" gives "l ecole des soeurs".
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return " ".join(WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def search_words(text: str) -> list[str]:
    """Return the folded words that a search in the database looks for, each once.

    Little words are left out unless there is nothing else; a plural mark is cut, so that a
    comparison by "contains" finds singular and plural alike.
    """
    words = fold(text).split()
    telling = [word for word in words if word not in LITTLE_WORDS] or words
    return list(dict.fromkeys(map(without_plural, telling)))


def without_plural(word: str) -> str:
    """Return a folded word (or expression) without the mark of the plural at its end."""
    return word[:-1] if len(word) > PLURAL_LENGTH and word[-1] in "sx" else word
