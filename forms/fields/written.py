"""Answers as people and spreadsheets write them, made out."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.search.folding import fold

YES = frozenset({"oui", "o", "yes", "y", "vrai", "true", "1", "x"})
NO = frozenset({"non", "n", "no", "faux", "false", "0"})
# What separates several options in one cell, in the order in which it is tried.
SEPARATORS = ("\n", "|", ";", ",")


def yes_or_no(text: str) -> bool:
    """Return what a word for yes or no means; ``ValidationError`` for any other word."""
    word = fold(text)
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValidationError(_("“%(text)s” is neither yes nor no.") % {"text": text})


def matching_key(options: Mapping[str, str], text: str) -> str | None:
    """Return the key of the option that the text names by its key or its words, if any.

    Case, accents and punctuation do not count.
    """
    if text in options:
        return text
    wanted = fold(text)
    if not wanted:
        return None
    return next((key for key, words in options.items() if fold(words) == wanted), None)


def several_keys(
    options: Mapping[str, str], text: str, key_of: Callable[[str], str | None] | None = None
) -> list[str]:
    """Return the keys of the options that the text lists; nothing unless all of it is made out.

    An option may itself hold a comma or a semicolon, so the separators are tried in turn.
    ``key_of`` makes out what is no option, if anything does.
    """
    alone = matching_key(options, text)
    if alone:
        return [alone]

    def key(part: str) -> str | None:
        return matching_key(options, part) or (key_of(part) if key_of else None)

    for separator in SEPARATORS:
        parts = [part.strip() for part in text.split(separator) if part.strip()]
        keys = [key(part) for part in parts]
        if len(parts) > 1 and all(keys):
            return [each for each in keys if each]
    last = key(text)
    return [last] if last else []
