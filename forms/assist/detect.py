"""Everything that is looked for in one text."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from forms.assist.detectors import addresses, emails, ibans, links, nirs, phones, plates, shouting
from forms.assist.detectors.words import WatchedWords
from forms.assist.kinds import Kind, Span

# Where two overlap, the one that stands first here is kept: the digits of an account are no telephone.
FINDERS: tuple[Callable[[str], Iterator[Span]], ...] = (
    ibans.find,
    nirs.find,
    emails.find,
    links.find,
    phones.find,
    plates.find,
    addresses.find,
)
# Longer texts are looked at so far: no form takes as much.
LONGEST_TEXT = 50_000
# Of one kind in one text; who sends more telephone numbers than that is warned about all the same.
MOST_SPANS = 100


def detect(text: str, watched: WatchedWords | None = None) -> list[Span]:
    """Return what was found, in the order of the text.

    Spans of personal data and links never overlap. Watched words and capitals may lie in one another
    and in the others: they are about how something is said.
    """
    text = text[:LONGEST_TEXT]
    found: list[Span] = []
    for find in FINDERS:
        found += _apart(islice(find(text), MOST_SPANS), found)
    said = [*shouting.find(text), *(watched.find(text) if watched else ())]
    return sorted({*found, *_outside_links(said, found)})


def _apart(new: Iterable[Span], found: list[Span]) -> list[Span]:
    """Return the new spans that overlap none before them."""
    kept: list[Span] = []
    for span in sorted(new):
        if not any(span.overlaps(other) for other in (*found, *kept)):
            kept.append(span)
    return kept


def _outside_links(said: Iterable[Span], found: list[Span]) -> list[Span]:
    """Leave out what stands in an address of the web or of mail: nobody says it."""
    addresses_found = [span for span in found if span.kind in (Kind.LINK, Kind.EMAIL)]
    return [span for span in said if not any(span.overlaps(other) for other in addresses_found)]
