"""What readers choose results by: the rooms' facets between two of the search's own."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from portal.search import registry

FIRST_YEAR, LAST_YEAR = 1900, 2999


def all_facets() -> Sequence[registry.Facet]:
    """Return every facet in the order in which they are shown."""
    return (
        registry.Facet("kind", _("Kind"), kind_labels),
        *registry.facets(),
        registry.Facet("year", _("Year"), _year_labels),
    )


def kind_labels(values: Collection[str] | None) -> Mapping[str, str]:
    """Return the labels that the sources of the public index give their kinds."""
    kinds = {
        value: str(label)
        for source in registry.sources(registry.Index.PUBLIC)
        for value, label in source.kinds().items()
    }
    return kinds if values is None else {v: kinds[v] for v in values if v in kinds}


def _year_labels(values: Collection[str] | None) -> Mapping[str, str]:
    """Return the years among the values; which years have contributions only the index knows."""
    return {
        value: value
        for value in values or ()
        if value.isascii() and value.isdigit() and FIRST_YEAR <= int(value) <= LAST_YEAR
    }
