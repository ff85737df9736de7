"""Finding the next one reads one row, wherever it lies and however many there are."""

import json
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from forms.models import Claim, Submission
from forms.moderation.filters import QueueFilters
from forms.moderation.listing import beyond, in_order
from forms.triage import claims
from tests.factories import pages
from tests.forms.moderation.conftest import idea

pytestmark = pytest.mark.django_db

ROWS = 20_000
SKIPPED = 1_000
# Of a row that PostgreSQL looks at, no column is kept from another one.
OWN = ("id", "received_at", "receipt_digest", "nonce_digest")


@pytest.fixture
def sample() -> Submission:
    """The first of many ideas that wait, a minute apart."""
    first = idea(pages.call_for_ideas())
    copied = [f.column for f in Submission._meta.concrete_fields if f.column not in OWN]
    columns = ", ".join(copied)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO forms_submission ({columns}, received_at) "
            f"SELECT {columns}, received_at + n * interval '1 minute' "
            "FROM forms_submission, generate_series(1, %s) n WHERE id = %s",
            [ROWS, first.pk],
        )
        cursor.execute("ANALYZE forms_submission")
    return first


def rows_read(queryset: Any) -> int:
    """Return how many submissions PostgreSQL looks at for the first one of a query."""
    plan = json.loads(queryset.values_list("pk", flat=True)[:1].explain(analyze=True, format="json"))

    def read(node: dict[str, Any]) -> int:
        below = sum(read(child) for child in node.get("Plans", []))
        if node.get("Relation Name") != Submission._meta.db_table:
            return below
        return below + (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]

    return read(plan[0]["Plan"])


def test_the_next_one_is_found_by_index_behind_all_that_was_skipped(
    sample: Submission, moderator: Any
) -> None:
    keys = list(in_order(Submission.objects.all(), "oldest").values_list("pk", flat=True))
    place = Submission.objects.get(pk=keys[SKIPPED])
    waiting = QueueFilters().apply(Submission.objects.all())
    section = waiting.filter(page_key__in=[sample.page_key])
    of_page = QueueFilters(page="1", page_key=str(sample.page_key)).apply(Submission.objects.all())
    for rows in (waiting, section, of_page):
        for order in ("oldest", "newest"):
            assert rows_read(claims.free(beyond(rows, order, place), by=moderator)) == 1
            assert rows_read(claims.free(in_order(rows, order), by=moderator)) == 1


def test_what_others_have_open_is_passed_over_in_the_index(
    sample: Submission, moderator: Any, solene: Any
) -> None:
    keys = list(in_order(Submission.objects.all(), "oldest").values_list("pk", flat=True)[:SKIPPED])
    end = timezone.now() + claims.LEASE
    Claim.objects.bulk_create(Claim(submission_id=pk, by=solene, expires_at=end) for pk in keys)
    waiting = in_order(QueueFilters().apply(Submission.objects.all()), "oldest")
    assert rows_read(claims.free(waiting, by=moderator)) == SKIPPED + 1
