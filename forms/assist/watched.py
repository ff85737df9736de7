"""The team's list of watched words, ready to look through texts."""

from forms.assist.detectors.words import Watched, WatchedWords
from forms.models import WatchedWord


def watched_words() -> WatchedWords:
    """Return the list as it stands now; costs one query."""
    rows = WatchedWord.objects.values_list("expression", "with_family")
    return WatchedWords(Watched.of(expression, with_family=with_family) for expression, with_family in rows)
