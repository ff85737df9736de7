"""What a query may become, while it is typed: its last word completed by words of public texts."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from portal.search import engine, vocabulary, words
from portal.search.concepts import concepts_of
from portal.search.state import LONGEST_QUERY
from portal.search.synonyms import thesaurus

NUMBER = 8
# One letter begins too many words to help with, and costs the most to count.
SHORTEST = 2
SECONDS = 60


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with up to eight queries that begin as ``q`` does, the most promising first.

    400 if ``q`` is too long. Without Elasticsearch there are none: nothing else depends on them.
    """
    text = request.GET.get("q", "")
    if len(text) > LONGEST_QUERY:
        return JsonResponse({"error": "bad parameter", "parameter": "q"}, status=400)
    try:
        found = suggest(text)
    except engine.SearchUnavailable:
        found = []
    response = JsonResponse({"suggestions": found})
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


def suggest(text: str) -> list[str]:
    """Return the text with its last word completed, each way finding something.

    The words before it must be found together with the new one. Raises ``SearchUnavailable``.
    """
    head, begun = words.last_of(text)
    if len(begun) < SHORTEST:
        return []
    before = words.telling(words.split(head))
    among = [concept.clause() for concept in concepts_of(before, thesaurus())]
    found = vocabulary.beginning_with(begun, NUMBER, among)
    # Singular and plural find the same: the more frequent one is offered.
    different: dict[str, str] = {}
    for folded, written in found.items():
        different.setdefault(words.key(folded), written)
    return [f"{head}{written}" for written in different.values()][:NUMBER]
