"""How a resident sorts and filters the published contributions of a page: what its address says."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from forms.fields.reading import questions_of
from forms.maps.places import has_map
from forms.models import FormVersion, Territory, Theme
from forms.models.taxonomy import Label
from forms.taxonomy import Name, label_choices, label_names

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from forms.models import Submission

SORT = "sort"
VIEW, MAP = "view", "map"
NEWEST, OLDEST = "newest", "oldest"
# The name of the cursor says in which order it leads on: that of one order is none in the other.
CURSORS = {NEWEST: "before", OLDEST: "after"}
# Question types that say what a contribution is sorted by.
LABELS: dict[str, type[Label]] = {"theme": Theme, "territory": Territory}
HEADINGS: dict[str, tuple[Promise, Promise]] = {
    "theme": (_("Theme"), _("All themes")),
    "territory": (_("Territory"), _("All territories")),
}
SORTS = ((NEWEST, _("The newest first")), (OLDEST, _("The oldest first")))


@dataclass(frozen=True)
class Filter:
    """One list to choose from; ``chosen`` is the translation_key of a label, or nothing."""

    name: str
    label: "str | Promise"
    every: "str | Promise"
    # Names know their language (forms.taxonomy.Name).
    choices: list[tuple[str, Name]]
    chosen: str


@dataclass(frozen=True)
class ListChoice:
    """The order and the labels that were chosen, of those that the page's form publishes."""

    page_key: uuid.UUID
    sort: str
    filters: tuple[Filter, ...]
    # Whether what is published may lie on a map, and whether the map was asked for.
    has_map: bool = False
    is_map: bool = False

    @property
    def is_oldest_first(self) -> bool:
        """Whether the oldest come first."""
        return self.sort == OLDEST

    @property
    def is_filtered(self) -> bool:
        """Whether some contributions may be left out."""
        return any(each.chosen for each in self.filters)

    @property
    def sorts(self) -> "tuple[tuple[str, str | Promise], ...]":
        """The orders there are."""
        return SORTS

    @property
    def cursor_name(self) -> str:
        """The parameter that says after which contribution a screen begins."""
        return CURSORS[self.sort]

    def query(self, cursor: str = "") -> str:
        """Return the query string of a screen: the same names in the same order, defaults left out."""
        given = {SORT: self.sort if self.is_oldest_first else ""}
        given |= {each.name: each.chosen for each in self.filters}
        given[VIEW] = MAP if self.is_map else ""
        given[self.cursor_name] = cursor
        chosen = {name: value for name, value in given.items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""

    @property
    def list_query(self) -> str:
        """The same choice as a list alone."""
        return replace(self, is_map=False).query()

    @property
    def map_query(self) -> str:
        """The same choice on the map."""
        return replace(self, is_map=True).query()

    def apply(self, rows: "QuerySet[Submission]") -> "QuerySet[Submission]":
        """Return the rows of this choice in its order.

        A label counts only where the form that its author answered said that it is published: a
        filter must not tell what a page does not show.
        """
        if self.is_filtered:
            versions = list(FormVersion.objects.filter(page__translation_key=self.page_key))
            for each in self.filters:
                if each.chosen:
                    public = [v.pk for v in versions if each.name in published_labels(v.stream)]
                    rows = rows.filter(**{f"{each.name}_key": each.chosen}, version__in=public)
        return rows.order_by("published_at", "id") if self.is_oldest_first else rows


def published_labels(stream: StreamValue) -> set[str]:
    """Return which labels a form publishes; of two questions of a kind the last one is kept."""
    last = {child.block_type: child for child in questions_of(stream)}
    return {name for name in LABELS if name in last and last[name].value.get("published")}


def read_choice(page: Any, parameters: Mapping[str, str]) -> ListChoice:
    """Return what an address asks for. ``SuspiciousOperation`` (400) for an unknown value of a known name.

    A label that the page's form does not publish is no name that the page knows: it is ignored.
    """
    sort = parameters.get(SORT) or NEWEST
    if sort not in CURSORS:
        raise _unknown()
    for order, name in CURSORS.items():
        if order != sort and parameters.get(name):
            raise _unknown()
    public = published_labels(page.form) if page.publishes else set()
    filters = tuple(_filter(name, parameters.get(name, "")) for name in LABELS if name in public)
    view = parameters.get(VIEW, "")
    on_map = has_map(page)
    if on_map and view not in ("", MAP):
        raise _unknown()
    return ListChoice(page.translation_key, sort, filters, on_map, on_map and view == MAP)


def _filter(name: str, chosen: str) -> Filter:
    names = label_names(LABELS[name])
    if chosen and chosen not in names:
        # Added a moment ago, perhaps: another process may have offered it already.
        names = dict(label_choices(LABELS[name]))
        if chosen not in names:
            raise _unknown()
    label, every = HEADINGS[name]
    return Filter(name, label, every, list(names.items()), chosen)


def _unknown() -> SuspiciousOperation:
    return SuspiciousOperation("unknown value of a known parameter")
