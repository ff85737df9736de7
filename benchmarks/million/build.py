"""Fills a database."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks.million import load, portal
from benchmarks.million.rows import Source, Taken
from benchmarks.tools import database
from forms.enums import DecisionSource, State
from forms.models import ChainHead, Contributor, Decision, Submission
from forms.record.chain import HEAD, link_hash

MADE_FROM = ("benchmarks/million/*.py", "benchmarks/relevance/contributions.jsonl")
FIELDS = [field for field in Decision._meta.concrete_fields if not field.primary_key]
COLUMNS = [field.column for field in FIELDS]


def ensure(rows: int, *, public: bool = False) -> bool:
    """Use the database with so many submissions; make it if it is not there as it should be.

    ``public``: all of them published, as many documents for the public search. Returns whether it
    was made.
    """
    return database.ensure(kind_of(rows, public=public), lambda: _fill(rows, public), *MADE_FROM)


def kind_of(rows: int, *, public: bool = False) -> str:
    """Return the kind of database that holds them."""
    return f"{'public' if public else 'mixed'}_{rows}"


def _fill(number: int, public: bool) -> None:
    source = Source(portal.build(), number, public, timezone.now())
    submissions = source.submissions()
    first = next(submissions)
    with load.without_indexes(Submission, Contributor):
        load.copy(Submission, list(first), _values(first, submissions))
        load.copy(Contributor, ["id", "email", "language", "created_at"], source.contacts)
    source.decisions.sort(key=lambda taken: taken.at)
    with load.without_indexes(Decision):
        if source.decisions:
            load.copy(Decision, COLUMNS, _links(source.decisions))
    last = Decision.objects.order_by("-number").first()
    if last:
        ChainHead.objects.update_or_create(pk=HEAD, defaults={"number": last.number, "hash": last.hash})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _values(first: dict[str, Any], rest: Iterator[dict[str, Any]]) -> Iterator[list[Any]]:
    yield list(first.values())
    for row in rest:
        yield list(row.values())


def _links(decisions: list[Taken]) -> Iterator[list[Any]]:
    """Yield the links of a chain that verifies."""
    previous = ""
    for number, taken in enumerate(decisions, start=1):
        author = taken.to_state == State.WITHDRAWN
        link = Decision(
            number=number,
            submission_id=taken.submission,
            staff=taken.staff,
            source=DecisionSource.AUTHOR if author else DecisionSource.MODERATOR,
            action=taken.action,
            at=taken.at,
            from_state=taken.from_state,
            to_state=taken.to_state,
            reason=taken.reason,
            revision=taken.revision,
            previous_hash=previous,
        )
        link.hash = previous = link_hash(link)
        yield [str(v) if isinstance(v := getattr(link, f.attname), str) else v for f in FIELDS]
