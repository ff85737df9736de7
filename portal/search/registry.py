"""With which words the rooms tell the search engine what they have.

A room calls ``register`` in its ``AppConfig.ready``; the search engine itself knows no model of
any room. Budgets or petitions join by registering sources of their own.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.models import Page

LONGEST_STAMP = 100


class Index(StrEnum):
    """The two indices: what anybody may read, and everything, for moderators."""

    PUBLIC = "public"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Document:
    """What an index holds of one row. In the public index: public text and nothing else."""

    title: str
    text: str
    language: str
    # Names of what it is filed under: searched, but no part of an excerpt.
    names: str = ""
    date: datetime | None = None
    kind: str = ""
    process: str = ""
    theme: str = ""
    territory: str = ""
    external_id: str = ""
    # Filters of the desk index: page, state, channel.
    page_id: int | None = None
    state: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a found row; read from the database when it is shown."""

    title: str
    # Empty if the row has no public address.
    url: str
    kind: str
    language: str
    # The stamp of the row as it is now (``Source.stamp``).
    stamp: str
    # Its (public) text, from which an excerpt is cut when the index has none to offer.
    text: str = ""
    date: datetime | None = None
    # Where it belongs: the title of the page above it.
    context: str = ""
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class FallbackQuery:
    """What a source is asked for when Elasticsearch is absent or does not answer."""

    # Folded words with their synonyms: of each, one must occur.
    words: Sequence[Sequence[str]]
    # Chosen values by facet (kind, process, theme, territory, year).
    filters: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of row that belongs in one of the indices.

    ``rows``: the rows that belong there now (what is not in it is removed from the index).
    ``load``: the same rows with all that ``document`` reads, so that it needs no further query.
    ``stamp_fields``: concrete fields (may follow relations by ``__``) that tell two versions apart.
    ``below``: the rows under a page, for changes of its visibility; only their keys are read.
    ``group``: what consumers of the queue are told when a row changed.
    ``cards``: what is shown of the rows with these keys, of which those that are not in ``rows``
    (any more) are left out; any number of rows in a fixed number of queries.
    ``fallback``: keys of the rows that match, in the order to show them, bounded in number and in
    cost at any size of the table.
    """

    name: str
    index: Index
    model: type[Model]
    rows: Callable[[], QuerySet[Any]]
    document: Callable[[Any], Document]
    stamp_fields: tuple[str, ...]
    cards: Callable[[Collection[int], HttpRequest | None], Mapping[int, Card]]
    load: Callable[[QuerySet[Any]], QuerySet[Any]] = field(default=lambda rows: rows)
    below: Callable[[Page], QuerySet[Any]] | None = None
    group: Callable[[Any], str] | None = None
    fallback: Callable[[FallbackQuery], Iterable[int]] | None = None
    # Values of ``Document.kind`` with their labels.
    kinds: Callable[[], Mapping[str, str | Promise]] = field(default=dict)

    def stamp(self, row: Any) -> str:
        """Return the words that tell this version of the row from every other."""
        values = []
        for path in self.stamp_fields:
            value = row
            for name in path.split("__"):
                value = getattr(value, name, None)
            values.append(value)
        return stamp_of(values)


def stamp_of(values: Iterable[Any]) -> str:
    """Return the stamp made of the values of a source's ``stamp_fields``, never a long one."""
    stamp = ":".join(
        str(int(value.timestamp() * 1_000_000)) if isinstance(value, datetime) else str(value)
        for value in values
    )
    return stamp if len(stamp) <= LONGEST_STAMP else hashlib.sha256(stamp.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Facet:
    """A property of documents that readers may choose by.

    ``labels``: labels of the values that exist among those given, in the language under way; all
    values if it is given None. A value that has no label is unknown.
    """

    name: str
    label: str | Promise
    labels: Callable[[Collection[str] | None], Mapping[str, str]]


Consumer = Callable[[set[str]], None]

_sources: dict[str, Source] = {}
_facets: dict[str, Facet] = {}
_consumers: list[Consumer] = []


def register(source: Source) -> None:
    """Take a source in; a second one of the same name takes its place."""
    _sources[source.name] = source


def register_facet(facet: Facet) -> None:
    """Take a facet in. Its name is a field of ``Document`` and a parameter of the public page."""
    _facets[facet.name] = facet


def after_drain(consumer: Consumer) -> None:
    """Have a function called with the groups of drained entries, in the drain's transaction.

    It is called at least once for each change, whether or not Elasticsearch is there. If it
    raises, the entries stay and it is called again later.
    """
    if consumer not in _consumers:
        _consumers.append(consumer)


def consumers() -> Sequence[Consumer]:
    """Return what ``after_drain`` was given."""
    return tuple(_consumers)


def facets() -> Sequence[Facet]:
    """Return the facets that rooms registered, in that order."""
    return tuple(_facets.values())


def sources(index: Index | None = None) -> Sequence[Source]:
    """Return the sources of one index, or of both."""
    return [s for s in _sources.values() if index is None or s.index == index]


def source(name: str) -> Source:
    """Return the source of that name; KeyError if no room registered it."""
    return _sources[name]


def sources_of(label: str) -> Sequence[Source]:
    """Return the sources whose model has this label ("forms.submission")."""
    return [s for s in _sources.values() if s.model._meta.label_lower == label]


def sources_for(instance: Model) -> Sequence[Source]:
    """Return the sources to which a row belongs; a specific page belongs to those of pages."""
    return [s for s in _sources.values() if isinstance(instance, s.model)]
