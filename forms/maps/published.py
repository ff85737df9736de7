"""Published contributions on the map of their page: only points that the form says are published."""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTransform
from django.http import HttpRequest

from forms.maps.places import public_places
from forms.maps.points import stored_point
from forms.models import FormVersion, Submission
from forms.published import published_on
from forms.sorting import read_choice

# More would be slow to draw and to load; the newest are shown, and the page says so.
MOST_POINTS = 5_000
# A page asks for one place, perhaps two; each is a column of the query.
MOST_QUESTIONS = 4


def points_on_map(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the map of a page draws, the newest first, filtered as its list is.

    ``points`` are [latitude, longitude, address after ``base``, title, language]; ``is_cut`` says
    that there are more than ``MOST_POINTS``. A point counts only where the form that its author
    answered said that the place is published. 400 for a filter's value that is none.
    """
    choice = read_choice(page, request.GET)
    versions = FormVersion.objects.filter(page__translation_key=page.translation_key)
    places = {version.pk: public_places(version.stream) for version in versions}
    asked = list(dict.fromkeys(question for ids in places.values() for question in ids))[:MOST_QUESTIONS]
    rows = choice.apply(published_on(page, request)).filter(version__in=[pk for pk in places if places[pk]])
    found = list(_with_points(rows, asked)[: MOST_POINTS + 1]) if asked else []
    points = []
    for row in found[:MOST_POINTS]:
        answers = {question: getattr(row, f"place_{number}") for number, question in enumerate(asked)}
        point = next(filter(None, (_point(answers.get(each)) for each in places[row.version_id])), None)
        if point:
            points.append([*point, page.contribution_path(row), str(row), row.language])
    return {
        "base": page.contributions_url(request),
        "points": points,
        "is_cut": len(found) > MOST_POINTS,
    }


def _with_points(rows: "QuerySet[Submission]", asked: list[str]) -> "QuerySet[Submission]":
    """Return the rows that have a point, with the answers to these questions and little else."""
    columns = {f"place_{number}": KeyTransform(question, "answers") for number, question in enumerate(asked)}
    somewhere = Q()
    for name in columns:
        somewhere |= Q(**{f"{name}__point__isnull": False})
    return (
        rows.select_related(None)
        .only("title", "language", "version_id")
        .annotate(**columns)
        .filter(somewhere)
        .order_by("-published_at", "-id")
    )


def _point(stored: Any) -> Any:
    return stored_point(stored.get("point")) if isinstance(stored, dict) else None
