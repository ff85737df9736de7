"""The chain of decisions: nothing in it changes unnoticed, and erasing people leaves it whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from forms.enums import DecisionSource, State
from forms.models import ChainHead, Contributor, DailyHead, Decision, DecisionMessage, StaffMember, Submission
from forms.moderation import services
from forms.record.heads import close_day
from forms.record.verify import problems
from pages.models import CallForIdeas
from tests.factories.forms import send
from tests.factories.moderation import moderator as make_moderator
from tests.factories.pages import call_for_ideas

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> CallForIdeas:
    return call_for_ideas()


@pytest.fixture
def chain(call: CallForIdeas) -> list[Decision]:
    """Three decisions of one moderator and one of an author, the second with words to its author."""
    moderator = make_moderator(call, username="anna")
    first, second = (send(call, {"title": title}) for title in ("Un banc", "Deux bancs"))
    return [
        services.publish(first, by=moderator),
        services.refuse(second, by=moderator, reason="off_topic", message="Voyez la page voirie."),
        services.hide(first, by=moderator, reason="duplicate"),
        services.withdraw(first),
    ]


@contextmanager
def forger() -> Iterator[Any]:
    """Open the table as somebody can who owns the server: without triggers and foreign keys."""
    with connection.cursor() as cursor:
        # What waits to be checked is checked before.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = origin")


def found() -> list[str]:
    return [str(problem) for problem in problems()]


def test_each_decision_is_bound_to_the_one_before(chain: list[Decision]) -> None:
    assert [decision.number for decision in chain] == [1, 2, 3, 4]
    assert chain[0].previous_hash == ""
    assert [decision.previous_hash for decision in chain[1:]] == [decision.hash for decision in chain[:-1]]
    assert [decision.source for decision in chain] == [DecisionSource.MODERATOR] * 3 + [DecisionSource.AUTHOR]
    assert ChainHead.objects.get().hash == chain[-1].hash
    assert found() == []


def test_a_decision_that_is_rolled_back_leaves_no_gap(call: CallForIdeas, chain: list[Decision]) -> None:
    idea = send(call, {"title": "Un arbre"})
    with transaction.atomic():
        services.publish(idea, by=None)
        transaction.set_rollback(True)
    assert services.publish(Submission.objects.get(pk=idea.pk), by=None).number == 5
    assert found() == []


@pytest.mark.parametrize(
    "statement", ["UPDATE forms_decision SET reason = 'other'", "DELETE FROM forms_decision"]
)
def test_the_database_refuses_to_change_or_delete_a_decision(chain: list[Decision], statement: str) -> None:
    with (
        pytest.raises(IntegrityError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Decision.objects.count() == len(chain)


FORGED = {
    "submission_id": None,
    "staff_id": None,
    "source": "system",
    "action": "restore",
    "at": None,
    "from_state": "hidden",
    "to_state": "spam",
    "reason": "illegal",
    "revision": 9,
    "detail_digest": "0" * 64,
    "previous_hash": "1" * 64,
    "hash": "2" * 64,
}


def test_the_forged_columns_are_all_that_there_are() -> None:
    columns = {field.column for field in Decision._meta.concrete_fields}
    assert columns == FORGED.keys() | {"id", "number"}


@pytest.mark.parametrize("column", FORGED)
def test_any_altered_column_is_found(call: CallForIdeas, chain: list[Decision], column: str) -> None:
    forged = FORGED[column]
    if column == "submission_id":
        forged = send(call, {"title": "Autre chose"}).pk
    if column == "at":
        forged = chain[1].at + timedelta(microseconds=1)
    with forger() as cursor:
        cursor.execute(f"UPDATE forms_decision SET {column} = %s WHERE number = 2", [forged])
    assert any(problem.startswith("decision 2: ") for problem in found())
    with pytest.raises(CommandError, match="decision 2"):
        call_command("decisions_verify")


def test_a_decision_that_was_taken_out_is_found(chain: list[Decision]) -> None:
    with forger() as cursor:
        cursor.execute("DELETE FROM forms_decision WHERE number = 3")
    assert "decision 3: missing (numbers 3)" in found()


def test_decisions_taken_out_at_the_end_are_found(chain: list[Decision]) -> None:
    with forger() as cursor:
        cursor.execute("DELETE FROM forms_decision WHERE number > 2")
    assert found() == ["decision 4: the chain does not end where it should"]


def test_decisions_that_changed_places_are_found(chain: list[Decision]) -> None:
    with forger() as cursor:
        cursor.execute("UPDATE forms_decision SET number = 99 WHERE number = 2")
        cursor.execute("UPDATE forms_decision SET number = 2 WHERE number = 3")
        cursor.execute("UPDATE forms_decision SET number = 3 WHERE number = 99")
    assert {problem.split(":")[0] for problem in found()} >= {"decision 2", "decision 3"}


def test_a_chain_written_anew_is_found_by_a_published_head(chain: list[Decision]) -> None:
    head = f"{chain[-1].number}:{chain[-1].hash}"
    out = StringIO()
    call_command("decisions_verify", head=[head], stdout=out)
    assert f"4 decisions, each as it was written. Head: {head}" in out.getvalue()
    with forger() as cursor:
        from forms.record.chain import link_hash

        last = Decision.objects.get(number=4)
        last.to_state = State.SPAM
        last.hash = link_hash(last)
        cursor.execute("UPDATE forms_decision SET to_state = 'spam', hash = %s WHERE number = 4", [last.hash])
        ChainHead.objects.update(hash=last.hash)
    assert found() == []
    with pytest.raises(CommandError, match="not the one that was published"):
        call_command("decisions_verify", head=[head])


@pytest.mark.parametrize("name", ["text", "language", "reason_label", "facts", "rule", "key"])
def test_an_altered_message_is_found(chain: list[Decision], name: str) -> None:
    DecisionMessage.objects.filter(decision=chain[1]).update(**{name: "f00d"})
    assert found() == ["decision 2: the words to its author are not what was written"]


def test_a_message_that_was_added_later_is_found(chain: list[Decision]) -> None:
    DecisionMessage.objects.create(decision=chain[0], key="00", text="Bravo")
    assert found() == ["decision 1: has a message that it was written without"]


def test_erasing_people_and_what_was_said_leaves_the_chain_whole(chain: list[Decision]) -> None:
    DecisionMessage.objects.all().delete()
    Contributor.objects.all().delete()
    get_user_model().objects.get(username="anna").delete()
    assert found() == []
    decision = Decision.objects.get(number=1)
    assert decision.by is None
    assert StaffMember.objects.get(pk=decision.staff_id).user is None


def test_the_last_decision_of_a_day_is_kept_once_and_published(client: Client, chain: list[Decision]) -> None:
    kept = close_day()
    assert kept is not None
    assert (kept.day, kept.number) == (timezone.localdate() - timedelta(days=1), 4)
    assert close_day() is None
    assert DailyHead.objects.count() == 1
    page = client.get("/registre/")
    assert page.status_code == 200
    assert chain[-1].hash in page.content.decode()
    assert found() == []


def test_a_day_without_a_decision_has_no_head(client: Client) -> None:
    assert close_day() is None
    assert client.get("/registre/").status_code == 200
    assert client.get("/en/registre/").status_code == 200


def test_a_head_that_the_chain_no_longer_holds_is_found(chain: list[Decision]) -> None:
    close_day()
    DailyHead.objects.update(hash="3" * 64)
    assert found() == ["decision 4: differs from the head kept for its day"]
    DailyHead.objects.update(number=9)
    assert found() == ["decision 9: missing, though a day ended with it"]
