"""A page takes so many answers and not one more."""

import threading
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, override_settings

from forms.intake import nonce as nonces
from forms.limits.quotas import set_places
from forms.models import HeldPlace, Quota, Submission
from forms.moderation.services import mark_spam, restore, withdraw
from forms.moderation.undo import undo
from tests.factories import limits
from tests.forms.browser import soup, text_of
from tests.forms.imports.running import run_import

pytestmark = pytest.mark.django_db


def taken(page: object) -> int:
    return Quota.objects.get(page_key=page.translation_key, question_id="").taken  # type: ignore[attr-defined]


def test_a_page_closes_at_its_number_of_answers_and_says_so() -> None:
    page = limits.limited(answer_limit=2)
    for word in ("un", "deux"):
        assert limits.post(Client(), page, word=word).status_code == 303
    shown = Client().get(page.get_url())
    assert soup(shown).select_one("input[name=nonce]") is None
    assert soup(shown).select_one(".status-tag--open") is None
    assert soup(shown).select_one("a[href='#participate']") is None
    assert shown["Cache-Control"].count("no-store")


def test_who_fills_in_the_form_while_the_last_place_goes_is_told_and_loses_nothing() -> None:
    page = limits.limited(answer_limit=1)
    late = Client()
    assert late.get(page.get_url()).status_code == 200
    limits.post(Client(), page, word="premier")
    answer = limits.post(late, page, word="Mon long texte")
    assert answer.status_code == 403
    assert "Mon long texte" in str(soup(answer).select_one("input[name=q-word]"))
    assert Submission.objects.filter(page=page).count() == 1


def test_a_form_sent_twice_takes_one_place_and_gets_its_receipt_even_when_the_page_is_full() -> None:
    page = limits.limited(answer_limit=1)
    client, nonce = Client(), nonces.issue(page.pk)
    assert limits.post(client, page, nonce, word="un").status_code == 303
    assert limits.post(client, page, nonce, word="un").status_code == 303
    assert taken(page) == 1


def test_answers_that_came_before_the_limit_count() -> None:
    page = limits.limited()
    limits.post(Client(), page, word="avant")
    page.answer_limit = 2
    page.save_revision().publish()
    assert limits.post(Client(), page, word="deux").status_code == 303
    assert limits.post(Client(), page, word="trois").status_code in (403, 409)
    withdraw(Submission.objects.get(answers__word="avant"))
    assert limits.post(Client(), page, word="trois").status_code == 303


def test_a_group_has_its_own_places_and_the_others_stay_open() -> None:
    page = limits.limited(category_limits=True)
    limits.quota(page, "foot", 1)
    assert limits.post(Client(), page, mode="foot").status_code == 303
    assert "À pied" in text_of(Client().get(page.get_url()))
    refused = limits.post(Client(), page, mode="foot", word="gardé")
    assert refused.status_code == 409
    assert "À pied" in soup(refused).select_one(".error-summary").text  # type: ignore[union-attr]
    assert "gardé" in str(soup(refused).select_one("input[name=q-word]"))
    assert limits.post(Client(), page, mode="bike").status_code == 303


def test_withdrawn_answers_and_spam_give_their_place_back() -> None:
    page = limits.limited(answer_limit=1, category_limits=True)
    group = limits.quota(page, "foot", 1)
    limits.post(Client(), page, mode="foot")
    first = Submission.objects.get(page=page)
    mark_spam(first, by=None)
    group.refresh_from_db()
    assert (taken(page), group.taken) == (0, 0)
    restore(first, by=None)
    group.refresh_from_db()
    assert (taken(page), group.taken) == (1, 1)
    moderator = get_user_model().objects.create_superuser("mo", "mo@example.org", "x")
    with override_settings(UNDO_SECONDS=60):
        undo(mark_spam(first, by=moderator), by=moderator)
    assert taken(page) == 1
    first.refresh_from_db()
    withdraw(first)
    assert limits.post(Client(), page, mode="foot").status_code == 303


def test_a_limit_that_was_lifted_counts_what_came_meanwhile() -> None:
    page = limits.limited(answer_limit=1, category_limits=True)
    set_places(page, {("mode", "foot"): 1})
    limits.post(Client(), page, mode="foot")
    page.answer_limit, page.category_limits = None, False
    page.save_revision().publish()
    for _turn in range(2):
        assert limits.post(Client(), page, mode="foot").status_code == 303
    page.answer_limit, page.category_limits = 4, True
    page.save_revision().publish()
    assert (taken(page), Quota.objects.get(option="foot").taken) == (3, 3)
    assert limits.post(Client(), page, mode="foot").status_code == 409
    assert limits.post(Client(), page, mode="bike").status_code == 303
    assert limits.post(Client(), page, mode="bike").status_code == 403
    withdraw(Submission.objects.filter(answers__mode="foot").order_by("pk")[1])
    assert (taken(page), Quota.objects.get(option="foot").taken) == (3, 2)


def test_a_group_whose_number_was_taken_away_is_counted_anew_when_it_gets_one() -> None:
    page = limits.limited(category_limits=True)
    for places in (5, None, 3):
        set_places(page, {("mode", "foot"): places})
        assert limits.post(Client(), page, mode="foot").status_code == 303
    assert Quota.objects.get(option="foot").taken == 3
    assert limits.post(Client(), page, mode="foot").status_code == 409


def test_what_was_spam_when_a_limit_was_set_takes_its_place_when_it_is_restored() -> None:
    page = limits.limited()
    limits.post(Client(), page, word="un")
    mark_spam(Submission.objects.get(), by=None)
    page.answer_limit = 5
    page.save_revision().publish()
    assert taken(page) == 0
    restore(Submission.objects.get(), by=None)
    assert taken(page) == 1


def test_answers_of_an_anonymous_page_are_counted_anew_and_hold_no_place() -> None:
    page = limits.limited(anonymous=True)
    for word in ("un", "deux"):
        limits.post(Client(), page, word=word)
    page.answer_limit = 2
    page.save_revision().publish()
    assert taken(page) == 2
    assert not HeldPlace.objects.exists()
    assert limits.post(Client(), page, word="trois").status_code == 403


def test_answers_from_a_file_take_places_beyond_the_limit_if_need_be(tmp_path: Path) -> None:
    page = limits.limited(slug="fiches", answer_limit=2, category_limits=True)
    set_places(page, {("mode", "foot"): 5})
    limits.post(Client(), page, mode="foot")
    file = tmp_path / "fiches.csv"
    file.write_text("external_id,mode\na,À pied\nb,À vélo\nc,À pied\n")
    run = run_import(file, page="fiches")
    assert run.code == 0, run.err
    assert (taken(page), Quota.objects.get(option="foot").taken) == (4, 3)
    withdraw(Submission.objects.get(external_id="a"))
    assert (taken(page), Quota.objects.get(option="foot").taken) == (3, 2)


@pytest.mark.django_db(transaction=True)
def test_no_place_more_is_taken_however_many_send_at_once() -> None:
    page = limits.limited(answer_limit=5, category_limits=True)
    limits.quota(page, "foot", 3)
    barrier = threading.Barrier(12)
    statuses: list[int] = []

    def send(number: int) -> None:
        client, mode = Client(), "foot" if number % 2 else "bike"
        barrier.wait()
        statuses.append(limits.post(client, page, mode=mode, word=str(number)).status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=[number]) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = Submission.objects.filter(page=page)
    assert rows.count() == statuses.count(303) == taken(page) == 5
    assert rows.filter(answers__mode="foot").count() <= 3
    assert Quota.objects.get(option="foot").taken == rows.filter(answers__mode="foot").count()
