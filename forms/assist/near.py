"""Contributions that say nearly the same, found by the search engine or, without it, by the database."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.functions import Left

from forms.assist.texts import said
from forms.models import Submission
from forms.moderation.scope import Scope
from portal.search import similar
from portal.search.engine import SearchUnavailable

SHOWN = 5
# From which share of common trigrams on two texts are worth a look. What is judged: folded words. On 229
# ideas of a town, what was sent twice has at least .8, and what says the same in other words .4.
ALIKE = 0.4
# A text that holds another one whole is alike, too, however much it adds: from this share of the shorter one
# on, which must be long enough not to be there by chance.
COPIED, COPIED_TRIGRAMS = 0.85, 60
# Texts are compared so far.
COMPARED = 3_000
# Without the search engine: so many of the newest of the same page are compared, by PostgreSQL, which finds
# so many candidates, or here.
DATABASE_ROWS, CANDIDATES, PYTHON_ROWS = 1_000, 20, 300


@dataclass(frozen=True)
class Near:
    """A contribution that is alike."""

    submission: Submission
    # 100: the same words.
    percent: int


@dataclass(frozen=True)
class Nearest:
    """What was found; ``is_reduced``: only among the newest of the same page."""

    found: list[Near]
    is_reduced: bool = False


def nearest(submission: Submission, scope: Scope) -> Nearest:
    """Return the contributions of the sections that are most like this one, the most alike first.

    What is compared is what is to be published, in own words. Costs three queries at most; without the
    search engine the database answers, among fewer.
    """
    text = said(submission)[:COMPARED]
    if not text or not (scope.everything or scope.page_keys):
        return Nearest([])
    filters = {} if scope.everything else {"process": sorted(str(key) for key in scope.page_keys)}
    try:
        keys = similar.find(text, language=submission.language, filters=filters, leave_out=submission.pk)
    except SearchUnavailable:
        return Nearest(_in_database(submission, text, scope), is_reduced=True)
    # The index may lag behind: the sections are those of the rows.
    rows = scope.submissions().filter(pk__in=keys).exclude(pk=submission.pk)
    return Nearest(_alike(_said(rows, submission), text))


def _in_database(submission: Submission, text: str, scope: Scope) -> list[Near]:
    """Compare with the newest of the same page."""
    rows = scope.submissions().filter(page_key=submission.page_key).exclude(pk=submission.pk)
    newest = rows.exclude(search_text="").order_by("-received_at", "-id")
    if _has_trigrams():
        keys = newest.values("pk")[:DATABASE_ROWS]
        compared = Submission.objects.filter(pk__in=keys).annotate(
            # The search text holds names of themes and places, too: the text is looked for in it.
            alike=TrigramWordSimilarity(text, Left("search_text", COMPARED))
        )
        rows = compared.filter(alike__gte=ALIKE).order_by("-alike", "-id")[:CANDIDATES]
    else:
        rows = newest[:PYTHON_ROWS]
    return _alike(_said(rows, submission), text)


def _said(rows: "QuerySet[Submission]", submission: Submission) -> Iterator[tuple[Submission, str]]:
    """Return each row with what it says; most are in the version of the form that is at hand already."""
    found = list(rows)
    for row in found:
        if row.version_id == submission.version_id:
            row.version = submission.version
    prefetch_related_objects(found, "version")
    return ((row, said(row)) for row in found)


def _has_trigrams() -> bool:
    """Whether the database compares texts by itself (the migration may not have been let to)."""
    return connection.vendor == "postgresql" and _has_extension(connection.settings_dict["NAME"])


@functools.lru_cache(maxsize=4)
def _has_extension(database: str) -> bool:
    """Ask once for each process and database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


def _alike(rows: Iterable[tuple[Submission, str]], text: str) -> list[Near]:
    """Return the rows whose folded text is alike enough, the most alike first."""
    wanted = trigrams(text)
    found = [Near(row, round(100 * alikeness(wanted, trigrams(other[:COMPARED])))) for row, other in rows]
    alike = [near for near in found if near.percent >= 100 * ALIKE]
    return sorted(alike, key=lambda near: (-near.percent, -near.submission.pk))[:SHOWN]


def alikeness(one: set[str], other: set[str]) -> float:
    """Return how much two texts are alike, between 0 and 1: as a whole, or because one holds the other."""
    shorter = min(len(one), len(other))
    copied = len(one & other) / shorter if shorter >= COPIED_TRIGRAMS else 0.0
    return max(likeness(one, other), copied if copied >= COPIED else 0.0)


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """Return the share of trigrams that two texts have in common, between 0 and 1.

    As pg_trgm reckons it: https://www.postgresql.org/docs/15/pgtrgm.html.
    """
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def trigrams(folded: str) -> set[str]:
    """Return the trigrams of a folded text, each word with two blanks before it and one behind."""
    return {
        padded[at : at + 3]
        for word in set(folded.split())
        for padded in (f"  {word} ",)
        for at in range(len(padded) - 2)
    }
