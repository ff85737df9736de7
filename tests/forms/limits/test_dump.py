"""From a full dump, nobody finds out who answered what on an anonymous page.

Fifty people answer with fifty codes, in a random order. An attack that knows nothing gets one of fifty
right on average; one of all the attacks here gets twelve with a probability below one in a million, so
that this test does not fail by chance. The same attacks find everybody on a confidential page, so that
it can fail.
"""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from forms.enums import Once
from forms.fields.reading import questions_of
from forms.invitations.codes import digest_of
from forms.limits import anonymous, confirmation, passes
from forms.limits.roll import WIDTH
from forms.models import Submission
from portal.search.drain import drain
from tests.factories import limits
from tests.forms.limits.attackers import best, orders
from tests.forms.limits.dump import Table, pg_dump

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 50
BY_CHANCE = 12
# On a confidential page fewer are enough: the attack finds them all.
FOUND = 12


def answer_in_random_order(page: Any, keys: list[str], enter: Callable[[Client, str], Any]) -> list[str]:
    """Have each person come, get in and send an answer that this test alone knows to be theirs."""
    order = random.Random(7).sample(range(len(keys)), len(keys))
    for person in order:
        client = Client()
        assert enter(client, keys[person]).status_code == 303
        mode = "foot" if person % 3 else "bike"
        assert limits.post(client, page, mode=mode, word=f"person-{person}").status_code == 303
    return [f"person-{person}" for person in order]


def answers_of(page: Any) -> dict[str, str]:
    """Return who gave which answer, by its number: what the attacker wants to know."""
    assert [child.id for child in questions_of(page.form)] == ["mode", "word"]
    return {str(row.pk): row.answers["word"] for row in Submission.objects.filter(page=page)}


def attack(page: Any, people: dict[str, str]) -> tuple[dict[str, Table], int, str]:
    """Dump the database and return it with the best attack on a page."""
    drain()
    tables = pg_dump()
    right, name = best(tables, people, answers_of(page))
    return tables, right, name


@pytest.mark.usefixtures("search_index")
def test_codes_are_not_matched_with_anonymous_answers_and_are_with_confidential_ones() -> None:
    figures = {}
    for hidden, number in ((False, FOUND), (True, PEOPLE)):
        page, codes = limits.invited(
            number, anonymous=hidden, title=f"Page {hidden}", answer_limit=1_000, category_limits=True
        )
        limits.quota(page, "foot", 1_000)
        order = answer_in_random_order(
            page, codes, lambda client, code, page=page: limits.enter(client, page, code)
        )
        digests = {digest_of(page.translation_key, code): f"person-{n}" for n, code in enumerate(codes)}
        _tables, figures[hidden], name = attack(page, digests)
        assert hidden or figures[hidden] == FOUND
    assert figures[True] < BY_CHANCE, name
    # Nor does the way the rows lie tell the order in which people came, once it has been shaken.
    anonymous.keep_apart()
    tables = pg_dump()
    rows = tables["forms_submission"]
    for name, found in orders(tables, answers_of(page)).items():
        for lying in (found, found[::-1]):
            assert sum(map(str.__eq__, lying, order)) < BY_CHANCE, name
    # What the answers themselves say of time and origin.
    of_page = [row for row in rows.rows if row[rows.columns.index("id")] in answers_of(page)]
    for column in ("received_at", "created_at", "receipt_digest", "nonce_digest", "contributor_id"):
        assert len({row[rows.columns.index(column)] for row in of_page}) == 1, column


@pytest.mark.usefixtures("search_index")
def test_confirmed_addresses_are_not_matched_with_anonymous_answers_and_are_with_confidential_ones() -> None:
    figures = {}
    for hidden, number in ((False, FOUND), (True, PEOPLE)):
        people = [f"habitant{n}@example.org" for n in range(number)]
        page = limits.limited(f"Page {hidden}", once=Once.EMAIL, anonymous=hidden)

        def enter(client: Client, email: str, page: Any = page) -> Any:
            confirmation.ask(page, email, "fr")
            assert confirmation.send_waiting() == 1
            sent = {"confirm-email": email, "confirm-code": passes.code_of_address(page, email)}
            return client.post(f"{page.get_url()}access/confirm/", sent)

        answer_in_random_order(page, people, enter)
        known = {passes.of_address(page, email).digest: f"person-{n}" for n, email in enumerate(people)}
        known |= dict(zip(people, list(known.values()), strict=True))
        tables, figures[hidden], name = attack(page, known)
        assert hidden or figures[hidden] == FOUND
    assert figures[True] < BY_CHANCE, name
    assert "forms_confirmationmail" not in tables
    assert "habitant" not in str([table.rows for table in tables.values()])
    # The roll of an anonymous page: sorted, so that its order says nothing either.
    [roll] = [row[1] for row in tables["forms_addressroll"].rows]
    digits = roll.removeprefix(r"\\x")
    entries = [digits[i : i + 2 * WIDTH] for i in range(0, len(digits), 2 * WIDTH)]
    assert entries == sorted(entries)
    assert len(entries) == PEOPLE
    assert all(any(digest.startswith(entry) for digest in known) for entry in entries)
