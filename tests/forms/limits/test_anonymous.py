"""What an anonymous page promises, and what is left of an answer."""

import datetime
import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from forms.enums import Once, Publication, State
from forms.intake import nonce as nonces
from forms.limits import anonymous
from forms.limits.statement import read
from forms.models import Contributor, HeldPlace, OutgoingMail, SentForm, Submission, UsedPass
from forms.moderation.services import mark_spam
from portal.ratelimit.models import RateWindow
from tests.factories import forms as make
from tests.factories import limits
from tests.forms.browser import code_after, soup, text_of

pytestmark = pytest.mark.django_db


def test_the_page_says_which_it_is_before_anybody_answers() -> None:
    said = {}
    for hidden in (True, False):
        page, codes = limits.invited(1, anonymous=hidden, title=f"Page {hidden}")
        client = Client()
        gate = soup(client.get(page.get_url())).select_one(".promise")
        limits.enter(client, page, codes[0])
        form = soup(client.get(page.get_url()))
        above, notice = form.select_one(".promise"), form.select_one(".notice")
        assert gate is not None
        assert above is not None
        assert notice is not None
        assert gate.text == above.text
        said[hidden] = (above.text, notice.text)
        assert (form.select_one("input[name=contact_email]") is None) == hidden
    assert said[True][0] != said[False][0]
    assert said[True][1] != said[False][1]


def test_an_answer_keeps_no_contact_no_reference_and_no_time_finer_than_the_day() -> None:
    page, codes = limits.invited(1, anonymous=True)
    client = Client()
    limits.enter(client, page, codes[0])
    limits.post(client, page, word="un")
    row = Submission.objects.get(page=page)
    assert (row.state, row.anonymous, row.external_id) == (State.RECORDED, True, "")
    assert row.receipt_digest is row.nonce_digest is row.contributor is None
    assert row.received_at == row.created_at == anonymous.day_of()
    assert 0 < row.pk < 2**53
    for model in (Contributor, OutgoingMail, UsedPass, HeldPlace, RateWindow):
        assert not model.objects.exists(), model
    assert SentForm.objects.get().day == timezone.localdate()


def test_numbers_of_anonymous_answers_are_random_and_leave_the_sequence_alone() -> None:
    page = limits.limited(anonymous=True)
    for number in range(8):
        limits.post(Client(), page, word=str(number))
    keys = list(Submission.objects.filter(page=page).order_by("answers__word").values_list("pk", flat=True))
    assert max(keys) - min(keys) > 2**40
    plain = limits.limited("Autre")
    limits.post(Client(), plain, word="un")
    assert Submission.objects.get(page=plain).pk < 2**31


def test_the_receipt_proves_that_an_answer_was_counted_and_opens_nothing() -> None:
    page = limits.limited(anonymous=True)
    client = Client()
    code = code_after(client, limits.post(client, page, word="Mon secret"))
    found = read(code)
    assert found is not None
    assert (found.page_id, found.day) == (page.pk, timezone.localdate())
    shown = Client().post(reverse("follow"), {"code": code.lower()})
    assert page.title in text_of(shown)
    assert "Mon secret" not in text_of(shown)
    assert soup(shown).select_one(f"a[href='{reverse('withdraw')}']") is None
    forged = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert Client().post(reverse("follow"), {"code": forged}).status_code == 422


def test_two_receipts_of_a_day_differ_and_say_the_same() -> None:
    page = limits.limited(anonymous=True)
    codes = set()
    for word in ("un", "deux"):
        client = Client()
        codes.add(code_after(client, limits.post(client, page, word=word)))
    assert len(codes) == 2
    assert len({read(code) for code in codes}) == 1


@pytest.mark.parametrize("kind", ["email", "phone", "files"])
def test_an_anonymous_page_may_not_ask_who_somebody_is(kind: str) -> None:
    page = limits.limited(form=[make.question(kind, "Comment vous joindre ?", id="who")])
    page.opens_at = timezone.now() + datetime.timedelta(days=1)
    page.save_revision().publish()
    page.anonymous = True
    with pytest.raises(ValidationError, match="Comment vous joindre"):
        page.full_clean()


def test_an_anonymous_page_publishes_nothing() -> None:
    page = limits.limited(publication=Publication.MODERATED)
    page.unpublish()
    page.anonymous = True
    with pytest.raises(ValidationError):
        page.full_clean()


def test_the_promise_is_not_changed_while_residents_read_it_nor_once_they_have_answered() -> None:
    page = limits.limited(anonymous=True)
    limits.post(Client(), page, word="un")
    page.anonymous = False
    with pytest.raises(ValidationError):
        page.full_clean()
    page.refresh_from_db()
    page.unpublish()
    page.anonymous = False
    with pytest.raises(ValidationError):
        page.full_clean()
    # A draft from before the first answer, published afterwards, does not change it either.
    page.save_revision(clean=False).publish()
    page.refresh_from_db()
    assert page.anonymous
    fresh = limits.limited("Autre", once=Once.INVITATION)
    fresh.unpublish()
    fresh.anonymous = True
    fresh.full_clean()


def test_a_link_of_its_own_for_each_letter_leaves_nothing_in_an_anonymous_answer() -> None:
    campaign = make.question("hidden", "Campagne", id="campaign", parameter="campaign", values=["affiche"])
    form = [campaign, make.question("short_text", "Un mot", id="word", max_length=100)]
    for hidden, kept in ((True, {"word": "un"}), (False, {"word": "un", "campaign": "lettre-4711"})):
        page = limits.limited(f"Page {hidden}", form=form, anonymous=hidden)
        shown = soup(Client().get(page.get_url(), {"campaign": "lettre-4711"}))
        assert ("lettre-4711" in str(shown)) != hidden
        client, nonce = Client(), nonces.issue(page.pk)
        for _click in range(2):
            limits.post(client, page, nonce, word="un", campaign="lettre-4711")
        assert Submission.objects.get(page=page).answers == kept
    named = limits.limited("Affiches", form=form, anonymous=True)
    assert "affiche" in str(soup(Client().get(named.get_url(), {"campaign": "affiche"})))
    limits.post(Client(), named, word="un", campaign="affiche")
    assert Submission.objects.get(page=named).answers["campaign"] == "affiche"


@override_settings(SUBMISSION_RATE=(2, 600), LINK_RATE=(1, 600), CODE_RATE=(1, 600))
def test_who_sends_to_an_anonymous_page_is_limited_and_written_down_nowhere() -> None:
    page = limits.limited(anonymous=True)
    said = [limits.post(Client(), page, word=word).status_code for word in ("un", "deux", "trois")]
    assert said == [303, 303, 429]
    mailed = limits.limited("Par courriel", anonymous=True, once=Once.EMAIL)
    link = f"{mailed.get_url()}access/link/"
    assert [Client().post(link, {"ask-email": "a@example.org"}).status_code for _n in range(2)] == [200, 429]
    coded, codes = limits.invited(1, anonymous=True, title="Par lettre")
    assert [limits.enter(Client(), coded, code).status_code for code in ("A" * 16, codes[0])] == [422, 429]
    assert not RateWindow.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_decides_while_the_rows_are_shaken_decides_all_the_same() -> None:
    page = limits.limited(anonymous=True)
    limits.post(Client(), page, word="un")
    row = Submission.objects.get(page=page)

    def decide() -> None:
        try:
            mark_spam(row, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as moderators:
        with transaction.atomic():
            anonymous.keep_apart()
            decided = moderators.submit(decide)
            wait_for_a_lock()
        decided.result()
    row.refresh_from_db()
    assert (row.state, row.revision) == (State.SPAM, 2)


def wait_for_a_lock() -> None:
    """Return when another transaction waits for this one."""
    for _turn in range(3_000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND transactionid IS NOT NULL")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    pytest.fail("nobody waits")


def test_a_page_is_shaken_again_only_once_it_has_a_new_answer() -> None:
    page = limits.limited(anonymous=True)
    for word in ("un", "deux", "trois"):
        limits.post(Client(), page, word=word)
    anonymous.keep_apart()
    lie = where_they_lie()
    anonymous.keep_apart()
    assert where_they_lie() == lie
    limits.post(Client(), page, word="quatre")
    anonymous.keep_apart()
    assert not set(where_they_lie()) & set(lie)


def where_they_lie() -> list[str]:
    """Return the places of the rows on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid::text FROM forms_submission WHERE anonymous ORDER BY id")
        return [place for (place,) in cursor.fetchall()]


def test_which_forms_were_sent_is_forgotten_after_a_week() -> None:
    page = limits.limited(anonymous=True)
    limits.post(Client(), page, word="un")
    SentForm.objects.update(day=timezone.localdate() - datetime.timedelta(days=20))
    anonymous.keep_apart()
    assert not SentForm.objects.exists()
    assert Submission.objects.get(page=page).answers == {"word": "un"}


def test_moderators_and_exports_are_shown_no_more_than_the_day() -> None:
    page = limits.limited(anonymous=True)
    limits.post(Client(), page, word="un")
    row = Submission.objects.get(page=page)
    desk = Client()
    desk.force_login(get_user_model().objects.create_superuser("mo", "mo@example.org", "x"))
    shown = text_of(desk.get(row.admin_url))
    assert "12:00" not in shown
    assert "12 h" not in shown
    offered = soup(desk.get(f"{reverse('wagtailsnippets_forms_submission:export')}?page={page.pk}&state=all"))
    keys = [str(each["value"]) for each in offered.select("input[name=columns]")]
    sent = desk.post(
        f"{reverse('wagtailsnippets_forms_submission:export')}?page={page.pk}&state=all",
        {"columns": keys, "format": "csv"},
    )
    written = b"".join(sent.streaming_content).decode()
    assert "un" in written
    # Noon, whenever it was.
    assert set(re.findall(r"\d\d:\d\d", written)) <= {"12:00"}
