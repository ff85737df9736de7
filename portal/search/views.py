"""The public search page."""

import logging
from dataclasses import replace

from django.core.paginator import Page as PageOfResults
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.search import elastic, engine, fallback, words
from portal.search.results import Result, SearchResults
from portal.search.state import (
    LAST_PAGE,
    LONGEST_QUERY,
    PAGE_SIZE,
    SORTS,
    BadParameter,
    SearchState,
    output_format,
)

logger = logging.getLogger(__name__)


class ResultPaginator(Paginator[Result]):
    """A paginator of results that were counted by somebody else."""

    total = 0

    @cached_property
    def count(self) -> int:
        """How many results there are that can be paged to."""
        return self.total


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer with a page of results, as HTML or (``?format=json``) as JSON.

    400 for an unknown value of a known parameter, 404 for a page past the last one.
    """
    as_json = request.GET.get("format") == "json"
    try:
        as_json = output_format(request.GET) == "json"
        state = SearchState.from_parameters(request.GET)
    except BadParameter as error:
        return _refusal(request, error, as_json=as_json)
    found = find(state, request)
    status = 404 if state.page > 1 and not found.results else 200
    if as_json:
        return JsonResponse(_as_data(state, found), status=status)
    return TemplateResponse(request, "portal/search/page.html", _context(state, found), status=status)


def find(state: SearchState, request: HttpRequest | None) -> SearchResults:
    """Ask Elasticsearch, and the database if that does not answer."""
    try:
        return elastic.search(state, request)
    except engine.SearchUnavailable:
        if engine.is_configured():
            logger.warning("Search is reduced: Elasticsearch does not answer")
        return fallback.search(state, request)


def _refusal(request: HttpRequest, error: BadParameter, *, as_json: bool) -> HttpResponse:
    """Say which parameter has a value that means nothing."""
    if as_json:
        return JsonResponse({"error": "bad parameter", "parameter": error.parameter}, status=400)
    context = {"parameter": error.parameter}
    return TemplateResponse(request, "portal/search/invalid.html", context, status=400)


def _context(state: SearchState, found: SearchResults) -> dict[str, object]:
    """Return what the template shows."""
    return {
        "state": state,
        "found": found,
        "sorts": _sorts(state, found),
        "page_obj": _page_of(state, found),
        "chosen": [
            {
                "facet": facet.label,
                "label": value.label,
                "url": state.without(facet.name, value.value).query_string() or "?",
            }
            for facet in found.facets
            for value in facet.values
            if value.chosen
        ],
        "corrected": _corrected(state, found),
        "previous_url": state.with_page(state.page - 1).query_string() or "?",
        "next_url": state.with_page(state.page + 1).query_string(),
        "json_url": state.query_string(format="json"),
    }


def _corrected(state: SearchState, found: SearchResults) -> SearchState | None:
    """Return the state with the words that were searched in the place of those that find nothing."""
    if not found.corrections:
        return None
    taken = {each.typed: each.taken for each in found.corrections}
    return replace(state, query=words.replaced(state.query, taken)[:LONGEST_QUERY], page=1)


def _sorts(state: SearchState, found: SearchResults) -> list[tuple[str, str]]:
    """Return the orders to choose from, each with what to ask for; the database knows one order.

    The order that comes of itself is asked for by nothing: whoever adds words to a list of the newest wants
    what suits them best.
    """
    if found.reduced:
        return []
    by_itself = replace(state, sort="").order
    return [
        ("" if name == by_itself else name, str(label))
        for name, label in SORTS.items()
        if state.query or name != "relevance"
    ]


def _page_of(state: SearchState, found: SearchResults) -> "PageOfResults[Result] | None":
    """Return the page for the numbered links, if it is known how many there are."""
    if found.total is None:
        return None
    paginator = ResultPaginator(found.results, PAGE_SIZE)
    paginator.total = min(found.total, LAST_PAGE * PAGE_SIZE)
    return PageOfResults(found.results, state.page, paginator)


def _as_data(state: SearchState, found: SearchResults) -> dict[str, object]:
    """Return the page of results as JSON has it."""
    return {
        "query": state.query,
        "sort": state.order,
        "page": state.page,
        "page_size": PAGE_SIZE,
        "total": found.total,
        "has_next": found.has_next,
        "reduced": found.reduced,
        "corrections": [{"typed": each.typed, "taken": each.taken} for each in found.corrections],
        "notice": _("The search is reduced at the moment.") if found.reduced else "",
        "results": [_result_as_data(result) for result in found.results],
        "facets": [
            {
                "name": facet.name,
                "label": facet.label,
                "values": [
                    {"value": v.value, "label": v.label, "count": v.count, "chosen": v.chosen}
                    for v in facet.values
                ],
            }
            for facet in found.facets
        ],
    }


def _result_as_data(result: Result) -> dict[str, object]:
    """Return one result; the excerpt is HTML, escaped but for <mark>."""
    card = result.card
    return {
        "source": result.source,
        "id": result.pk,
        "external_id": card.external_id,
        "kind": card.kind,
        "kind_label": result.kind_label,
        "title": card.title,
        "url": card.url,
        "language": card.language,
        "date": card.date.isoformat() if card.date else None,
        "context": card.context,
        "excerpt_html": result.excerpt,
    }
