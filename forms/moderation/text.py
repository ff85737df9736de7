"""The moderators' search in words, on Elasticsearch or, without it, in the database."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from forms.models import Submission
from forms.moderation.filters import ANY_STATE, SPECIAL, QueueFilters
from forms.moderation.scope import Scope
from forms.moderation.window import Choice
from portal.search import desk
from portal.search.engine import SearchUnavailable
from portal.search.folding import search_words

# Without Elasticsearch so many of the newest rows are looked at, whatever there are.
FALLBACK_ROWS = 10_000


@dataclass(frozen=True)
class Matching:
    """The rows of one choice."""

    rows: "QuerySet[Submission]"
    # More rows match the words than are in ``rows``.
    is_cut: bool = False
    # The database answered: only published texts, only the newest rows.
    is_reduced: bool = False


def matching(filters: QueueFilters, scope: Scope) -> Matching:
    """Return the rows of a moderator's sections that match a choice."""
    rows = filters.apply(scope.submissions())
    if not filters.text:
        rows.choice = _choice(filters, scope)  # type: ignore[attr-defined]
        return Matching(rows)
    if not scope.everything and not scope.page_keys:
        return Matching(rows.none())
    try:
        found = desk.find(filters.text, filters=_index_filters(filters, scope))
    except SearchUnavailable:
        return Matching(_in_database(rows, filters.text), is_reduced=True)
    # The index may lag behind: state and section are those of the rows.
    return Matching(rows.filter(pk__in=found.pks), is_cut=found.total > len(found.pks))


def _choice(filters: QueueFilters, scope: Scope) -> Choice | None:
    """Return the choice for the desk index; None for one that is no state of a row."""
    if filters.state in SPECIAL or not (scope.everything or scope.page_keys):
        return None
    terms = _index_filters(filters, scope)
    served = QueueFilters(state=filters.state, page_key=filters.page_key)
    return Choice(served.apply(scope.submissions()), terms, filters.bounds())


def _index_filters(filters: QueueFilters, scope: Scope) -> dict[str, list[str]]:
    """Return the choice in the fields of the index, so that what it finds is worth reading."""
    chosen = {
        "process": filters.page_key,
        "theme": filters.theme_key,
        "territory": filters.territory_key,
        "channel": filters.channel,
        "language": filters.language,
    }
    given = {name: [value] for name, value in chosen.items() if value}
    if filters.state != ANY_STATE:
        given["state"] = [state.value for state in filters.states]
    if not scope.everything:
        given.setdefault("process", sorted(str(key) for key in scope.page_keys))
    return given


def _in_database(rows: "QuerySet[Submission]", text: str) -> "QuerySet[Submission]":
    """Keep the newest rows whose published text holds every word, or that have this number."""
    newest = rows.order_by("-received_at", "-id").values("pk")[:FALLBACK_ROWS]
    words = search_words(text)
    holds = Q(pk__in=newest)
    for word in words:
        holds &= Q(search_text__contains=word)
    return rows.filter(holds) if words else rows.none()
