"""What the search page shows: found rows, read afresh, with counted facets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from portal.search import registry
from portal.search.facets import all_facets, kind_labels
from portal.search.reading import Correction
from portal.search.state import SearchState

PLAIN_EXCERPT = 240


@dataclass(frozen=True, slots=True)
class Found:
    """A row that one of the two engines found, before it is read."""

    source: str
    pk: int
    # Of the copy in the index; empty when the database found it.
    stamp: str = ""
    # Escaped by the index, with the found words in <mark>.
    excerpt_html: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A row to show."""

    source: str
    pk: int
    card: registry.Card
    kind_label: str
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that results can be chosen by."""

    value: str
    label: str
    # How many results have it under the other choices; None if nobody counted.
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet with the values worth offering, the most frequent first."""

    name: str
    label: str
    values: Sequence[FacetValue]

    @property
    def is_used(self) -> bool:
        """Whether one of the values is chosen."""
        return any(value.chosen for value in self.values)


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of results."""

    results: Sequence[Result]
    facets: Sequence[FacetView]
    # None if they were not counted (reduced search).
    total: int | None
    has_next: bool
    # Whether the database answered instead of Elasticsearch.
    reduced: bool
    # Words that find nothing, and those that were searched in their place.
    corrections: Sequence[Correction] = ()


def read(found: Sequence[Found], request: HttpRequest | None) -> list[Result]:
    """Read the rows that were found, in their order, without those that are not public (any more).

    Titles and addresses come from the database. So does the excerpt when the row has changed
    since it was indexed.
    """
    pks = defaultdict(list)
    for item in found:
        pks[item.source].append(item.pk)
    cards = {name: registry.source(name).cards(keys, request) for name, keys in pks.items()}
    kinds = kind_labels(None)
    results = []
    for item in found:
        card = cards[item.source].get(item.pk)
        if card is not None:
            label = kinds.get(card.kind, "")
            results.append(Result(item.source, item.pk, card, label, _excerpt(item, card)))
    return results


def views(state: SearchState, counts: dict[str, dict[str, int]] | None) -> list[FacetView]:
    """Return the facets with their values: those that were counted, or all if nobody counted."""
    shown = []
    for facet in all_facets():
        chosen = state.filters.get(facet.name, ())
        counted = None if counts is None else counts.get(facet.name, {})
        labels = facet.labels(None if counted is None else {*counted, *chosen})
        # A value chosen in the address is always offered, so that it can be taken back.
        labels = {**facet.labels(chosen), **labels} if chosen else labels
        values = [
            FacetValue(
                value,
                # A name that knows its language stays one.
                label if isinstance(label, str) else str(label),
                None if counted is None else counted.get(value, 0),
                value in chosen,
            )
            for value, label in labels.items()
        ]
        values.sort(key=lambda v: (-(v.count or 0), v.label))
        if values:
            shown.append(FacetView(facet.name, str(facet.label), values))
    return shown


def _excerpt(item: Found, card: registry.Card) -> SafeString:
    """Return the index's excerpt if it is of the row as it is now, else the beginning of its text."""
    if item.excerpt_html and item.stamp == card.stamp:
        return mark_safe(item.excerpt_html)  # noqa: S308 - escaped by the index ("encoder": "html")
    return escape(Truncator(card.text).chars(PLAIN_EXCERPT))


def keep_known(items: Iterable[Found]) -> list[Found]:
    """Leave out documents of sources that no room registers any more."""
    known = {source.name for source in registry.sources(registry.Index.PUBLIC)}
    return [item for item in items if item.source in known]
