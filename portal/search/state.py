"""What a reader asks the search page for, read from the address and written back into one.

Known parameters have known values: anything else is an error that is said. Unknown parameters
(``utm_source``, ``fbclid``…) are none of ours and are ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.search.facets import all_facets

PAGE_SIZE = 20
# Elasticsearch pages down to its 10,000th result; who needs more asks more precisely.
LAST_PAGE = 500
LONGEST_QUERY = 200
MOST_VALUES = 50

SORTS = {"relevance": _("Relevance"), "newest": _("Newest first"), "oldest": _("Oldest first")}
FORMATS = ("html", "json")


class BadParameter(ValueError):
    """A known parameter has a value that means nothing."""

    def __init__(self, parameter: str) -> None:
        """Name the parameter; its value is not repeated anywhere."""
        super().__init__(f"bad value of parameter {parameter}")
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class SearchState:
    """One state of the search page; each has an address of its own."""

    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    @classmethod
    def from_parameters(cls, parameters: QueryDict) -> Self:
        """Read the state; raises ``BadParameter``."""
        return cls(
            query=_query(parameters),
            filters=_filters(parameters),
            sort=_one_of(parameters, "sort", SORTS),
            page=_page(parameters),
        )

    @property
    def order(self) -> str:
        """The order in force: nothing is more relevant than another if no word was given."""
        if not self.query:
            return self.sort if self.sort in ("newest", "oldest") else "newest"
        return self.sort or "relevance"

    def with_page(self, page: int) -> Self:
        """Return the state of another page of the same results."""
        return replace(self, page=page)

    def without(self, facet: str, value: str) -> Self:
        """Return the state with one choice taken back, on its first page."""
        rest = tuple(v for v in self.filters.get(facet, ()) if v != value)
        filters = {**self.filters, facet: rest} if rest else dict(self.filters)
        if not rest:
            filters.pop(facet, None)
        return replace(self, filters=filters, page=1)

    def query_string(self, **more: str) -> str:
        """Return the parameters of this state, always in the same order, with "?" if any."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [(name, value) for name in sorted(self.filters) for value in self.filters[name]]
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        pairs += list(more.items())
        return f"?{urlencode(pairs)}" if pairs else ""


def output_format(parameters: QueryDict) -> str:
    """Return "html" or "json"; raises ``BadParameter``."""
    return _one_of(parameters, "format", FORMATS) or "html"


def _query(parameters: QueryDict) -> str:
    """Return the words, control characters and runs of spaces made single spaces."""
    raw = parameters.get("q", "")
    text = " ".join("".join(c if c.isprintable() else " " for c in raw).split())
    if len(text) > LONGEST_QUERY:
        raise BadParameter("q")
    return text


def _filters(parameters: QueryDict) -> dict[str, tuple[str, ...]]:
    """Return the chosen values by facet, sorted so that one state has one address."""
    chosen = {}
    for facet in all_facets():
        values = sorted({value for value in parameters.getlist(facet.name) if value})
        if not values:
            continue
        if len(values) > MOST_VALUES or len(facet.labels(values)) != len(values):
            raise BadParameter(facet.name)
        chosen[facet.name] = tuple(values)
    return chosen


def _one_of(parameters: QueryDict, name: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return the value of a parameter that has few, empty if it is not given."""
    value = parameters.get(name, "")
    if value and value not in known:
        raise BadParameter(name)
    return value


def _page(parameters: QueryDict) -> int:
    """Return the number of the page."""
    raw = parameters.get("page", "") or "1"
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 4 and 1 <= int(raw) <= LAST_PAGE):
        raise BadParameter("page")
    return int(raw)
