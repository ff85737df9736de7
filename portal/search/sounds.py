"""Words as they sound in French: most misspellings sound right ("moustik", "picine", "bibliotec").

A rough key, made for comparing two spellings of one word, not for telling all words apart.
"""

import re

# In this order; the words are folded (no accents, lower case).
RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"sch|sh", "ch"),
        (r"ch(?=[rln]|$)", "k"),
        (r"qu|ck|q|cqu", "k"),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"(?<!c)c(?!h)", "k"),
        (r"gu(?=[eiy])", "g"),
        (r"g(?=[eiy])", "j"),
        (r"y", "i"),
        (r"z|x$|x(?=[^aeiou])", "s"),
        (r"(?<!c)h", ""),
        (r"eau|au", "o"),
        (r"oeu|oe", "e"),
        (r"ain|ein|aim|in(?=[^aeiouhn]|$)", "1"),
        (r"[ae][nm](?=[^aeiounm]|$)", "2"),
        (r"ai|ei|ez$|er$|et$|ee$", "e"),
        (r"(.)\1", r"\1"),
        (r"(?<=.{2})(?:es|ts|ds|[estdx])$", ""),
    )
]
SHORTEST = 3


def sound(word: str) -> str:
    """Return the key of a folded word, empty if too little of it is heard to compare it."""
    for pattern, heard in RULES:
        word = pattern.sub(heard, word)
    return word if len(word) >= SHORTEST else ""
