"""The address of the public search, in the reader's language."""

from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from portal.search.suggest import suggestions
from portal.search.views import search


def _route() -> str:
    """Return the path in the language under way: French, or English for every other."""
    return "recherche/" if (get_language() or "").startswith("fr") else "search/"


def _suggestions_route() -> str:
    """Return the path of the suggestions below it."""
    return f"{_route()}suggestions/"


urlpatterns = [
    path(lazy(_route, str)(), search, name="search"),
    path(lazy(_suggestions_route, str)(), suggestions, name="search_suggestions"),
]
