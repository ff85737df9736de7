"""The same contributions as a project on Wagtail alone would keep them."""

from django.db import connection

from benchmarks.million.portal import IDEA, OPINION
from benchmarks.peers.models import Contribution
from forms.enums import State
from forms.models import Submission, Territory, Theme


def fill_peer_table() -> None:
    """Copy what was published into the peer's table, unless it is there."""
    if Contribution.objects.exists():
        return
    tables = {model: model._meta.db_table for model in (Contribution, Submission, Theme, Territory)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {tables[Contribution]} (id, title, text, theme, place) "  # noqa: S608
            f"SELECT s.id, s.title, coalesce(s.answers->>'{IDEA}', s.answers->>'{OPINION}', ''), "
            "t.name, p.name "
            f"FROM {tables[Submission]} s JOIN {tables[Theme]} t ON t.translation_key = s.theme_key "
            f"JOIN {tables[Territory]} p ON p.translation_key = s.territory_key WHERE s.state = %s",
            [State.PUBLISHED],
        )
        cursor.execute(f"ANALYZE {tables[Contribution]}")
